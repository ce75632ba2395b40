package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Takes a machine out of an export domain: first its OVF goes out of sight, so that nobody imports what is being removed, then its
 * disks, but for those that another machine has too. Whoever is cut short says once more that it is to be removed.
 */
record MachineRemoval(DomainFolder domain, UUID machine) {
    private static final String FOLDER = "rwxr-xr-x";

    /**
     * Whether there was one. A template is none, and stays.
     *
     * @throws FailureException DOMAIN_INVALID: an OVF cannot be read, so nobody knows which disks are its alone
     */
    boolean run() throws DomainUnavailableException, FailureException {
        try {
            return new DomainSight(domain).with(this::remove);
        } catch (IllegalArgumentException e) {
            throw new FailureException(
                    FailureCode.DOMAIN_INVALID,
                    "It is not known which disks the machine " + machine
                            + " has for itself, since an OVF cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    private boolean remove() throws IOException {
        boolean cutShort = finish();
        Path folder = domain.ovf(machine).getParent();
        if (!VdsmFiles.isFile(domain.ovf(machine))) {
            return cutShort;
        }
        // whatever cannot be told is found out before anything has changed
        ExportedOvf ovf = read(domain.ovf(machine));
        if (ovf.isTemplate()) {
            return cutShort;
        }
        Set<UUID> images = unshared(ovf, folder);
        VdsmFiles.makeFolder(domain.staging(), FOLDER);
        VdsmFiles.makeFolder(place(), FOLDER);
        VdsmFiles.move(folder, place().resolve(machine.toString()));
        VdsmFiles.sync(domain.machines());
        finish(images);
        return true;
    }

    /** Removes the disks of the machine that is out of sight, if there is one. */
    private boolean finish() throws IOException {
        Path removed = place().resolve(machine.toString());
        Path ovf = removed.resolve(machine + ".ovf");
        boolean found = VdsmFiles.isFile(ovf);
        finish(found ? unshared(read(ovf), removed) : Set.of());
        return found;
    }

    private void finish(Set<UUID> images) throws IOException {
        for (UUID image : images) {
            VdsmFiles.delete(domain.images().resolve(image.toString()));
        }
        if (!images.isEmpty()) {
            VdsmFiles.sync(domain.images());
        }
        VdsmFiles.delete(place());
        VdsmFiles.deleteIfEmpty(domain.staging());
    }

    /**
     * The images of a machine that no other one names, be its OVF as damaged as it may.
     *
     * @param own the folder of the machine's OVF
     */
    private Set<UUID> unshared(ExportedOvf removed, Path own) throws IOException {
        Set<UUID> images = new HashSet<>(removed.memoryImages());
        removed.machine().disks().forEach(disk -> images.add(disk.image()));
        List<Path> folders = VdsmFiles.isFolder(domain.machines()) ? VdsmFiles.list(domain.machines()) : List.of();
        for (Path folder : folders) {
            Path ovf = folder.resolve(folder.getFileName() + ".ovf");
            if (!folder.equals(own) && VdsmFiles.isFile(ovf)) {
                String text = text(ovf).toLowerCase(Locale.ROOT);
                images.removeIf(image -> text.contains(image.toString()));
            }
        }
        return images;
    }

    private static String text(Path ovf) throws IOException {
        try {
            return VdsmFiles.read(ovf, OvfReader.LARGEST);
        } catch (NoSuchFileException e) {
            return ""; // removed meanwhile
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("vdsm (uid 36) may not read " + ovf, e);
        }
    }

    private static ExportedOvf read(Path ovf) throws IOException {
        return OvfReader.readWhole(VdsmFiles.read(ovf, OvfReader.LARGEST));
    }

    /** Out of everybody's sight; the same at each try. */
    private Path place() {
        return domain.staging().resolve("removed-" + machine);
    }
}
