package org.ovirt.v2v.agent.v2v;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What virt-v2v warned of. The machine-readable log has it in whole, standard output wraps it; the former wins. */
final class Warnings {
    private static final int MOST = 100;
    private static final String PREFIX = "virt-v2v: ";
    private static final String WARNING = "virt-v2v: warning: ";

    /** No warning to virt-v2v, which was told to; to whoever imports the machine it is one. */
    private static final Pattern PICKED = Pattern.compile("Picked (\\S+) because .--root first");

    private final BoundedLines fromText = new BoundedLines(MOST);
    private final BoundedLines fromJson = new BoundedLines(MOST);
    private boolean continued;

    void standardOutput(LineSplitter.Line line) {
        String text = line.text();
        Optional<String> severalSystems =
                text.startsWith(PREFIX) ? severalSystems(text.substring(PREFIX.length())) : Optional.empty();
        if (text.startsWith(WARNING)) {
            fromText.add(text.substring(WARNING.length()));
            continued = true;
        } else if (severalSystems.isPresent()) {
            fromText.add(severalSystems.get());
            continued = false;
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
        } else if ("info".equals(message.type())) {
            severalSystems(message.message()).ifPresent(fromJson::add);
        }
    }

    private static Optional<String> severalSystems(String info) {
        Matcher picked = PICKED.matcher(info);
        return picked.lookingAt()
                ? Optional.of(
                        "The machine's disks hold several operating systems; the one on " + picked.group(1)
                                + " was converted. If another one is to boot, detach the disks with the others and import the machine again.")
                : Optional.empty();
    }

    List<String> list() {
        return fromJson.isEmpty() ? fromText.list() : fromJson.list();
    }
}
