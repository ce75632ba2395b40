package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A libvirt connection URI, such as {@code vpx://user@vcenter/Datacenter/Cluster/esxi?no_verify=1}. The parts are held
 * decoded; {@link #toString()} percent-encodes every character outside {@code A-Z a-z 0-9 . _ ~ -} in the user and in each
 * segment of the path, as libvirt's ESX driver expects.
 *
 * @param scheme lower case, for example {@code vpx} or {@code xen+ssh}
 * @param user the user to log in as; empty if the URI names none
 * @param host host name or address, without the brackets of an IPv6 address
 * @param port 0 means the scheme's default
 * @param path decoded segments
 * @param query raw query without the question mark; may be empty
 */
public record SourceUri(String scheme, String user, String host, int port, List<String> path, String query) {
    public static final String VPX = "vpx";
    public static final String ESX = "esx";
    public static final String XEN_SSH = "xen+ssh";

    public SourceUri {
        requireText(scheme, "scheme");
        requireText(host, "host");
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(query, "query is null");
        path = List.copyOf(path);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** Reads a libvirt URI; throws {@link IllegalArgumentException} naming what is wrong with it. */
    @JsonCreator
    public static SourceUri parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // without the cause, which repeats the text: there may be a password in it
            throw new IllegalArgumentException("not a valid URI: " + e.getReason() + " at character " + e.getIndex());
        }
        if (uri.getScheme() != null && uri.getHost() == null && uri.getRawAuthority() != null) {
            throw new IllegalArgumentException(refusal(uri.getRawAuthority()));
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("a source URI needs a scheme and a host, as in vpx://user@vcenter");
        }
        String user = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        if (user.contains(":")) {
            throw new IllegalArgumentException(
                    "a password must not be in the URI, where logs would have it: leave out the colon and"
                            + " what follows up to the @, and give the password by itself");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : Objects.requireNonNullElse(uri.getRawPath(), "").split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment));
            }
        }
        return new SourceUri(
                uri.getScheme().toLowerCase(Locale.ROOT),
                decode(user),
                uri.getHost().replaceAll("[\\[\\]]", ""),
                Math.max(uri.getPort(), 0),
                segments,
                Objects.requireNonNullElse(uri.getRawQuery(), ""));
    }

    /** What is wrong with a place that Java's reader takes for no host; repeats nothing of it, which may be a password. */
    private static String refusal(String authority) {
        if (authority.indexOf('@') != authority.lastIndexOf('@')) {
            return "an @ in the user's name is written %40, as in administrator%40vsphere.local@vcenter";
        }
        return "a host's name has only letters, digits, dots and hyphens (no underscores)";
    }

    public SourceUri withPath(List<String> newPath) {
        return new SourceUri(scheme, user, host, port, newPath, query);
    }

    public SourceUri withQuery(String newQuery) {
        return new SourceUri(scheme, user, host, port, path, newQuery);
    }

    public SourceUri withUser(String newUser) {
        return new SourceUri(scheme, newUser, host, port, path, query);
    }

    /** The same place on the server that another URI names, where its user logs in. */
    public SourceUri on(SourceUri server) {
        return new SourceUri(scheme, server.user, server.host, server.port, path, query);
    }

    /** Whether an id means the same machine there: each vCenter and ESXi host numbers its own, Xen's are UUIDs. */
    public boolean hasIdsOf(SourceUri server) {
        return scheme.equals(XEN_SSH) || (host.equalsIgnoreCase(server.host) && port == server.port);
    }

    /** Whether the query says that the server's certificate is not to be checked. */
    public boolean skipsVerification() {
        return List.of(query.split("&", -1)).contains("no_verify=1");
    }

    @JsonValue
    @Override
    public String toString() {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + (user.isEmpty() ? "" : encode(user) + "@") + bracketed + (port == 0 ? "" : ":" + port)
                + "/"
                + path.stream().map(SourceUri::encode).collect(Collectors.joining("/"))
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        // URLEncoder writes forms: it leaves * alone, encodes ~ and makes a space a plus sign
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static void requireText(String value, String name) {
        if (Objects.requireNonNull(value, name + " is null").isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }
}
