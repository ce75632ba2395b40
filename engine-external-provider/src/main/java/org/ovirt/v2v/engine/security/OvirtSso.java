package org.ovirt.v2v.engine.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.config.OvirtSsoSettings;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users of an oVirt engine: its SSO service is asked whose a token is ({@code token-info}), and for tokens for names and passwords, as
 * oVirt's own services and clients ask it. What it says counts for a minute at most, and it is asked again before that.
 */
@ApplicationScoped
public class OvirtSso implements IdentityService {
    private static final Logger LOG = LoggerFactory.getLogger(OvirtSso.class);

    private static final Duration PLACE_WAITED_FOR = Duration.ofSeconds(1);
    private static final Duration COUNTS = Duration.ofMinutes(1);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TOKENS = 10_000;
    /** Tokens of Keycloak, which oVirt may hand on, have some thousand letters. */
    private static final int LONGEST_TOKEN = 8_192;

    private static final int ASKING_AT_A_TIME = 4;
    private static final int OK = 200;
    private static final String APPLICATIONS = "ovirt-app-api";
    private static final String INVALID_GRANT = "invalid_grant";
    private static final String UNAUTHORIZED_CLIENT = "unauthorized_client";

    private final Optional<Service> service;
    private final Silence silence;
    private final Clock clock;
    private final ExecutorService again = DaemonThreads.pool("ovirt-sso", ASKING_AT_A_TIME);
    private final TokenQuestions questions = new TokenQuestions(PLACE_WAITED_FOR);
    private final LoadingCache<String, Optional<ForeignUser>> known = Caffeine.newBuilder()
            // in a small one, those who ask about different tokens would wait for one another
            .initialCapacity(MOST_TOKENS)
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(COUNTS)
            .refreshAfterWrite(ASKED_AGAIN_AFTER)
            .executor(again)
            .build(new Asking());

    @Inject
    public OvirtSso(OvirtSsoSettings settings, Clock clock) {
        this.clock = clock;
        this.silence = new Silence(PAUSE, clock);
        this.service = settings.url().map(url -> Service.of(url, settings));
    }

    private record Service(URI url, String profile, String clientId, Secret clientSecret, IdentityClient client) {
        static Service of(URI url, OvirtSsoSettings settings) {
            ServiceSettings check = new ServiceSettings("v2v.ovirt-sso.");
            return new Service(
                    check.secure("url", url),
                    check.profile(settings.profile()),
                    settings.clientId().orElseThrow(() -> check.wrong("client-id", "is missing beside the url")),
                    settings.clientSecretFile()
                            .map(check::clientSecret)
                            .orElseThrow(() -> check.wrong("client-secret-file", "is missing beside the url")),
                    new IdentityClient(settings.timeout(), settings.ca()));
        }

        URI at(String path) {
            return URI.create(url.toString().replaceAll("/$", "") + path);
        }
    }

    /** So that wrong settings are found when the engine starts. */
    void start(@Observes StartupEvent event) {
        service.ifPresent(given -> LOG.info("Users of {} are known as NAME@{}", given.url(), given.profile()));
    }

    @PreDestroy
    void stop() {
        again.shutdownNow();
    }

    @Override
    public Optional<String> profile() {
        return service.map(Service::profile);
    }

    @Override
    public Optional<ForeignUser> verify(Secret token, String address) {
        return verify(token, shown -> questions.ask(address, () -> ask(shown)));
    }

    /** One that the service itself has given or ended. */
    private Optional<ForeignUser> verify(Secret token) {
        return verify(token, this::ask);
    }

    private Optional<ForeignUser> verify(Secret token, Function<String, Optional<ForeignUser>> look) {
        if (token.value().isEmpty() || token.value().length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        if (known.getIfPresent(token.value()) == null) {
            // those who show the same token would wait for one another before they are turned away
            silence.requireNone();
        }
        return known.get(token.value(), look).filter(user -> user.until().isAfter(clock.instant()));
    }

    @Override
    public boolean vouchesFor(ForeignUser user, Secret token) {
        return Optional.ofNullable(known.getIfPresent(token.value()))
                .flatMap(now -> now)
                .filter(now -> now.name().equals(user.name()) && now.until().isAfter(clock.instant()))
                .isPresent();
    }

    @Override
    public Optional<Granted> grant(String userName, Secret password) {
        Service given = service.orElseThrow();
        URI to = given.at("/sso/oauth/token");
        IdentityClient.Answer answer = given.client()
                .post(
                        to,
                        Map.of(
                                "grant_type",
                                "password",
                                "scope",
                                APPLICATIONS,
                                "username",
                                withoutProfile(userName),
                                "password",
                                password.value()));
        return members(answer, to, refusal -> refusal.code().equals("access_denied"))
                .map(members -> new Secret(members.path("access_token").asText()))
                .flatMap(token -> verify(token)
                        // what was typed may be another's name there
                        .filter(user -> user.name().equalsIgnoreCase(userName))
                        .map(user -> new Granted(token, user)));
    }

    /** oVirt says that all is well also if it has kept the token, and is asked whether it has. */
    @Override
    public void end(Secret token) {
        Service given = service.orElseThrow();
        URI to = given.at("/services/sso-logout");
        try {
            Optional<JsonNode> ended = silence.ask(() -> members(
                    given.client().post(to, Map.of("scope", APPLICATIONS, "token", token.value())),
                    to,
                    refusal -> refusal.code().equals(INVALID_GRANT)));
            LOG.debug("{} has been asked to end a token: {}", to, ended);
        } finally {
            // it may have ended without an answer
            known.invalidate(token.value());
        }
        if (verify(token).isPresent()) {
            throw new IdentityServiceAwayException(to + " has not ended a token", null);
        }
    }

    /** Asks again while what was said still counts; one that cannot be asked then is asked at the next use, a moment later. */
    private final class Asking implements CacheLoader<String, Optional<ForeignUser>> {
        @Override
        public Optional<ForeignUser> load(String token) {
            return ask(token);
        }

        @Override
        public CompletableFuture<Optional<ForeignUser>> asyncReload(
                String token, Optional<ForeignUser> known, Executor executor) {
            CompletableFuture<Optional<ForeignUser>> answer = new CompletableFuture<>();
            executor.execute(() -> {
                try {
                    answer.complete(load(token));
                } catch (IdentityServiceAwayException e) {
                    LOG.debug("It cannot be asked whether a token still counts: {}", e.getMessage());
                    // the cache takes it without a stack trace in the log for each use of each token
                    answer.completeExceptionally(new CancellationException(e.getMessage()));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer;
        }
    }

    private Optional<ForeignUser> ask(String token) {
        return silence.ask(() -> askNow(token));
    }

    private Optional<ForeignUser> askNow(String token) {
        Service given = service.orElseThrow();
        URI to = given.at("/sso/oauth/token-info");
        IdentityClient.Answer answer =
                given.client().post(to, Map.of("token", token), given.clientId(), given.clientSecret());
        return members(answer, to, refusal -> refusal.code().equals(INVALID_GRANT) || isOfAnotherClient(refusal, given))
                .filter(members -> members.path("active").asBoolean())
                .flatMap(members -> user(members, given));
    }

    private static Optional<ForeignUser> user(JsonNode members, Service given) {
        String name = members.path("user_id").asText();
        if (!ForeignUser.isName(name)) {
            LOG.debug("A token is refused: it names no user");
            return Optional.empty();
        }
        return Optional.of(new ForeignUser(name + "@" + given.profile(), Set.of(), end(members.path("exp"))));
    }

    /**
     * When a token ends, in milliseconds since 1970. oVirt's service writes numbers with the name of their Java class, as in
     * {@code ["java.lang.Long", 1]}, and the largest one for "never".
     */
    private static Instant end(JsonNode exp) {
        JsonNode number = exp.isArray() ? exp.path(exp.size() - 1) : exp;
        return number.asLong() <= 0 ? Instant.EPOCH : Instant.ofEpochMilli(number.asLong());
    }

    /**
     * Whether the token is one that oVirt has given to another client, which it says of its own client only; of a client that it does
     * not know it says the same, but in more words.
     */
    private static boolean isOfAnotherClient(Refusal refusal, Service given) {
        boolean isOther = refusal.code().equals(UNAUTHORIZED_CLIENT)
                && refusal.description().equals(UNAUTHORIZED_CLIENT);
        if (isOther) {
            LOG.warn(
                    "A token is refused: {} has given it to another client than {} and tells nobody else whose it is. For tokens of"
                            + " webadmin, set v2v.ovirt-sso.client-id to ovirt-engine-core, and write ENGINE_SSO_CLIENT_SECRET of"
                            + " /etc/ovirt-engine/engine.conf.d/11-setup-sso.conf there into v2v.ovirt-sso.client-secret-file",
                    given.url(),
                    given.clientId());
        }
        return isOther;
    }

    /**
     * What oVirt answers instead.
     *
     * @param code empty if there is none
     */
    private record Refusal(String code, String description) {
        /** For clients of its API, and in older releases for all, oVirt calls the two otherwise. */
        static Refusal of(JsonNode members) {
            return members.has("error_code")
                    ? new Refusal(
                            members.path("error_code").asText(),
                            members.path("error").asText())
                    : new Refusal(
                            members.path("error").asText(),
                            members.path("error_description").asText());
        }
    }

    /** The members of an answer; empty if it is the refusal of what was shown. */
    private static Optional<JsonNode> members(IdentityClient.Answer answer, URI from, Predicate<Refusal> isRefused) {
        JsonNode members = answer.members(from);
        Refusal refusal = Refusal.of(members);
        if (isRefused.test(refusal)) {
            return Optional.empty();
        }
        if (answer.status() != OK || !refusal.code().isEmpty()) {
            throw new IdentityServiceAwayException(
                    from + " answers with status " + answer.status() + " and error " + refusal.code()
                            + "; look at v2v.ovirt-sso.client-id and its secret",
                    null);
        }
        return Optional.of(members);
    }
}
