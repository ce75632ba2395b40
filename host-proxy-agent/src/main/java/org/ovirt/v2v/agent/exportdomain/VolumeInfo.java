package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ovirt.v2v.model.conversion.DiskFormat;

/**
 * What {@code qemu-img info} says of a volume.
 *
 * @param virtualSize bytes
 * @param backingFile null for a volume that stands by itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record VolumeInfo(
        @JsonProperty("virtual-size") long virtualSize, @JsonProperty("backing-filename") String backingFile) {
    private static final int REFUSED = 1;

    /**
     * Reads a volume as one of the given format. The format is never guessed from the content, which belongs to the guest.
     *
     * @throws IllegalArgumentException if the volume is none of that format
     * @throws IOException if it cannot be read, or qemu-img cannot be run
     */
    static VolumeInfo read(Path volume, DiskFormat format) throws IOException {
        Process process = new ProcessBuilder(
                        List.of("qemu-img", "info", "--output=json", "-f", format.qemuName(), volume.toString()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readNBytes(1024 * 1024), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (exitCode == REFUSED) {
                // qemu-img says the same of a volume that it cannot read
                VdsmFiles.requireReadable(volume);
                throw new IllegalArgumentException(
                        "qemu-img does not accept " + volume + " as " + format.qemuName() + ": " + output.strip());
            }
            if (exitCode != 0) {
                throw new IOException("qemu-img ended with " + exitCode + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking at " + volume, e);
        }
        return new ObjectMapper().readValue(output, VolumeInfo.class);
    }
}
