package org.ovirt.v2v.agent.v2v;

import java.util.List;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * Which storage was full when a conversion failed for want of space.
 *
 * @param domain the export domain's folder
 * @param temporary the job's folder for temporary files
 */
public record FullStorage(String domain, String temporary) {
    private static final String FULL = "No space left on device";

    /** Less than any write that fails. */
    private static final long NOTHING = 1 << 20;

    /**
     * Whether it was the folder for temporary files. What is named in the message says so for sure; otherwise nothing but that folder
     * is written to before the copy begins, and overlays are not written to any more once it has.
     *
     * @param temporaryFree the bytes that the folder has free now; 0 too if it is gone
     */
    public boolean isTemporary(ConversionOutput output, long temporaryFree) {
        List<String> lines =
                output.errorText().lines().filter(line -> line.contains(FULL)).toList();
        if (lines.stream().anyMatch(line -> line.contains(temporary))) {
            return true;
        }
        if (lines.stream().anyMatch(line -> line.contains(domain))) {
            return false;
        }
        return output.phase().compareTo(Phase.PREPARING_COPY) < 0
                || (output.phase() == Phase.PREPARING_COPY && temporaryFree < NOTHING);
    }
}
