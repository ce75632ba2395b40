package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Export domains in folders of this host, most of them mounted by VDSM. */
public final class MountedExportDomains implements ExportDomains {
    private static final Logger LOGGER = LoggerFactory.getLogger(MountedExportDomains.class);
    private static final int MOST_MACHINES = 20_000;

    private final List<Path> roots;
    private final KnownMachines known =
            new KnownMachines(ovf -> OvfReader.readWhole(VdsmFiles.read(ovf, OvfReader.LARGEST)));

    /** Takes the folders in and below which domains are looked for by id. */
    public MountedExportDomains(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public ExportDomainInfo open(Path mount) throws FailureException {
        return DomainValidator.open(DomainValidator.requireAbsolute(mount));
    }

    @Override
    public ExportDomainInfo find(UUID domain) throws FailureException {
        List<Path> spared = List.of();
        return open(DomainSearch.run(roots, domain, Set.copyOf(spared), DomainSearch.LIMIT)
                .require(domain, roots, spared));
    }

    @Override
    public ExportDomainInfo create(ExportDomainParams params) throws FailureException {
        return DomainCreation.create(DomainValidator.requireAbsolute(Path.of(params.path())), params);
    }

    @Override
    public List<ExportedVm> machines(Path mount) throws FailureException {
        DomainFolder domain = reached(mount);
        List<ExportedVm> machines = new ArrayList<>();
        try {
            // VDSM makes that folder only when a data center activates the domain
            List<Path> entries = VdsmFiles.isFolder(domain.machines()) ? VdsmFiles.list(domain.machines()) : List.of();
            for (Path entry : entries) {
                Path ovf = entry.resolve(entry.getFileName() + ".ovf");
                if (machines.size() < MOST_MACHINES) {
                    read(ovf)
                            .filter(found -> !found.isTemplate())
                            .map(ExportedOvf::machine)
                            .ifPresent(machines::add);
                }
            }
        } catch (IOException e) {
            throw DomainAccess.failing(domain.machines(), e);
        }
        machines.sort(Comparator.comparing(ExportedVm::name).thenComparing(ExportedVm::id));
        return List.copyOf(machines);
    }

    @Override
    public String ovf(Path mount, UUID machine) throws FailureException {
        Path ovf = reached(mount).ovf(machine);
        try {
            if (!VdsmFiles.isFile(ovf)) {
                throw new FailureException(new Failure(
                        FailureCode.VM_NOT_FOUND,
                        "There is no machine " + machine + " in the export domain.",
                        "List the machines of the export domain again; this one was removed.",
                        null));
            }
            return VdsmFiles.read(ovf, OvfReader.LARGEST);
        } catch (IOException e) {
            throw DomainAccess.failing(ovf, e);
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureCode.DOMAIN_INVALID, e.getMessage() + ".", e);
        }
    }

    @Override
    public ExportDomainCheck check(Path mount) throws FailureException {
        DomainFolder domain = reached(mount);
        try {
            return ContentCheck.run(domain);
        } catch (IOException e) {
            throw DomainAccess.failing(domain.root(), e);
        }
    }

    private static DomainFolder reached(Path mount) throws FailureException {
        Path folder = DomainValidator.requireAbsolute(mount);
        DomainAccess.requireReachable(folder);
        return DomainValidator.folder(folder);
    }

    @Override
    public boolean remove(Path mount, UUID machine, Instant latest) throws FailureException {
        DomainFolder domain = reached(mount);
        if (Instant.now().isAfter(latest)) {
            throw new FailureException(new Failure(
                    FailureCode.DOMAIN_NOT_ANSWERING,
                    "The machine " + machine + " was not removed, since its turn in the export domain at " + mount
                            + " did not come in time.",
                    "Ask for it again when less is at work there.",
                    null));
        }
        try {
            return new MachineRemoval(domain, machine).run();
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    @Override
    public Optional<String> occupant(Path mount, UUID machine) throws FailureException {
        DomainFolder domain = DomainValidator.folder(DomainValidator.requireAbsolute(mount));
        Path ovf = domain.ovf(machine);
        try {
            if (!VdsmFiles.isFolder(ovf.getParent())) {
                return Optional.empty();
            }
            if (VdsmFiles.isFile(ovf)) {
                return Optional.of(read(ovf)
                        .map(ExportedOvf::described)
                        .orElse("a machine whose OVF cannot be read (" + ovf + ")"));
            }
            return Optional.of("the folder " + ovf.getParent() + " without an OVF");
        } catch (IOException e) {
            throw DomainAccess.failing(ovf, e);
        }
    }

    @Override
    public boolean isReadableFile(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    @Override
    public List<String> staged(Path mount) throws FailureException {
        DomainFolder domain = reached(mount);
        try {
            List<Path> entries = VdsmFiles.isFolder(domain.staging()) ? VdsmFiles.list(domain.staging()) : List.of();
            return entries.stream().map(each -> each.getFileName().toString()).toList();
        } catch (IOException e) {
            throw DomainAccess.failing(domain.staging(), e);
        }
    }

    @Override
    public Staging staging(StagingPlace place) {
        return new StagedOutput(place);
    }

    /** What an OVF says, if there is one. Throws what may pass; what will not be read at the next look either is left out. */
    private Optional<ExportedOvf> read(Path ovf) throws IOException {
        try {
            Optional<FileVersion> version = VdsmFiles.version(ovf);
            if (version.isPresent()) {
                return Optional.of(known.of(ovf, version.get()));
            }
        } catch (NoSuchFileException e) {
            LOGGER.debug("Removed meanwhile: {}", ovf);
        } catch (AccessDeniedException | IllegalArgumentException e) {
            LOGGER.warn("Left out of the list of exported machines: {} ({})", ovf, e.getMessage());
        }
        return Optional.empty();
    }
}
