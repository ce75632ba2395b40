package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a conversion has used of its proxy host, as the kernel has counted it; what it has not counted is null.
 *
 * @param processorMillis time of the processors, of all of its processes together
 * @param peakMemory bytes at most, with what was cached of files
 * @param bytesRead from the host's own block devices; what goes over the network is not in it
 * @param bytesWritten to the host's own block devices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConversionUsage(Long processorMillis, Long peakMemory, Long bytesRead, Long bytesWritten) {
    /** Whether anything was counted. */
    public boolean tellsAnything() {
        return Stream.of(processorMillis, peakMemory, bytesRead, bytesWritten).anyMatch(Objects::nonNull);
    }
}
