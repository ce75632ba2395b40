package org.ovirt.v2v.agent.v2v;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words in which virt-v2v and its helpers say what went wrong, without what only looks like it. */
final class ErrorText {
    private static final int MOST_ERRORS = 20;
    private static final int MOST_LINES = 40;
    private static final int MOST_HELPER_LINES = 5;
    private static final String ERROR = "virt-v2v: error: ";
    private static final String TAIL = "If reporting bugs, run virt-v2v";
    private static final Pattern LIBVIRT_LOG = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+\\+\\d{4}: \\d+: (debug|info|warning) : .*");
    /** Of a line that does not go on with the one before. */
    private static final Pattern BEGINNING = Pattern.compile("virt-v2v:|nbd|libvirt:|qemu");

    /** Of what virt-v2v means by "earlier error messages". */
    private static final Pattern HELPER = Pattern.compile("nbdkit|nbdcopy|qemu-|virt-v2v: changeuid:");

    private static final Pattern BAR = Pattern.compile(".*\\d% \\[[*-]+\\]");

    private final BoundedLines errors = new BoundedLines(MOST_ERRORS);
    private final BoundedLines others = new BoundedLines(MOST_LINES);
    private boolean inTail;

    /** virt-v2v before 1.42 wraps its errors. */
    private boolean inError;

    void json(JsonMessage message) {
        if ("error".equals(message.type())) {
            errors.add(SessionCookies.hidden(message.message()));
        }
    }

    void standardError(LineSplitter.Line line) {
        String text = SessionCookies.hidden(line.text().strip());
        boolean begins = BEGINNING.matcher(text).lookingAt();
        if (text.startsWith(TAIL)) {
            inTail = true;
            inError = false;
        } else if (begins) {
            inTail = false;
            inError = text.startsWith(ERROR);
        }
        if (inTail
                || text.isEmpty()
                || LIBVIRT_LOG.matcher(text).matches()
                || BAR.matcher(text).matches()) {
            return;
        }
        if (inError && !begins) {
            others.extend(text);
        } else {
            others.add(text);
        }
    }

    /** What to tell people: virt-v2v's own errors, or what else was written if there are none. Empty if nothing was. */
    String summary() {
        List<String> own = errors.isEmpty() ? ownErrors() : errors.list();
        return String.join("\n", own.isEmpty() ? withoutSecrets() : own);
    }

    /** Everything that may hold the cause, for looking it up. */
    String everything() {
        return Stream.concat(errors.list().stream(), others.list().stream()).collect(Collectors.joining("\n"));
    }

    /** The last words of the programs that read and write disks for virt-v2v, each once; they may hold the cause. */
    List<String> helperWords() {
        List<String> lines = withoutSecrets().stream()
                .filter(line -> HELPER.matcher(line).lookingAt())
                .distinct()
                .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_HELPER_LINES), lines.size());
    }

    /** qemu-img names the source by all that it was given to reach it, a session's cookie among that. */
    static boolean holdsSecret(String line) {
        return line.toLowerCase(Locale.ROOT).contains("cookie");
    }

    private List<String> withoutSecrets() {
        return others.list().stream().filter(line -> !holdsSecret(line)).toList();
    }

    private List<String> ownErrors() {
        return others.list().stream()
                .filter(line -> line.startsWith(ERROR))
                .map(ErrorText::ownWords)
                .toList();
    }

    /** A line without what says that it is virt-v2v's error. */
    static String ownWords(String line) {
        return line.startsWith(ERROR) ? line.substring(ERROR.length()) : line;
    }
}
