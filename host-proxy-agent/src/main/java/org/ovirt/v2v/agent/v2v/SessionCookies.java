package org.ovirt.v2v.agent.v2v;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the value of a vCenter's session cookie in what virt-v2v and its helpers write: who has it is signed in at the vCenter as the
 * provider's user. virt-v2v prints all headers of an answer that it did not expect, and this cookie with them.
 */
public final class SessionCookies {
    /** Bytes from the beginning of the name to the end of the value; curl takes no longer cookies. */
    public static final int LONGEST = 8 * 1024;

    /** With the quotes, escaped or not, that JSON and shells put around it. */
    private static final Pattern VALUE = Pattern.compile(
            "(vmware_soap_session[\\\\\"']* ?(?:=|:|%3d) ?(?:[\\\\\"']|%22)*+)([^\\s\"'\\\\;,&]+)",
            Pattern.CASE_INSENSITIVE);

    private SessionCookies() {}

    /** The text with a star for each character of a value, so that it stays as long as it was. */
    public static String hidden(String text) {
        return VALUE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1))
                        + "*".repeat(found.group(2).length()));
    }

    /** As {@link #hidden(String)}, byte by byte whatever they encode. */
    public static byte[] hidden(byte[] bytes) {
        return hidden(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
