package org.ovirt.v2v.engine.injection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts that mean something to a shell, a parser of options, a file system, a log, a database, a search, XML or a screen. */
final class HostileTexts {
    /** How a line of a log would begin that somebody has forged. */
    static final String FORGED = "FORGED-LINE";

    /** Part of the name of whatever would be made where it does not belong. */
    static final String ESCAPED = "v2v-escaped";

    /** Longer than any text of the API may be, shorter than a body. */
    private static final int VERY_LONG = 100_000;

    /** A text of pairs of surrogates that is cut in the middle of one wherever a limit is odd or even. */
    private static final String PAIRS = "\uD83D\uDE00".repeat(300);

    private HostileTexts() {}

    /**
     * All of them.
     *
     * @param canary a file that a shell would make
     */
    static List<String> all(Path canary) {
        List<String> texts = new ArrayList<>(List.of(
                "$(touch " + canary + ")",
                "`touch " + canary + "`",
                "x; touch " + canary + "; true",
                "x | touch " + canary,
                "'; touch " + canary + "; '",
                "--help",
                "-oProxyCommand=touch${IFS}" + canary,
                "../../../../../../tmp/" + ESCAPED,
                "/../" + ESCAPED,
                "..%2f..%2f" + ESCAPED,
                "C:\\..\\" + ESCAPED,
                "x\n" + FORGED + " by a line feed",
                "x\r\n" + FORGED + " by both",
                "x\r" + FORGED + " by a carriage return",
                "x\u2028" + FORGED + " by a line separator",
                "x\u0085" + FORGED + " by a next line",
                "' or '1'='1",
                "x'; drop table imports; --",
                "x\\",
                "%",
                "*",
                "a=b or name!=x sortby name desc page 2",
                "time>+999999999-12-31",
                "\"",
                "]]>",
                "<name>x</name>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
                "&e;&#0;&lt;",
                "${v2v.home} #{1+1} {0} %s %n",
                "${jndi:ldap://127.0.0.1:1/x}",
                "x\u0000y",
                "x\n" + FORGED + " in the message of an exception\u0000",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "\u0007\u001B[31mred\u001B[0m\u0008",
                "\uD800",
                "x\uDC00y",
                "x\uFFFE\uFFFF",
                "\u202Etxt.exe",
                "\uFEFFx\u200B",
                "-1",
                "99999999999999999999",
                "1e9",
                "NaN",
                "null",
                "[]",
                "00000000-0000-0000-0000-00000000000g",
                "1-1-1-1-1",
                "x" + PAIRS,
                "x".repeat(VERY_LONG)));
        texts.add(PAIRS);
        return List.copyOf(texts);
    }
}
