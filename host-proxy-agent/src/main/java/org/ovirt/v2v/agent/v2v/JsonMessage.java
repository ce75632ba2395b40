package org.ovirt.v2v.agent.v2v;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * A line of virt-v2v's machine-readable log (virt-v2v 1.42 and newer).
 *
 * @param type message, info, warning or error
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record JsonMessage(String message, String type) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Empty for a line that is no such message. */
    static Optional<JsonMessage> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(line, JsonMessage.class))
                    .filter(parsed -> parsed.message() != null && parsed.type() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
