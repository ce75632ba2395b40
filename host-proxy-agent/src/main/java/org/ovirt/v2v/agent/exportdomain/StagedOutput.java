package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * The place inside an export domain's mount where one job writes, out of everybody's sight, and the way from there into the
 * domain by renaming. Every step may be repeated after a crash; the OVF comes last and says that the machine is there.
 */
public final class StagedOutput {
    private static final String FOLDER = "rwxr-xr-x";
    private static final String FILE = "rw-r--r--";

    /** Another job may make or remove the folder above ours at any moment. */
    private static final int TRIES = 10;

    private final DomainFolder domain;
    private final Optional<UUID> pool;
    private final UUID job;
    private final Path target;
    private final DomainFolder staged;
    private final Path ready;

    /** Takes the domain, the data center that has it attached if there is one, and the job's id, which is to be the machine's. */
    public StagedOutput(Path mount, UUID domainId, Optional<UUID> pool, UUID job) {
        this.domain = new DomainFolder(mount, domainId);
        this.pool = pool;
        this.job = job;
        this.target = domain.staging().resolve(job.toString());
        this.staged = new DomainFolder(target, domainId);
        this.ready = target.resolve("ready");
    }

    public static StagedOutput of(ExportDomainInfo domain, UUID job) {
        return new StagedOutput(Path.of(domain.path()), domain.id(), Optional.ofNullable(domain.poolId()), job);
    }

    /** What virt-v2v is given as the export domain. */
    public Path target() {
        return target;
    }

    /** Makes the folders that virt-v2v expects. */
    public void create() throws FailureException {
        try {
            makeTarget();
            for (Path folder :
                    List.of(staged.root(), staged.images(), staged.machines().getParent(), staged.machines())) {
                VdsmFiles.makeFolder(folder, FOLDER);
            }
        } catch (IOException e) {
            throw new FailureException(DomainAccess.unwritable(domain.mount(), e), e);
        }
    }

    /**
     * Checks the result and moves it into the domain.
     *
     * @param capacities of the source's disks in bytes, in order; 0 where the source does not tell
     */
    public void commit(List<Long> capacities) throws FailureException {
        if (isCommitted()) {
            return;
        }
        try {
            if (!VdsmFiles.isFolder(ready)) {
                prepare(new StagedMachine(staged, capacities).verify());
            }
            ExportedVm machine = readyMachine();
            requireNew(machine);
            for (ExportedVm.Disk disk : machine.disks()) {
                moveImage(disk.image());
            }
            VdsmFiles.sync(domain.images());
            makeMachines();
            VdsmFiles.move(ready.resolve(job.toString()), domain.ovf(job).getParent());
            VdsmFiles.sync(domain.machines());
        } catch (IOException | IllegalArgumentException e) {
            throw new FailureException(
                    FailureCode.RESULT_INVALID,
                    "The machine could not be moved into the export domain at " + domain.mount() + ": " + e.getMessage()
                            + ".",
                    e);
        }
    }

    /** Whether the machine is in the domain. */
    public boolean isCommitted() throws FailureException {
        try {
            return VdsmFiles.isFile(domain.ovf(job));
        } catch (IOException e) {
            throw DomainAccess.unreadable(domain.ovf(job), e);
        }
    }

    /** The OVF in the domain; throws if there is none. */
    public String ovf() throws IOException {
        return VdsmFiles.read(domain.ovf(job), OvfReader.LARGEST);
    }

    /** Removes all of the job but a committed machine. */
    public void discard() throws FailureException {
        try {
            if (VdsmFiles.isFolder(ready) && !isCommitted()) {
                for (ExportedVm.Disk disk : readyMachine().disks()) {
                    withdrawImage(disk.image());
                }
            }
            VdsmFiles.delete(target);
            VdsmFiles.deleteIfEmpty(domain.staging());
        } catch (NoSuchFileException e) {
            // somebody else removed it: that is what was wanted
            return;
        } catch (IOException | IllegalArgumentException e) {
            throw new FailureException(
                    FailureCode.INTERNAL,
                    "What a job has left at " + target + " cannot be removed: " + e.getMessage() + ".",
                    e);
        }
    }

    private void makeTarget() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                VdsmFiles.makeFolder(domain.staging(), FOLDER);
                VdsmFiles.makeFolder(target, FOLDER);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** A domain that no data center has activated yet may lack it. */
    private void makeMachines() throws IOException {
        Path master = domain.machines().getParent();
        VdsmFiles.makeFolder(master, FOLDER);
        VdsmFiles.makeFolder(domain.machines(), FOLDER);
        VdsmFiles.sync(master);
    }

    /** Puts the final OVF beside the staged files; once its folder has its name, all that is left to do is renaming. */
    private void prepare(String ovf) throws IOException {
        Path draft = target.resolve("draft");
        Path folder = draft.resolve(job.toString());
        VdsmFiles.delete(draft);
        VdsmFiles.makeFolder(draft, FOLDER);
        VdsmFiles.makeFolder(folder, FOLDER);
        String text = new OvfRewriter(job, domain.id(), pool).rewrite(ovf);
        VdsmFiles.write(folder.resolve(job + ".ovf"), text.getBytes(StandardCharsets.UTF_8), FILE);
        VdsmFiles.sync(folder);
        VdsmFiles.sync(draft);
        VdsmFiles.move(draft, ready);
        VdsmFiles.sync(target);
    }

    private ExportedVm readyMachine() throws IOException {
        Path ovf = ready.resolve(job.toString()).resolve(job + ".ovf");
        return OvfReader.read(VdsmFiles.read(ovf, OvfReader.LARGEST));
    }

    private void requireNew(ExportedVm machine) throws IOException {
        for (ExportedVm.Disk disk : machine.disks()) {
            if (VdsmFiles.isFolder(stagedImage(disk.image())) && VdsmFiles.isFolder(domainImage(disk.image()))) {
                throw new IOException("the domain has an image " + disk.image() + " already");
            }
        }
        if (VdsmFiles.isFolder(domain.ovf(job).getParent())) {
            throw new IOException("the domain has a folder " + DomainLayout.VMS + "/" + job + " already");
        }
    }

    private void moveImage(UUID image) throws IOException {
        if (VdsmFiles.isFolder(stagedImage(image))) {
            VdsmFiles.move(stagedImage(image), domainImage(image));
        } else if (!VdsmFiles.isFolder(domainImage(image))) {
            throw new IOException("the image " + image + " is gone");
        }
    }

    /** Removes an image that an unfinished commit moved; one that is still staged was never moved. */
    private void withdrawImage(UUID image) throws IOException {
        if (!VdsmFiles.isFolder(stagedImage(image))) {
            VdsmFiles.delete(domainImage(image));
        }
    }

    private Path stagedImage(UUID image) {
        return staged.images().resolve(image.toString());
    }

    private Path domainImage(UUID image) {
        return domain.images().resolve(image.toString());
    }
}
