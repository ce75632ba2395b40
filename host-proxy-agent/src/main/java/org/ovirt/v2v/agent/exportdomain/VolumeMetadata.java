package org.ovirt.v2v.agent.exportdomain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.guest.Volume;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** The file {@code .meta} beside a volume, as VDSM reads it (volumemetadata.py): lines KEY=value as far as EOF. */
record VolumeMetadata(Map<String, String> values) {
    private static final int BLOCK = 512;

    private static final String NO_PARENT = "00000000-0000-0000-0000-000000000000";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Those without which VDSM does not read it; their values are checked below, or may be any. */
    private static final List<String> REQUIRED = List.of(
            "DOMAIN",
            "IMAGE",
            "PUUID",
            "SIZE",
            "FORMAT",
            "TYPE",
            "VOLTYPE",
            "DISKTYPE",
            "DESCRIPTION",
            "LEGALITY",
            "CTIME",
            "MTIME");

    VolumeMetadata {
        values = Map.copyOf(values);
    }

    static VolumeMetadata parse(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("EOF")) {
                break;
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new VolumeMetadata(values);
    }

    /** The text of such a file for a new volume, with the lines in the order in which virt-v2v writes them. */
    static String text(UUID domain, Volume volume, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        return Stream.of(
                        "DOMAIN=" + domain,
                        "VOLTYPE=LEAF",
                        "CTIME=" + time,
                        "MTIME=" + time,
                        "IMAGE=" + volume.image(),
                        "DISKTYPE=2",
                        "PUUID=" + NO_PARENT,
                        "LEGALITY=LEGAL",
                        "POOL_UUID=",
                        "SIZE=" + volume.capacity() / BLOCK,
                        "FORMAT=" + volume.format().wireName(),
                        "TYPE=" + volume.allocation().wireName(),
                        "DESCRIPTION=converted by virt-v2v",
                        "EOF")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Why oVirt would not import the volume with this, or another one than the OVF describes; empty if it would. */
    Optional<String> defect(UUID domain, ExportedVm.Disk disk) {
        return REQUIRED.stream()
                .filter(key -> !values.containsKey(key))
                .findFirst()
                .map(key -> "has no " + key)
                .or(() -> other("DOMAIN", domain.toString()))
                .or(() -> other("IMAGE", disk.image().toString()))
                .or(() -> other("PUUID", NO_PARENT))
                .or(() -> other("VOLTYPE", "LEAF"))
                .or(() -> other("LEGALITY", "LEGAL"))
                .or(() -> other("FORMAT", disk.format()))
                .or(() -> other("SIZE", Long.toString(disk.capacity() / BLOCK)))
                .or(() -> noNumber("CTIME"))
                .or(() -> noNumber("MTIME"))
                .or(this::preallocatedQcow2);
    }

    private Optional<String> other(String key, String expected) {
        String value = values.get(key);
        return value.equals(expected)
                ? Optional.empty()
                : Optional.of("says " + key + "=" + value + " instead of " + expected);
    }

    private Optional<String> noNumber(String key) {
        String value = values.get(key);
        return NUMBER.matcher(value).matches() ? Optional.empty() : Optional.of("says " + key + "=" + value);
    }

    /** Which oVirt's engine imports only for incremental backups (ImagesHandler). */
    private Optional<String> preallocatedQcow2() {
        return values.get("FORMAT").equals("COW") && !values.get("TYPE").equals("SPARSE")
                ? Optional.of("says FORMAT=COW and TYPE=" + values.get("TYPE"))
                : Optional.empty();
    }
}
