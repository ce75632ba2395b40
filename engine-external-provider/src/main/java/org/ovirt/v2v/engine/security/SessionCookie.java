package org.ovirt.v2v.engine.security;

import io.vertx.core.http.Cookie;
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

    /** Browsers take a cookie of this name only over HTTPS and from this host itself, not from one beside it in the domain. */
    private static final String SECURE_NAME = "__Host-" + NAME;

    private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    /** Browsers keep 4,096 bytes of name, value and attributes. */
    private static final int LONGEST = 3_900;

    private final ClientAddress addresses;

    public SessionCookie(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** The token of the cookie, good or not; empty if there is none, or if the header Authorization says who asks. */
    public Optional<Secret> token(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getCookie(name(request)))
                .map(Cookie::getValue)
                .map(Secret::new);
    }

    /** Whether browsers keep a token in a cookie. */
    public static boolean canHold(Secret token) {
        return token.value().length() <= LONGEST
                && FITTING.matcher(token.value()).matches();
    }

    /** The header Set-Cookie that begins a session, which ends with the browser, or when its token does. */
    public String begin(HttpServerRequest request, Secret token) {
        return cookie(request, token.value()).encode();
    }

    /** The header Set-Cookie that ends a session. */
    public String end(HttpServerRequest request) {
        return cookie(request, "").setMaxAge(0).encode();
    }

    private Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(addresses.isEncrypted(request));
    }

    private String name(HttpServerRequest request) {
        return addresses.isEncrypted(request) ? SECURE_NAME : NAME;
    }
}
