package org.ovirt.v2v.engine.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where pages in a browser come from, in the form in which browsers name it; in policies it needs no quoting. */
public record WebOrigins(List<String> origins) {
    static final WebOrigins NONE = new WebOrigins(List.of());

    /** Policies cannot name IPv6 addresses. */
    private static final Pattern ORIGIN =
            Pattern.compile("https://(?<host>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:(?<port>[1-9]\\d{0,4}))?/?");

    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    public WebOrigins {
        origins = List.copyOf(origins);
    }

    /** Reads what is separated by commas. */
    public static WebOrigins of(String text) {
        return new WebOrigins(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(WebOrigins::origin)
                .distinct()
                .toList());
    }

    private static String origin(String text) {
        Matcher parts = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            int port = parts.group("port") == null ? HTTPS : Integer.parseInt(parts.group("port"));
            if (port <= LAST_PORT) {
                return "https://" + parts.group("host") + (port == HTTPS ? "" : ":" + port);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no origin, which has a name and perhaps a port, as in https://engine.example");
    }
}
