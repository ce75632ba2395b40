package org.ovirt.v2v.agent.v2v;

import java.util.List;

/** What virt-v2v warned of. The machine-readable log has it in whole, standard output wraps it; the former wins. */
final class Warnings {
    private static final int MOST = 100;
    private static final String PREFIX = "virt-v2v: ";
    private static final String WARNING = "virt-v2v: warning: ";

    private final BoundedLines fromText = new BoundedLines(MOST);
    private final BoundedLines fromJson = new BoundedLines(MOST);
    private boolean continued;

    void standardOutput(LineSplitter.Line line) {
        String text = line.text();
        if (text.startsWith(WARNING)) {
            fromText.add(text.substring(WARNING.length()));
            continued = true;
        } else if (text.isBlank()
                || text.startsWith(PREFIX)
                || StageMessage.parse(text).isPresent()
                || !line.ended()) {
            continued = false;
        } else if (continued) {
            fromText.extend(text.strip());
        }
    }

    void json(JsonMessage message) {
        if ("warning".equals(message.type())) {
            fromJson.add(message.message());
        }
    }

    List<String> list() {
        return fromJson.isEmpty() ? fromText.list() : fromJson.list();
    }
}
