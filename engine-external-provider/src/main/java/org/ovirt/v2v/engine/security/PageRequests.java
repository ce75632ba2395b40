package org.ovirt.v2v.engine.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Tells what browsers say of the scripts that make them send requests. */
public final class PageRequests {
    /** Where the pages sign in and out. */
    public static final String SESSION_PATH = "/ovirt-engine/sso/session";

    /** The pages send it with each request. Another site cannot: its browser would ask the engine first, which allows nothing. */
    public static final String HEADER = "V2V-Pages";

    private static final String VALUE = "1";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

    private PageRequests() {}

    public static boolean isOfPages(HttpServerRequest request) {
        return VALUE.equals(request.getHeader(HEADER));
    }

    /** Whether it may change something. */
    public static boolean isUnsafe(HttpServerRequest request) {
        return !READING.contains(request.method());
    }

    /** Whether another site has made the browser send it, as browsers say by themselves. */
    public static boolean isOfAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && ELSEWHERE.contains(site);
    }

    /** Whether a script waits for the answer, not somebody who looks at it. */
    static boolean isOfScript(HttpServerRequest request) {
        return request.getHeader(HEADER) != null || "empty".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
