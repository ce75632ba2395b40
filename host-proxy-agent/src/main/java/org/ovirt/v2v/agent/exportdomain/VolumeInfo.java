package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.model.conversion.DiskFormat;

/**
 * What {@code qemu-img info} says of a volume.
 *
 * @param virtualSize bytes
 * @param actualSize bytes that it takes on its file system
 * @param backingFile null for a volume that stands by itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record VolumeInfo(
        @JsonProperty("virtual-size") long virtualSize,
        @JsonProperty("actual-size") long actualSize,
        @JsonProperty("backing-filename") String backingFile) {
    private static final int REFUSED = 1;

    /** The only refusal that says for certain that the content is wrong; any other may be the storage's, and pass. */
    private static final String OF_ANOTHER_FORMAT = "Image is not in ";

    /** It reads some KiB. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Reads a volume as one of the given format. The format is never guessed from the content, which belongs to the guest.
     *
     * @throws IllegalArgumentException if the volume is none of that format
     * @throws IOException if qemu-img says anything else of it, or cannot be run
     */
    static VolumeInfo read(Path volume, DiskFormat format) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        List.of("qemu-img", "info", "--output=json", "-f", format.qemuName(), volume.toString()))
                .redirectErrorStream(true);
        command.environment().put("LC_ALL", "C");
        Process process = command.start();
        process.getOutputStream().close();
        CompletableFuture<Boolean> late = process.onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .handle((ended, tooLate) -> {
                    // unlike the process itself, its handle leaves the stream alone that is being read
                    process.toHandle().destroyForcibly();
                    return tooLate != null;
                });
        String output = new String(process.getInputStream().readNBytes(1024 * 1024), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (late.join()) {
                throw new IOException("qemu-img has not looked at " + volume + " within " + LIMIT.toSeconds() + " s");
            }
            if (exitCode == REFUSED && output.contains(OF_ANOTHER_FORMAT)) {
                // it says the same of a volume whose beginning it cannot read
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
