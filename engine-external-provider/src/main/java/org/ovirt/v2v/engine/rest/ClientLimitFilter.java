package org.ovirt.v2v.engine.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ovirt.v2v.engine.Correlation;
import org.ovirt.v2v.engine.Sha256;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.ClientLimits;
import org.ovirt.v2v.engine.security.ClientLimits.Place;
import org.ovirt.v2v.engine.security.SessionCookie;
import org.ovirt.v2v.model.source.Secret;

/**
 * Refuses what a client asks for beyond its share: by what it shows before it is known who that is, which costs too, then by user.
 */
@Singleton
public class ClientLimitFilter {
    private static final int BEFORE_AUTHENTICATION = 250;
    private static final int AFTER_AUTHORIZATION = 50;

    private static final int TOO_MANY = 429;
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String PLACES = "v2v.places";
    private static final String UNKNOWN_USER = "(unknown)";
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    private static final int MOST_TOLD = 1_000;
    private static final String REMEDY =
            "Send fewer requests at a time, or have an administrator raise v2v.clients in the engine's settings.";

    private final ClientLimits limits;
    private final ClientAddress addresses;
    private final SessionCookie cookie;
    private final FaultReply faults;
    private final AuditLog audit;

    /** Whose refusal is in the audit log already: to look there again for each would cost more than to answer. */
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(REPEATED_AFTER)
            .maximumSize(MOST_TOLD)
            .build();

    public ClientLimitFilter(
            ClientLimits limits, ClientAddress addresses, SessionCookie cookie, FaultReply faults, AuditLog audit) {
        this.cookie = cookie;
        this.limits = limits;
        this.addresses = addresses;
        this.faults = faults;
        this.audit = audit;
    }

    void register(@Observes Filters filters) {
        filters.register(exchange -> admit(exchange, shown(exchange)), BEFORE_AUTHENTICATION);
        filters.register(this::admitUser, AFTER_AUTHORIZATION);
    }

    private void admitUser(RoutingContext exchange) {
        Optional<Access> user = user(exchange);
        if (user.isEmpty()) {
            exchange.next();
        } else {
            admit(exchange, key(user.get()));
        }
    }

    private void admit(RoutingContext exchange, String client) {
        Optional<Place> place = limits.request(client);
        if (place.isEmpty()) {
            record(exchange, client);
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
            faults.send(exchange, TOO_MANY, Fault.of("There are too many requests of this client.", REMEDY));
            return;
        }
        places(exchange).add(place.get());
        untilEnd(exchange, place.get());
        exchange.next();
    }

    /** Of a client that has gone already nobody hears that it goes. */
    private static void untilEnd(RoutingContext exchange, Place place) {
        exchange.addEndHandler(ended -> place.giveBack());
        if (exchange.response().closed()) {
            place.giveBack();
        }
    }

    /** Turns a request into a stream, which is counted as such until it ends. */
    Place openStream(RoutingContext exchange, Access user) {
        Place stream = limits.stream(key(user)).orElseThrow(() -> {
            record(exchange, key(user));
            return new TooManyRequestsException("The user " + user.userName() + " has too many streams open.");
        });
        places(exchange).forEach(Place::giveBack);
        untilEnd(exchange, stream);
        return stream;
    }

    @ServerExceptionMapper
    Response refused(TooManyRequestsException exception) {
        return Response.status(TOO_MANY)
                .header(jakarta.ws.rs.core.HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(Fault.of(exception.getMessage(), REMEDY))
                .build();
    }

    private void record(RoutingContext exchange, String client) {
        if (told.asMap().putIfAbsent(client, true) != null) {
            return;
        }
        AuditEntry entry = AuditEntry.of(AuditType.CLIENT_LIMITED)
                .by(user(exchange).map(Access::userName).orElse(UNKNOWN_USER))
                .with("SourceIP", addresses.of(exchange.request()))
                .correlated(Correlation.current());
        var unused = exchange.vertx()
                .executeBlocking(
                        () -> {
                            audit.recordRarely(entry, REPEATED_AFTER);
                            return true;
                        },
                        false);
    }

    private static String key(Access user) {
        return "user:" + user.userName();
    }

    /** What the client shows, which it could not be told from others by when it shows nothing, but for its address. */
    private String shown(RoutingContext exchange) {
        // by its hash, so that no credentials are kept
        return Optional.ofNullable(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))
                .or(() -> cookie.token(exchange.request()).map(Secret::value))
                .map(shown -> "shown:" + Sha256.of(shown))
                .orElseGet(() -> "address:" + addresses.of(exchange.request()));
    }

    private static Optional<Access> user(RoutingContext exchange) {
        return Optional.ofNullable(exchange.user())
                .filter(QuarkusHttpUser.class::isInstance)
                .map(user -> ((QuarkusHttpUser) user).getSecurityIdentity())
                .map((SecurityIdentity identity) -> identity.getAttribute(Access.ATTRIBUTE));
    }

    private static List<Place> places(RoutingContext exchange) {
        List<Place> places = exchange.get(PLACES);
        if (places == null) {
            places = new ArrayList<>();
            exchange.put(PLACES, places);
        }
        return places;
    }
}
