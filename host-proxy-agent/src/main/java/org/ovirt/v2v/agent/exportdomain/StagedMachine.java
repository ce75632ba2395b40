package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * Checks what virt-v2v left in a staging folder before anybody else sees it, once it is arranged as in an export domain, and
 * repairs what old versions get wrong.
 *
 * @param place where it was left
 * @param expected the machine that was asked for
 */
record StagedMachine(StagingPlace place, ExpectedMachine expected) {
    private static final int LARGEST_META = 64 * 1024;

    /** virt-v2v before 1.40.1 wrote 1, which oVirt refuses. */
    private static final Pattern OLD_DISK_TYPE = Pattern.compile("(?m)^DISKTYPE=1$");

    /**
     * The text of the one OVF, of which everything holds.
     *
     * @throws FailureException RESULT_INVALID, or RESULT_OF_ANOTHER_MACHINE: the result is wrong, and will be however often it
     *     is looked at
     * @throws IOException if that cannot be told at present
     */
    String verify() throws FailureException, IOException {
        try {
            place.output().arrange(place);
            Path ovf = onlyOvf();
            String text = VdsmFiles.read(ovf, OvfReader.LARGEST);
            ExportedVm machine = OvfReader.read(text);
            requireSame(machine);
            for (ExportedVm.Disk disk : machine.disks()) {
                verify(disk);
            }
            return text;
        } catch (NoSuchFileException | IllegalArgumentException e) {
            throw new FailureException(
                    FailureCode.RESULT_INVALID, "virt-v2v's result cannot be used: " + reason(e) + ".", e);
        }
    }

    private static String reason(Exception verdict) {
        return verdict instanceof NoSuchFileException ? "there is no " + verdict.getMessage() : verdict.getMessage();
    }

    private Path onlyOvf() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : VdsmFiles.list(place.staged().machines())) {
            Path ovf = folder.resolve(folder.getFileName() + ".ovf");
            if (VdsmFiles.isFile(ovf)) {
                found.add(ovf);
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException("it holds " + found.size() + " OVFs instead of one");
        }
        return found.get(0);
    }

    private void requireSame(ExportedVm machine) throws FailureException {
        Optional<String> difference = expected.difference(machine);
        if (difference.isPresent()) {
            throw new FailureException(
                    FailureCode.RESULT_OF_ANOTHER_MACHINE,
                    "What virt-v2v made is not the machine that was asked for: " + difference.get() + ".");
        }
    }

    private void verify(ExportedVm.Disk disk) throws IOException {
        Path volume = place.staged()
                .images()
                .resolve(disk.image().toString())
                .resolve(disk.volume().toString());
        if (!VdsmFiles.isFile(volume)) {
            throw new IllegalArgumentException("there is no " + volume);
        }
        VolumeInfo info = VolumeInfo.read(volume, DiskFormat.parse(disk.format()));
        if (info.virtualSize() != disk.capacity()) {
            throw new IllegalArgumentException(
                    volume + " has " + info.virtualSize() + " bytes and " + disk.capacity() + " in the OVF");
        }
        if (info.backingFile() != null) {
            throw new IllegalArgumentException(volume + " needs another file");
        }
        Path meta = volume.resolveSibling(volume.getFileName() + ".meta");
        String text = VdsmFiles.read(meta, LARGEST_META);
        Optional<String> defect = VolumeMetadata.parse(text).defect(place.domain(), disk);
        if (defect.isPresent()) {
            throw new IllegalArgumentException(meta + " " + defect.get());
        }
        if (OLD_DISK_TYPE.matcher(text).find()) {
            String repaired = OLD_DISK_TYPE.matcher(text).replaceAll("DISKTYPE=2");
            VdsmFiles.write(meta, repaired.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        }
        VdsmFiles.sync(volume);
        VdsmFiles.sync(meta);
        VdsmFiles.sync(volume.getParent());
    }
}
