package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * Takes a machine out of an export domain: first its OVF goes out of sight, so that nobody imports what is being removed, then its
 * disks. Whoever is cut short says once more that it is to be removed.
 *
 * @param others the other machines in the domain, whose images stay
 */
record MachineRemoval(DomainFolder domain, UUID machine, List<ExportedVm> others) {
    private static final String FOLDER = "rwxr-xr-x";

    /**
     * Whether there was one.
     *
     * @throws FailureException DOMAIN_INVALID: its OVF cannot be read, so nobody knows which disks are its
     */
    boolean run() throws DomainUnavailableException, FailureException {
        try {
            return new DomainSight(domain).with(this::remove);
        } catch (IllegalArgumentException e) {
            throw new FailureException(
                    FailureCode.DOMAIN_INVALID,
                    "The OVF of the machine " + machine + " cannot be read, so it is not known which disks are its: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    private boolean remove() throws IOException {
        Path folder = domain.ovf(machine).getParent();
        if (VdsmFiles.isFile(domain.ovf(machine))) {
            read(domain.ovf(machine));
            VdsmFiles.makeFolder(domain.staging(), FOLDER);
            VdsmFiles.makeFolder(place(), FOLDER);
            VdsmFiles.move(folder, place().resolve(machine.toString()));
            VdsmFiles.sync(domain.machines());
        }
        Path removed = place().resolve(machine.toString()).resolve(machine + ".ovf");
        boolean found = VdsmFiles.isFile(removed);
        if (found) {
            removeImages(read(removed));
        }
        VdsmFiles.delete(place());
        VdsmFiles.deleteIfEmpty(domain.staging());
        return found;
    }

    private void removeImages(ExportedVm removed) throws IOException {
        Set<UUID> used = new HashSet<>();
        others.stream().filter(other -> !other.id().equals(machine)).forEach(other -> other.disks()
                .forEach(disk -> used.add(disk.image())));
        for (ExportedVm.Disk disk : removed.disks()) {
            if (!used.contains(disk.image())) {
                VdsmFiles.delete(domain.images().resolve(disk.image().toString()));
            }
        }
        VdsmFiles.sync(domain.images());
    }

    private static ExportedVm read(Path ovf) throws IOException {
        return OvfReader.read(VdsmFiles.read(ovf, OvfReader.LARGEST));
    }

    /** Out of everybody's sight; the same at each try. */
    private Path place() {
        return domain.staging().resolve("removed-" + machine);
    }
}
