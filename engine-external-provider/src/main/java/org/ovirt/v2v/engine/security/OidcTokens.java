package org.ovirt.v2v.engine.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.config.OidcSettings;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users of an OpenID Connect provider: knows them by its tokens, and gets tokens for names and passwords. */
@ApplicationScoped
public class OidcTokens implements IdentityService {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    private static final String DOCUMENT = "/.well-known/openid-configuration";
    private static final String SCOPE = "openid";
    private static final String AUTHORIZED_PARTY = "azp";
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    /** Those that sign with a key that only the issuer has. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final Optional<OidcConfiguration> configuration;
    private final Optional<IdentityClient> client;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Endpoints> endpoints = Optional.empty();
    private volatile Optional<Instant> failedAt = Optional.empty();

    @Inject
    public OidcTokens(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.configuration = OidcConfiguration.of(settings);
        this.client = configuration.map(given -> new IdentityClient(settings.timeout(), settings.ca()));
    }

    private record Endpoints(
            Optional<URI> token, Optional<URI> authorization, DefaultJWTProcessor<SecurityContext> verification) {}

    /** So that wrong settings are found when the engine starts. */
    void start(@Observes StartupEvent event) {
        configuration.ifPresent(given -> LOG.info("Users of {} are known as NAME@{}", given.issuer(), given.profile()));
    }

    @Override
    public Optional<String> profile() {
        return configuration.map(OidcConfiguration::profile);
    }

    Optional<URI> issuer() {
        return configuration.map(OidcConfiguration::issuer);
    }

    @Override
    public boolean vouchesFor(ForeignUser user, Secret token) {
        return user.until().isAfter(clock.instant());
    }

    /** Asks the provider of no token, but for its keys now and then. */
    @Override
    public Optional<ForeignUser> verify(Secret token, String address) {
        return verify(token);
    }

    Optional<ForeignUser> verify(Secret shown) {
        String token = shown.value();
        if (configuration.isEmpty() || token.chars().filter(each -> each == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = endpoints().verification().process(JWTParser.parse(token), null);
            return user(claims, configuration.get());
        } catch (KeySourceException e) {
            throw new IdentityServiceAwayException("The keys of the issuer cannot be fetched: " + e.getMessage(), e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("A token is refused: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<Granted> grant(String userName, Secret password) {
        return granted(Map.of(
                        "grant_type",
                        "password",
                        "scope",
                        SCOPE,
                        "username",
                        withoutProfile(userName),
                        "password",
                        password.value()))
                // the name that was typed may be another one's at the provider: an address of mail, for example
                .filter(granted -> granted.user().name().equalsIgnoreCase(userName));
    }

    /** Where a browser goes whose user signs in at the provider. */
    URI authorization(OidcAttempt attempt, URI callback) {
        OidcConfiguration given = configuration.orElseThrow();
        URI at = endpoints()
                .authorization()
                .orElseThrow(() ->
                        new IdentityServiceAwayException(given.issuer() + " names no authorization endpoint", null));
        Map<String, String> query = new TreeMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                given.clientId(),
                "redirect_uri",
                callback.toString(),
                "scope",
                SCOPE,
                "state",
                attempt.state(),
                "code_challenge",
                attempt.challenge(),
                "code_challenge_method",
                "S256"));
        return URI.create(at + (at.getQuery() == null ? "?" : "&") + IdentityClient.form(query));
    }

    /** The token for what a browser has brought from there; empty if the provider refuses it, or the token is not for this engine. */
    Optional<Granted> exchange(String code, OidcAttempt attempt, URI callback) {
        return granted(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                callback.toString(),
                "code_verifier",
                attempt.verifier().value()));
    }

    private Optional<Granted> granted(Map<String, String> parameters) {
        OidcConfiguration given = configuration.orElseThrow();
        URI to = endpoints()
                .token()
                .orElseThrow(() -> new IdentityServiceAwayException(given.issuer() + " names no token endpoint", null));
        Map<String, String> form = new HashMap<>(parameters);
        form.put("client_id", given.clientId());
        IdentityClient.Answer answer = given.clientSecret()
                .map(secret -> client.orElseThrow().post(to, form, given.clientId(), secret))
                .orElseGet(() -> client.orElseThrow().post(to, form));
        if (answer.status() == BAD_REQUEST || answer.status() == UNAUTHORIZED) {
            String error = answer.members(to).path("error").asText();
            if (error.equals("invalid_grant")) {
                return Optional.empty();
            }
            throw new IdentityServiceAwayException(
                    to + " refuses this engine itself: " + error + "; look at v2v.oidc.client-id and its secret", null);
        }
        if (answer.status() != OK) {
            throw new IdentityServiceAwayException(to + " answers with status " + answer.status(), null);
        }
        Secret token = new Secret(answer.members(to).path("access_token").asText());
        Optional<ForeignUser> user = verify(token);
        if (user.isEmpty()) {
            LOG.warn(
                    "{} gives a token that cannot be used here: it is no signed JWT for {}, or {} is no name in it; look at"
                            + " v2v.oidc.client-id and v2v.oidc.user-claim",
                    to,
                    given.clientId(),
                    settings.userClaim());
        }
        return user.map(granted -> new Granted(token, granted));
    }

    private Optional<ForeignUser> user(JWTClaimsSet claims, OidcConfiguration given) throws ParseException {
        boolean isForUs = claims.getAudience().contains(given.clientId())
                || given.clientId().equals(claims.getStringClaim(AUTHORIZED_PARTY));
        String name = claims.getStringClaim(settings.userClaim());
        if (!isForUs || name == null || !ForeignUser.isName(name)) {
            LOG.debug("A token of the issuer is refused: it is for another client, or names no user");
            return Optional.empty();
        }
        List<String> groups = Optional.ofNullable(claims.getStringListClaim(settings.groupsClaim()))
                .orElse(List.of());
        return Optional.of(new ForeignUser(
                name + "@" + given.profile(),
                groups.stream()
                        .flatMap(group -> Optional.ofNullable(given.roles().get(group)).stream())
                        .collect(Collectors.toSet()),
                claims.getExpirationTime().toInstant()));
    }

    /**
     * What the issuer says of itself, asked when it is needed first, and again a moment after that failed: one asks, the others wait no
     * longer than for an answer.
     */
    private Endpoints endpoints() {
        Optional<Endpoints> known = endpoints;
        if (known.isPresent()) {
            return known.get();
        }
        boolean isMine;
        try {
            isMine = asking.tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdentityServiceAwayException("The issuer was not waited for", e);
        }
        if (!isMine) {
            throw new IdentityServiceAwayException("The issuer has not answered yet", null);
        }
        try {
            if (endpoints.isEmpty()) {
                endpoints = Optional.of(ask(configuration.orElseThrow()));
            }
            return endpoints.get();
        } finally {
            asking.unlock();
        }
    }

    /** Whoever is turned away since it failed a moment ago does not make the moment longer. */
    private Endpoints ask(OidcConfiguration given) {
        if (failedAt.filter(time -> Recency.isWithin(time, PAUSE, clock.instant()))
                .isPresent()) {
            throw new IdentityServiceAwayException("The issuer did not answer a moment ago", null);
        }
        try {
            return discover(given);
        } catch (IdentityServiceAwayException e) {
            failedAt = Optional.of(clock.instant());
            throw e;
        }
    }

    private Endpoints discover(OidcConfiguration given) {
        URI from = URI.create(given.issuer().toString().replaceAll("/$", "") + DOCUMENT);
        IdentityClient.Answer answer = client.orElseThrow().get(from);
        JsonNode document = answer.members(from);
        if (answer.status() != OK
                || !document.path("issuer").asText().equals(given.issuer().toString())) {
            throw new IdentityServiceAwayException(
                    from + " answers with status " + answer.status() + " and names the issuer "
                            + document.path("issuer").asText(),
                    null);
        }
        return new Endpoints(
                endpoint(document, "token_endpoint"),
                endpoint(document, "authorization_endpoint"),
                verification(given, URI.create(document.path("jwks_uri").asText())));
    }

    private static Optional<URI> endpoint(JsonNode document, String member) {
        return Optional.ofNullable(document.path(member).textValue()).map(URI::create);
    }

    private DefaultJWTProcessor<SecurityContext> verification(OidcConfiguration given, URI keys) {
        DefaultJWTProcessor<SecurityContext> verification = new DefaultJWTProcessor<>();
        verification.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(keys)));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(given.issuer().toString()).build(),
                Set.of("exp", settings.userClaim()));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        verification.setJWTClaimsSetVerifier(claims);
        // Keycloak says JWT, others at+jwt or nothing; what counts is the signature
        verification.setJWSTypeVerifier((type, context) -> {});
        return verification;
    }

    /**
     * Kept for minutes, fetched anew when a token names one that is not known, but not for each that somebody makes up. Whoever shows
     * one of a key that cannot be looked for is not refused, since it may be a new one.
     */
    private JWKSource<SecurityContext> keys(URI from) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(from.toURL(), url -> {
                        IdentityClient.Answer answer = client.orElseThrow().get(URI.create(url.toString()));
                        if (answer.status() != OK) {
                            throw new IOException("status " + answer.status());
                        }
                        return new Resource(answer.text(), "application/json");
                    })
                    .cache(Duration.ofMinutes(15).toMillis(), settings.timeout().toMillis() * 2)
                    .rateLimited(Duration.ofSeconds(10).toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IdentityServiceAwayException("The issuer names keys at an address that is none: " + from, e);
        }
    }
}
