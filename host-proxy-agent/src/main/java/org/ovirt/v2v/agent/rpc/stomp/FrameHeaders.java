package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.handler.codec.stomp.StompHeadersSubframe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The headers of a frame; of repeated ones the first counts, as STOMP 1.2 says. */
record FrameHeaders(Map<String, String> values) {
    static FrameHeaders of(StompHeadersSubframe frame) {
        Map<String, String> values = new HashMap<>();
        frame.headers()
                .forEach(header -> values.putIfAbsent(
                        header.getKey().toString(), header.getValue().toString()));
        return new FrameHeaders(values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
}
