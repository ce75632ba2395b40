package org.ovirt.v2v.engine;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.ovirt.v2v.testbed.TestingFolder;

/**
 * The SSO service of an oVirt engine, which itself cannot be had for tests: {@code token} for passwords and {@code token-info} as the
 * servlets of its module enginesso answer them, the Java classes in its JSON among it. {@code POST /control/STATE} puts it into a
 * state; {@code /control/revoked?token} ends a token.
 */
public final class TestingOvirtSso implements QuarkusTestResourceLifecycleManager {
    public static final String PASSWORD = "oVirts-Passw0rd";

    private static final String CLIENT = "ovirt-v2v";
    private static final String SECRET = "0virt cl1ent";
    private static final String SERVICE = "/ovirt-engine/sso/oauth/";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, String> userByToken = new ConcurrentHashMap<>();
    private TestingFolder folder;
    private HttpServer server;
    private volatile String state = "up";

    @Override
    public Map<String, String> start() {
        try {
            folder = TestingFolder.create("ovirt-sso");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::serve);
            server.setExecutor(executor);
            server.start();
            return Map.of(
                    "v2v.ovirt-sso.url",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/ovirt-engine",
                    "v2v.ovirt-sso.client-id",
                    CLIENT,
                    "v2v.ovirt-sso.client-secret-file",
                    Files.writeString(folder.resolve("secret"), SECRET + "\n").toString(),
                    "v2v.ovirt-sso.timeout",
                    "1s");
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

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/control/")) {
            control(
                    path.substring("/control/".length()),
                    exchange.getRequestURI().getQuery());
            answer(exchange, 200, "{}");
            return;
        }
        if (state.equals("hanging")) {
            await();
        }
        Map<String, String> form = form(exchange);
        if (state.equals("down")) {
            answer(exchange, 503, "away");
        } else if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            refuse(exchange, "invalid_request");
        } else if (path.equals(SERVICE + "token")) {
            grant(exchange, form);
        } else if (path.equals(SERVICE + "token-info")) {
            describe(exchange, form.get("token"));
        } else {
            answer(exchange, 404, "not here");
        }
    }

    private void control(String wanted, String token) {
        if (wanted.equals("revoked")) {
            userByToken.remove(token);
        } else {
            state = wanted;
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void grant(HttpExchange exchange, Map<String, String> form) throws IOException {
        if (!"password".equals(form.get("grant_type")) || !"ovirt-app-api".equals(form.get("scope"))) {
            refuse(exchange, "invalid_request");
        } else if (!PASSWORD.equals(form.get("password"))) {
            refuse(exchange, "access_denied");
        } else {
            String token = UUID.randomUUID().toString();
            userByToken.put(token, form.get("username"));
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"scope\":\"ovirt-app-api\",\"exp\":\"9223372036854775807\",\"token_type\":\"bearer\"}"
                            .formatted(token));
        }
    }

    private void describe(HttpExchange exchange, String token) throws IOException {
        String client =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!client.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, "unauthorized_client");
        } else if (!userByToken.containsKey(token)) {
            refuse(exchange, "invalid_grant");
        } else {
            String user = userByToken.get(token);
            String end = Set.of("late@internal").contains(user) ? "1" : "9223372036854775807";
            answer(
                    exchange,
                    200,
                    ("{\"user_id\":\"%s\",\"scope\":\"ovirt-app-api\",\"active\":%s,\"token_type\":\"bearer\",\"client_id\":\"\","
                                    + "\"exp\":[\"java.lang.Long\",%s],\"ovirt\":[\"java.util.HashMap\",{\"version\":\"0\","
                                    + "\"principal_id\":\"%s\",\"email\":null,\"group_ids\":[\"java.util.ArrayList\",[]],"
                                    + "\"capability_credentials_change\":true}]}")
                            .formatted(user, !user.startsWith("idle"), end, UUID.randomUUID()));
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void refuse(HttpExchange exchange, String code) throws IOException {
        answer(exchange, 400, "{\"error_code\":\"%1$s\",\"error\":\"Refused: %1$s\"}".formatted(code));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
