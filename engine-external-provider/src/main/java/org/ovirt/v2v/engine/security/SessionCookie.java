package org.ovirt.v2v.engine.security;

import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovirt.v2v.model.source.Secret;

/**
 * The cookie by which the pages are signed in: it holds a token. Scripts cannot read it, and browsers do not send it with what other
 * sites make them send.
 */
@ApplicationScoped
public class SessionCookie {
    private static final String NAME = "v2v-session";
    private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    /** Browsers keep 4,096 bytes of name, value and attributes. */
    private static final int LONGEST = 3_900;

    private final HostCookie cookie;

    public SessionCookie(ClientAddress addresses) {
        this.cookie = new HostCookie(NAME, CookieSameSite.STRICT, addresses);
    }

    /** The token of the cookie, good or not; empty if there is none, or if the header Authorization says who asks. */
    public Optional<Secret> token(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return Optional.empty();
        }
        return cookie.value(request).map(Secret::new);
    }

    /** Whether browsers keep a token in a cookie. */
    public static boolean canHold(Secret token) {
        return token.value().length() <= LONGEST
                && FITTING.matcher(token.value()).matches();
    }

    /** The header Set-Cookie that begins a session, which ends with the browser, or when its token does. */
    public String begin(HttpServerRequest request, Secret token) {
        return cookie.of(request, token.value()).encode();
    }

    /** The header Set-Cookie that ends a session. */
    public String end(HttpServerRequest request) {
        return cookie.removed(request);
    }
}
