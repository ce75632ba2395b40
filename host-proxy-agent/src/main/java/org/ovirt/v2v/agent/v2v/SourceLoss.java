package org.ovirt.v2v.agent.v2v;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the program that reads the source's disks (nbdkit) has said of late that it cannot connect, or that nobody serves it there. It tries again by itself,
 * without a word when that succeeds; so a loss counts until virt-v2v gets on.
 *
 * <p>virt-v2v knows nothing of it. It sees disks that cannot be read, and says minutes later whatever that looks like in a guest:
 * that there is no operating system, or that one of its files is damaged.
 */
final class SourceLoss {
    /** nbdkit's filter tries a request once, and five times more, before it gives up: no outage that it got over has more lines. */
    private static final int GIVEN_UP = 6;

    private static final int LONGEST = 2_000;
    private static final Pattern LINE = Pattern.compile(
            // virt-v2v 2.10 and newer gives each nbdkit a name
            "nbdkit(?:\\[[^\\]]*\\])?: (?:curl|ssh|vddk)\\[?\\d*\\]?: error: .*(?:Couldn't connect to server|Failed to connect to|Couldn't resolve host"
                    + "|Could not resolve host|Timeout was reached|Connection refused|Connection timed out|No route to host"
                    // in libssh's words
                    + "|Timeout connecting to"
                    // of a vCenter that is being restarted
                    + "|The requested URL returned error: 50[234]).*");
    private static final Pattern PLACE = Pattern.compile(
            "(Failed to connect to \\S+ port \\d+|Could not resolve host: \\S+|Timeout connecting to \\S+)");

    private int times;
    private String line = "";

    /** Whether it was told before somebody listened, and virt-v2v may have got on since. */
    private boolean old;

    void standardError(String text) {
        if (LINE.matcher(text).matches()) {
            times++;
            old = false;
            line = text.substring(0, Math.min(LONGEST, text.length()));
        }
    }

    /** virt-v2v does something that it could not do without the source. */
    void over() {
        times = 0;
        line = "";
        old = false;
    }

    /** It may be over: it is no more told of as one of now, and still counts if virt-v2v fails of what it has done. */
    void mayBeOver() {
        old = true;
    }

    /** nbdkit's latest words about it; empty if there is no loss. */
    Optional<String> words() {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }

    /** Whether a request for data was given up, so that virt-v2v was told of a disk that cannot be read. */
    boolean isGivenUp() {
        return times >= GIVEN_UP;
    }

    /** One sentence without its dot for people, while it lasts. */
    Optional<String> description() {
        return words().filter(text -> !old).map(text -> {
            Matcher place = PLACE.matcher(text);
            return "the source does not answer" + (place.find() ? " (" + place.group(1) + ")" : "");
        });
    }
}
