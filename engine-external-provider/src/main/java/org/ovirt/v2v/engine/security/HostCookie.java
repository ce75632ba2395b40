package org.ovirt.v2v.engine.security;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A cookie that scripts cannot read, and that browsers take over HTTPS, if that is what they speak, and from this host itself, not from
 * one beside it in the domain.
 *
 * @param name as it is without HTTPS
 */
public record HostCookie(String name, CookieSameSite sameSite, ClientAddress addresses) {
    /** What the browser has sent; empty if there is no such cookie. */
    public Optional<String> value(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(nameFor(request))).map(Cookie::getValue);
    }

    /** To be kept by the browser until it ends, unless an age is set. */
    public Cookie of(HttpServerRequest request, String value) {
        return Cookie.cookie(nameFor(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(sameSite)
                .setSecure(addresses.isEncrypted(request));
    }

    /** The header Set-Cookie that removes it. */
    public String removed(HttpServerRequest request) {
        return of(request, "").setMaxAge(0).encode();
    }

    /** The prefix is what browsers hold to; they take it over HTTPS only. */
    private String nameFor(HttpServerRequest request) {
        return addresses.isEncrypted(request) ? "__Host-" + name : name;
    }
}
