package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Staging in a folder of this host, by the process itself. */
final class StagedOutput implements Staging {
    private static final String FOLDER = "rwxr-xr-x";
    private static final String FILE = "rw-r--r--";

    /** Another job may make or remove the folder above ours at any moment. */
    private static final int TRIES = 10;

    private final StagingPlace place;
    private final DomainFolder domain;
    private final Optional<UUID> pool;
    private final UUID machine;
    private final Path target;
    private final DomainFolder staged;
    private final Path ready;
    private final DomainSight sight;
    private final Look asVirtV2v;

    /** Looks into a folder. */
    @FunctionalInterface
    interface Look {
        void into(Path folder) throws IOException;
    }

    StagedOutput(StagingPlace place) {
        this(place, VdsmFiles::lookAsSelf);
    }

    /** Takes how virt-v2v looks at what it is given: as whoever starts it, which is not vdsm. */
    StagedOutput(StagingPlace place, Look asVirtV2v) {
        this.place = place;
        this.domain = place.inDomain();
        this.pool = Optional.ofNullable(place.pool());
        this.machine = place.machine();
        this.target = place.target();
        this.staged = place.staged();
        this.ready = target.resolve("ready");
        this.sight = new DomainSight(domain);
        this.asVirtV2v = asVirtV2v;
    }

    @Override
    public Path target() {
        return place.output().storage(place);
    }

    @Override
    public void create() throws FailureException {
        try {
            sight.with(() -> {
                makeTarget();
                for (Path folder : List.of(
                        staged.root(), staged.images(), staged.machines().getParent(), staged.machines())) {
                    VdsmFiles.makeFolder(folder, FOLDER);
                }
                place.output().prepare(place);
                requireSeenByVirtV2v();
                return target;
            });
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    @Override
    public List<String> commit(ExpectedMachine expected) throws FailureException, DomainUnavailableException {
        List<String> differences = new ArrayList<>();
        Optional<FailureException> verdict = sight.with(() -> {
            try {
                move(expected);
                differences.addAll(expected.networkDifferences(committedMachine()));
                return Optional.empty();
            } catch (FailureException e) {
                return Optional.of(e);
            }
        });
        if (verdict.isPresent()) {
            throw verdict.get();
        }
        return List.copyOf(differences);
    }

    @Override
    public Optional<String> ovf() throws DomainUnavailableException {
        return sight.with(() -> VdsmFiles.isFile(domain.ovf(machine))
                ? Optional.of(VdsmFiles.read(domain.ovf(machine), OvfReader.LARGEST))
                : Optional.empty());
    }

    @Override
    public void removeStaging() throws DomainUnavailableException {
        if (sight.isDomainRemoved(target)) {
            sight.beside(this::deleteStaging);
        } else {
            sight.with(this::deleteStaging);
        }
    }

    private Path deleteStaging() throws IOException {
        // first: it tells which images were moved, and must not say so once staged ones are being deleted
        VdsmFiles.delete(ready);
        VdsmFiles.delete(target);
        VdsmFiles.deleteIfEmpty(domain.staging());
        return target;
    }

    @Override
    public void withdraw(boolean committed) throws DomainUnavailableException {
        if (sight.isDomainRemoved(target)) {
            return; // with all that was in it
        }
        sight.with(() -> {
            if ((committed || isMoved())
                    && !VdsmFiles.isFolder(ready.resolve(machine.toString()))
                    && VdsmFiles.isFolder(domain.ovf(machine).getParent())) {
                makeTarget();
                VdsmFiles.makeFolder(ready, FOLDER);
                VdsmFiles.move(domain.ovf(machine).getParent(), ready.resolve(machine.toString()));
            }
            if (VdsmFiles.isFile(readyOvf())) {
                for (ExportedVm.Disk disk : readyMachine().disks()) {
                    withdrawImage(disk.image());
                }
            }
            return target;
        });
    }

    /**
     * Whether this job has put its machine into the domain: the OVF's folder left the prepared one, and only this job can have moved
     * it, while a machine of somebody else may lie in the domain under the same id. Can be told only until {@link #removeStaging()}.
     */
    private boolean isMoved() throws IOException {
        return VdsmFiles.isFolder(ready)
                && !VdsmFiles.isFolder(ready.resolve(machine.toString()))
                && VdsmFiles.isFile(domain.ovf(machine));
    }

    private void move(ExpectedMachine expected) throws IOException, FailureException {
        if (isMoved()) {
            return;
        }
        if (!VdsmFiles.isFolder(ready)) {
            String verified = new StagedMachine(place, expected).verify();
            String whole = OvfNics.add(verified, expected.lost(OvfReader.read(verified)));
            prepare(new OvfRewriter(machine, domain.id(), pool).rewrite(whole));
        }
        ExportedVm prepared = readyMachine();
        requireNew(prepared);
        for (ExportedVm.Disk disk : prepared.disks()) {
            moveImage(disk.image());
        }
        VdsmFiles.sync(domain.images());
        makeMachines();
        VdsmFiles.move(ready.resolve(machine.toString()), domain.ovf(machine).getParent());
        VdsmFiles.sync(domain.machines());
    }

    /** It would say so itself, but only when it has converted the guest. */
    private void requireSeenByVirtV2v() throws IOException, DomainUnavailableException {
        try {
            asVirtV2v.into(target());
        } catch (AccessDeniedException e) {
            throw new DomainUnavailableException(DomainAccess.squashed(domain.mount()), e);
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
        Path folder = draft.resolve(machine.toString());
        VdsmFiles.delete(draft);
        VdsmFiles.makeFolder(draft, FOLDER);
        VdsmFiles.makeFolder(folder, FOLDER);
        VdsmFiles.write(folder.resolve(machine + ".ovf"), ovf.getBytes(StandardCharsets.UTF_8), FILE);
        VdsmFiles.sync(folder);
        VdsmFiles.sync(draft);
        VdsmFiles.move(draft, ready);
        VdsmFiles.sync(target);
    }

    private Path readyOvf() {
        return ready.resolve(machine.toString()).resolve(machine + ".ovf");
    }

    private ExportedVm readyMachine() throws IOException {
        return written(readyOvf());
    }

    private ExportedVm committedMachine() throws IOException {
        return written(domain.ovf(machine));
    }

    /** Was checked before it was written: what cannot be read now is the storage's fault. */
    private static ExportedVm written(Path ovf) throws IOException {
        try {
            return OvfReader.read(VdsmFiles.read(ovf, OvfReader.LARGEST));
        } catch (IllegalArgumentException e) {
            throw new IOException(ovf + " was damaged: " + e.getMessage(), e);
        }
    }

    private void requireNew(ExportedVm prepared) throws IOException {
        for (ExportedVm.Disk disk : prepared.disks()) {
            if (VdsmFiles.isFolder(stagedImage(disk.image())) && VdsmFiles.isFolder(domainImage(disk.image()))) {
                throw new IOException("the domain has an image " + disk.image() + " already");
            }
        }
        if (VdsmFiles.isFolder(domain.ovf(machine).getParent())) {
            throw new IOException("the domain has a folder " + DomainLayout.VMS + "/" + machine + " already");
        }
    }

    private void moveImage(UUID image) throws IOException, FailureException {
        if (VdsmFiles.isFolder(stagedImage(image))) {
            VdsmFiles.move(stagedImage(image), domainImage(image));
        } else if (!VdsmFiles.isFolder(domainImage(image))) {
            throw new FailureException(
                    FailureCode.RESULT_INVALID,
                    "virt-v2v's result cannot be used: its image " + image
                            + " was removed before it came into the domain.");
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
