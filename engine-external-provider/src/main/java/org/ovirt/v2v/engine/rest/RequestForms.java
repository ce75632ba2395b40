package org.ovirt.v2v.engine.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/**
 * Lets requests be written in all forms that oVirt's engine knows: with the version of the API in the path or in a header, and with
 * parameters within the path ({@code /vms;max=3}), which are taken for those of a query.
 */
final class RequestForms {
    private static final String VERSION_HEADER = "Version";
    private static final String VERSION = "4";

    /** Whether a user wants to see only what it has a permission for, which is all that anybody sees here. */
    private static final String FILTER_HEADER = "Filter";

    private static final String EXPECT_HEADER = "Expect";
    private static final Set<String> EXPECTATIONS = Set.of("100-continue", "201-created", "202-accepted");

    private static final Pattern VERSION_IN_PATH = Pattern.compile("^" + ApiPath.API + "/v([0-9]{1,3})(?=[/;]|$)");

    private final CurrentVertxRequest current;

    RequestForms(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> rewrite(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        // JAX-RS has taken the parameters out of its path already
        String path = current.getCurrent().request().path();
        if (!path.startsWith(ApiPath.API)) {
            return Optional.empty();
        }
        Optional.ofNullable(request.getHeaderString(VERSION_HEADER)).ifPresent(RequestForms::requireKnown);
        QueryFlag.parse(FILTER_HEADER, request.getHeaderString(FILTER_HEADER));
        Optional.ofNullable(request.getHeaderString(EXPECT_HEADER)).ifPresent(RequestForms::requireFulfilled);
        String plain = withoutVersion(path);
        List<String> query = new ArrayList<>();
        Optional.ofNullable(uri.getRawQuery()).filter(text -> !text.isEmpty()).ifPresent(query::add);
        int semicolon = plain.indexOf(';');
        if (semicolon >= 0) {
            plain = withoutParameters(plain, query);
        }
        if (!plain.equals(path)) {
            String rewritten = uri.getScheme() + "://" + uri.getRawAuthority() + plain
                    + (query.isEmpty() ? "" : "?" + String.join("&", query));
            request.setRequestUri(URI.create(rewritten));
        }
        return Optional.empty();
    }

    private static String withoutVersion(String path) {
        Matcher version = VERSION_IN_PATH.matcher(path);
        if (!version.find()) {
            return path;
        }
        requireKnown(version.group(1));
        return ApiPath.API + path.substring(version.end());
    }

    /** Changes are made when they are answered, whether a client wants to wait (201) or not (202). */
    private static void requireFulfilled(String expectations) {
        for (String each : expectations.split(",", -1)) {
            if (!EXPECTATIONS.contains(each.strip().toLowerCase(Locale.ROOT))) {
                throw new InvalidFieldException(
                        EXPECT_HEADER,
                        "The expectation " + KnownNames.quoted(each.strip()) + " is not known. "
                                + KnownNames.hint(each.strip(), EXPECTATIONS));
            }
        }
    }

    private static void requireKnown(String version) {
        if (!version.strip().equals(VERSION)) {
            throw new InvalidFieldException(
                    VERSION_HEADER,
                    "There is no version " + KnownNames.quoted(version) + " of the API; version " + VERSION
                            + " is spoken here.");
        }
    }

    /** A parameter without a value is one that is true. */
    private static String withoutParameters(String path, List<String> query) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            String[] parts = segment.split(";", -1);
            segments.add(parts[0]);
            for (int index = 1; index < parts.length; index++) {
                if (!parts[index].isEmpty()) {
                    query.add(parts[index].contains("=") ? parts[index] : parts[index] + "=true");
                }
            }
        }
        return String.join("/", segments);
    }
}
