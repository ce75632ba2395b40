package org.ovirt.v2v.agent.v2v;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines by which virt-v2v tells what it does next: {@code [  15.4] Inspecting the source}. */
final class StageMessage {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern STAGE = Pattern.compile("\\[\\s*\\d+\\.\\d\\] (.*)");

    private StageMessage() {}

    static Optional<String> parse(String line) {
        Matcher matcher = STAGE.matcher(COLOURS.matcher(line).replaceAll(""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
