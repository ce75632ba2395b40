package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the agent has logged lately, since it was started at the longest.
 *
 * @param lines oldest first, each with its time in UTC
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentLog(List<String> lines) {
    public AgentLog {
        lines = List.copyOf(lines);
    }

    /** Each line with its end. */
    public String text() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
