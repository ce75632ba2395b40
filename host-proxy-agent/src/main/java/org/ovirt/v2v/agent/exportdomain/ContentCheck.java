package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck.Defect;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck.Orphan;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Compares what the OVFs in an export domain name with what lies there. Changes nothing. */
final class ContentCheck {
    /** Of machines and of images. */
    private static final int MOST = 20_000;

    private final DomainFolder domain;
    private final List<Defect> defects = new ArrayList<>();
    private final List<Orphan> orphans = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private boolean complete = true;

    /** Whether it is known of each machine which images it uses. */
    private boolean usesKnown = true;

    private ContentCheck(DomainFolder domain) {
        this.domain = domain;
    }

    /** Throws if something cannot be looked at: it is not missing then. */
    static ExportDomainCheck run(DomainFolder domain) throws IOException {
        ContentCheck check = new ContentCheck(domain);
        // first: the images of a machine that comes meanwhile are not nobody's
        List<Path> images = check.entries(domain.images());
        check.machines();
        check.images(images);
        for (Path staged : check.entries(domain.staging())) {
            check.orphan(staged);
        }
        return new ExportDomainCheck(check.defects, check.orphans, check.complete);
    }

    private List<Path> entries(Path folder) throws IOException {
        List<Path> all = all(folder);
        complete &= all.size() <= MOST;
        return first(all);
    }

    private static List<Path> all(Path folder) throws IOException {
        return VdsmFiles.isFolder(folder) ? VdsmFiles.list(folder) : List.of();
    }

    private static List<Path> first(List<Path> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private void machines() throws IOException {
        List<Path> folders = all(domain.machines());
        usesKnown = folders.size() <= MOST;
        for (Path folder : first(folders)) {
            if (VdsmFiles.isFolder(folder)) {
                machine(folder);
            }
        }
    }

    /** Says nothing of images while one of a machine that cannot be read might be taken for nobody's, and be deleted. */
    private void images(List<Path> images) throws IOException {
        complete &= usesKnown;
        if (!usesKnown) {
            return;
        }
        for (Path image : images) {
            if (!used.contains(image.getFileName().toString())) {
                orphan(image);
            }
        }
    }

    private void machine(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        Path ovf = folder.resolve(name + ".ovf");
        if (!VdsmFiles.isFile(ovf)) {
            defects.add(new Defect(name, below(ovf), "The machine has no OVF."));
            return;
        }
        try {
            String text = VdsmFiles.read(ovf, OvfReader.LARGEST);
            // not only those of disks: snapshots name what they keep the memory in elsewhere
            used.addAll(ImageIds.in(text));
            for (ExportedVm.Disk disk : OvfReader.read(text).disks()) {
                disk(name, disk);
            }
        } catch (NoSuchFileException e) {
            // it was taken out meanwhile
        } catch (IllegalArgumentException e) {
            usesKnown = false;
            defects.add(new Defect(name, below(ovf), "The OVF cannot be read: " + e.getMessage() + "."));
        }
    }

    private void disk(String machine, ExportedVm.Disk disk) throws IOException {
        Path volume = domain.images()
                .resolve(disk.image().toString())
                .resolve(disk.volume().toString());
        Path meta = volume.resolveSibling(volume.getFileName() + ".meta");
        Optional<Long> size = VdsmFiles.size(volume);
        if (size.isEmpty()) {
            defects.add(new Defect(machine, below(volume), "The disk is missing."));
        } else if (disk.format().equals("RAW") && size.get() < disk.capacity()) {
            defects.add(new Defect(
                    machine,
                    below(volume),
                    "The disk has " + size.get() + " bytes instead of " + disk.capacity() + "."));
        }
        if (!VdsmFiles.isFile(meta)) {
            defects.add(new Defect(machine, below(meta), "The description of the disk is missing."));
        }
    }

    private void orphan(Path entry) throws IOException {
        VdsmFiles.usage(entry)
                .ifPresent(usage -> orphans.add(new Orphan(below(entry), usage.bytes(), usage.modified())));
    }

    private String below(Path path) {
        return domain.mount().relativize(path).toString();
    }
}
