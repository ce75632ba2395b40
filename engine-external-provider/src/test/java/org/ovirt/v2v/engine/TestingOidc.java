package org.ovirt.v2v.engine;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.ovirt.v2v.testbed.TestingFolder;

/**
 * An OpenID Connect provider as far as the engine asks one: discovery, keys, and tokens for passwords and for codes with PKCE (RFC 6749,
 * 7517, 7519, 7636, 8414).
 * Some users get tokens that nobody should believe. {@code POST /control/STATE} puts it into a state.
 */
public final class TestingOidc implements QuarkusTestResourceLifecycleManager {
    public static final String CLIENT = "ovirt-v2v";
    public static final String PASSWORD = "their-Passw0rd";
    public static final Duration SOON = Duration.ofSeconds(4);

    private static final String SECRET = "cl1ent & secret";
    private static final String REALM = "/realms/test";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, Map<String, String>> attempts = new ConcurrentHashMap<>();
    private TestingFolder folder;
    private HttpServer server;
    private RSAKey key;
    private RSAKey anothersKey;
    private volatile String state = "up";

    @Override
    public Map<String, String> start() {
        try {
            folder = TestingFolder.create("oidc");
            key = newKey();
            anothersKey = newKey(); // not when it is needed: to make one takes as long as the engine waits
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::serve);
            server.setExecutor(executor);
            server.start();
            return Map.of(
                    "v2v.oidc.issuer",
                    issuer(),
                    "v2v.oidc.client-id",
                    CLIENT,
                    "v2v.oidc.client-secret-file",
                    Files.writeString(folder.resolve("secret"), SECRET + "\n").toString(),
                    "v2v.oidc.timeout",
                    "1s",
                    "v2v.oidc.roles",
                    "v2v-operators=ImportOperator, v2v-admins=SuperUser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        over.countDown();
        if (server != null) {
            server.stop(0);
        }
        executor.shutdownNow();
        if (folder != null) {
            folder.close();
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + REALM;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/control/")) {
            state = path.substring("/control/".length());
            if (state.equals("rotated")) {
                key = newKey();
                state = "up";
            }
            answer(exchange, 200, "{}");
            return;
        }
        // tests ask with a header for what the engine does not get
        boolean isTest = exchange.getRequestHeaders().containsKey("X-Test");
        if (state.equals("hanging") && !isTest) {
            await();
        }
        if (state.equals("down") && !isTest) {
            answer(exchange, 503, "away");
        } else if (path.equals(REALM + "/.well-known/openid-configuration")) {
            answer(
                    exchange,
                    200,
                    ("{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"token_endpoint\":\"%1$s/token\","
                                    + "\"authorization_endpoint\":\"%1$s/auth\"}")
                            .formatted(issuer()));
        } else if (path.equals(REALM + "/auth")) {
            authorize(exchange);
        } else if (path.equals(REALM + "/keys")) {
            answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        } else if (path.equals(REALM + "/token")) {
            grant(exchange);
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A user who signs in there, whom the parameter login names: sends the browser back. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
        boolean isRight = CLIENT.equals(query.get("client_id"))
                && "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"))
                && query.getOrDefault("redirect_uri", "").endsWith("/ovirt-engine/sso/oidc/callback");
        if (!isRight) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        String code = UUID.randomUUID().toString();
        attempts.put(code, query);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        query.get("redirect_uri") + "?session_state=1&state=" + query.get("state") + "&code=" + code);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** The user of a code, for whom it was made and who asks for the first time. */
    private Optional<String> userOf(Map<String, String> form) {
        return Optional.ofNullable(attempts.remove(form.getOrDefault("code", "")))
                .filter(attempt -> attempt.get("redirect_uri").equals(form.get("redirect_uri"))
                        && attempt.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", ""))))
                .map(attempt -> attempt.get("login"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private void grant(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String client =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean isClient = client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || exchange.getRequestHeaders().containsKey("X-Test");
        if (!isClient) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if ("authorization_code".equals(form.get("grant_type"))) {
            Optional<String> user = userOf(form);
            if (user.isPresent()) {
                answer(
                        exchange,
                        200,
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}".formatted(token(user.get())));
            } else {
                answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Code not valid\"}");
            }
        } else if (!"password".equals(form.get("grant_type")) || !PASSWORD.equals(form.get("password"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}".formatted(token(form.get("username"))));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String token(String user) {
        try {
            JWTClaimsSet claims = claims(user);
            return switch (user) {
                case "unsigned" -> new PlainJWT(claims).serialize();
                case "forged" ->
                    signed(
                            claims,
                            new RSAKey.Builder(anothersKey)
                                    .keyID(key.getKeyID())
                                    .build());
                case "unknown-key" -> signed(claims, anothersKey);
                case "confused" -> {
                    SignedJWT jwt = new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(key.getKeyID())
                                    .build(),
                            claims);
                    jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
                    yield jwt.serialize();
                }
                default -> signed(claims, key);
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, RSAKey with) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(with));
        return jwt.serialize();
    }

    private JWTClaimsSet claims(String user) {
        Instant now = Instant.now();
        Instant end =
                switch (user) {
                    case "late" -> now.minusSeconds(120);
                    case "soon" -> now.plus(SOON);
                    default -> now.plusSeconds(600);
                };
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(user.equals("stranger") ? "https://elsewhere.example" : issuer())
                .subject(UUID.randomUUID().toString())
                .audience("account")
                .claim("azp", user.equals("of-another-client") ? "another" : CLIENT)
                .claim("preferred_username", user.equals("nameless") ? null : user)
                .claim("groups", user.startsWith("operator") ? List.of("v2v-operators", "others") : List.of("others"))
                .issueTime(Date.from(now));
        if (user.equals("large")) {
            claims.claim("groups", Collections.nCopies(1_000, "a-group-of-many"));
        }
        if (!user.equals("endless")) {
            claims.expirationTime(Date.from(end));
        }
        return claims.build();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
