package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ovirt.v2v.agent.guest.Guest;
import org.ovirt.v2v.agent.guest.GuestReader;
import org.ovirt.v2v.agent.guest.OvfWriter;
import org.ovirt.v2v.agent.guest.Volume;

/**
 * The layout of an export domain, made of what {@code virt-v2v -o local} leaves: disks {@code NAME-sda}, {@code NAME-sdb} and so
 * on, and {@code NAME.xml}. Disks are renamed and never copied. The ids that they get are written down first and the OVF comes
 * last, so that whoever is cut short finds by repeating it what was done.
 */
final class LocalLayout {
    private static final String FOLDER = "rwxr-xr-x";
    private static final String FILE = "rw-r--r--";

    /** As VDSM has volumes. */
    private static final String VOLUME = "rw-rw-rw-";

    private static final int LETTERS = 26;

    private final StagingPlace place;
    private final LocalOutput output;
    private final Path folder;
    private final Path description;
    private final Path idsFile;

    LocalLayout(StagingPlace place, LocalOutput output) {
        this.place = place;
        this.output = output;
        this.folder = output.storage(place);
        this.description = folder.resolve(place.job() + ".xml");
        this.idsFile = place.target().resolve("ids");
    }

    /**
     * Makes the files, with nothing in them, that virt-v2v will write: they belong to vdsm then, and can be written by a root whom
     * the storage server takes for nobody.
     */
    void prepare() throws IOException {
        VdsmFiles.makeFolder(folder, FOLDER);
        for (int disk = 0; disk < output.disks(); disk++) {
            VdsmFiles.makeFile(folder.resolve(place.job() + "-sd" + letters(disk)), VOLUME);
        }
        VdsmFiles.makeFile(description, VOLUME);
    }

    void arrange() throws IOException {
        Path ovfFolder = place.staged().ovf(place.machine()).getParent();
        if (VdsmFiles.isFolder(ovfFolder)) {
            return;
        }
        Guest guest = GuestReader.read(VdsmFiles.read(description, OvfReader.LARGEST));
        List<Guest.Disk> disks = inOrder(guest.disks());
        List<Ids> ids = ids(disks.size());
        Instant now = Instant.now();
        List<Volume> volumes = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            volumes.add(volume(folder.resolve(fileName(disks.get(i))), ids.get(i), now));
        }
        String ovf = OvfWriter.write(
                guest, output.name(), place.machine(), place.domain(), output.origin(), disks, volumes, now);
        write(ovfFolder, ovf);
    }

    /** virt-v2v lists disks by their buses; the machine has them in the order of their letters. */
    private List<Guest.Disk> inOrder(List<Guest.Disk> disks) {
        Pattern name = Pattern.compile(Pattern.quote(place.job() + "-sd") + "([a-z]{1,3})");
        TreeMap<Integer, Guest.Disk> ordered = new TreeMap<>();
        for (Guest.Disk disk : disks) {
            Matcher matcher = name.matcher(fileName(disk));
            if (!matcher.matches() || ordered.put(number(matcher.group(1)), disk) != null) {
                throw new IllegalArgumentException("the description of the guest names a disk that is none of it");
            }
        }
        return List.copyOf(ordered.values());
    }

    private static String fileName(Guest.Disk disk) {
        return disk.file().substring(disk.file().lastIndexOf('/') + 1);
    }

    /** As virt-v2v counts: a to z, then aa. */
    private static String letters(int number) {
        String before = number < LETTERS ? "" : letters(number / LETTERS - 1);
        return before + (char) ('a' + number % LETTERS);
    }

    private static int number(String letters) {
        return letters.chars().reduce(0, (number, letter) -> number * LETTERS + letter - 'a' + 1) - 1;
    }

    private record Ids(UUID image, UUID volume) {
        private static final Pattern SPACE = Pattern.compile(" ");

        static Ids random() {
            return new Ids(UUID.randomUUID(), UUID.randomUUID());
        }

        static Ids parse(String line) {
            String[] words = SPACE.split(line, 2);
            return new Ids(UUID.fromString(words[0]), UUID.fromString(words[1]));
        }

        String line() {
            return image + " " + volume + "\n";
        }
    }

    /** The ids of images and volumes, which stay the same however often this is repeated. */
    private List<Ids> ids(int count) throws IOException {
        if (!VdsmFiles.isFile(idsFile)) {
            String text = IntStream.range(0, count)
                    .mapToObj(disk -> Ids.random().line())
                    .collect(Collectors.joining());
            Path draft = idsFile.resolveSibling("ids.draft");
            VdsmFiles.write(draft, text.getBytes(StandardCharsets.UTF_8), FILE);
            VdsmFiles.move(draft, idsFile);
            VdsmFiles.sync(place.target());
        }
        List<Ids> ids = VdsmFiles.read(idsFile, OvfReader.LARGEST)
                .lines()
                .map(Ids::parse)
                .toList();
        if (ids.size() != count) {
            throw new IllegalArgumentException("the description of the guest has changed");
        }
        return ids;
    }

    /** Makes a volume of a file that virt-v2v left, if that has not been done. */
    private Volume volume(Path file, Ids ids, Instant now) throws IOException {
        Path image = place.staged().images().resolve(ids.image().toString());
        Path volume = image.resolve(ids.volume().toString());
        if (!VdsmFiles.isFile(volume)) {
            if (!VdsmFiles.isFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            VdsmFiles.take(file, VOLUME);
            VdsmFiles.makeFolder(image, FOLDER);
            VdsmFiles.move(file, volume);
        }
        Volume made = described(volume, ids);
        String meta = VolumeMetadata.text(place.domain(), made, now);
        VdsmFiles.write(volume.resolveSibling(ids.volume() + ".meta"), meta.getBytes(StandardCharsets.UTF_8), FILE);
        return made;
    }

    private Volume described(Path volume, Ids ids) throws IOException {
        VolumeInfo info = VolumeInfo.read(volume, output.format());
        return new Volume(
                ids.image(), ids.volume(), info.virtualSize(), info.actualSize(), output.format(), output.allocation());
    }

    /** The folder with the OVF gets its name when it is complete. */
    private void write(Path ovfFolder, String ovf) throws IOException {
        Path draft = place.target().resolve("arranged");
        VdsmFiles.delete(draft);
        VdsmFiles.makeFolder(draft, FOLDER);
        VdsmFiles.write(draft.resolve(place.machine() + ".ovf"), ovf.getBytes(StandardCharsets.UTF_8), FILE);
        VdsmFiles.sync(draft);
        VdsmFiles.move(draft, ovfFolder);
        VdsmFiles.sync(place.staged().machines());
    }
}
