package org.ovirt.v2v.pages;

import com.microsoft.playwright.CDPSession;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a browser has got over the line, as it came: compressed, with its headers. */
final class Traffic {
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Long> bytes = new TreeMap<>();

    private Traffic() {}

    static Traffic of(Visitor visitor) {
        Traffic traffic = new Traffic();
        CDPSession session = visitor.context().newCDPSession(visitor.page());
        session.on(
                "Network.requestWillBeSent",
                event -> traffic.addresses.put(
                        event.get("requestId").getAsString(),
                        event.getAsJsonObject("request").get("url").getAsString()));
        session.on(
                "Network.loadingFinished",
                event -> traffic.bytes.merge(
                        traffic.addresses.getOrDefault(event.get("requestId").getAsString(), "?"),
                        event.get("encodedDataLength").getAsLong(),
                        Long::sum));
        session.send("Network.enable");
        return traffic;
    }

    long bytes() {
        return bytes.values().stream().mapToLong(each -> each).sum();
    }

    /** Each with its size. */
    @Override
    public String toString() {
        return bytes.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
