package org.ovirt.v2v.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.rules.NeedsPeer;

/**
 * An oVirt engine as far as webadmin's plug-ins see it, which itself cannot be had for tests: the page of webadmin, with the API for
 * plug-ins in it, the files of the plug-in as the build has packed them, installed as docs/webadmin.md says, and the types of storage
 * domains. It is at an address that is another site than the engine's.
 */
@NeedsPeer
final class TestingWebadmin implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEBADMIN = "/ovirt-engine/webadmin/";
    private static final String PLUGIN = WEBADMIN + "plugin/v2v/";
    private static final String DOMAINS = "/ovirt-engine/api/storagedomains/";
    private static final String BEARER = "Bearer ";
    private static final String PASSWORD = "changeit";

    private final TestingPki pki = TestingPki.create();
    private final TestingFolder folder = TestingFolder.create("webadmin");
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Path plugin = Repository.file("engine-external-provider/target/engine/webadmin");
    private final Map<String, String> typeByDomain = new LinkedHashMap<>();
    private final HttpsServer server;
    private volatile String engine = "";
    private volatile boolean enabled = true;
    private volatile ObjectNode user = JSON.createObjectNode();

    private TestingWebadmin() {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestingWebadmin start() {
        TestingWebadmin webadmin = new TestingWebadmin();
        webadmin.server.createContext("/", webadmin::serve);
        webadmin.server.setExecutor(webadmin.executor);
        webadmin.server.start();
        return webadmin;
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        Path keys = folder.resolve("web.p12");
        Command.run(
                List.of(
                        "openssl",
                        "pkcs12",
                        "-export",
                        "-in",
                        pki.engineWeb().certificate().toString(),
                        "-inkey",
                        pki.engineWeb().key().toString(),
                        "-out",
                        keys.toString(),
                        "-passout",
                        "pass:" + PASSWORD),
                Map.of());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** As browsers name it. */
    String origin() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    String address() {
        return origin() + WEBADMIN;
    }

    /** A page of the same origin that pretends to be the plug-in. */
    String otherPage() {
        return address() + "other.html";
    }

    /** What stands as url in v2v-config.json. */
    TestingWebadmin engine(String address) {
        engine = address;
        return this;
    }

    TestingWebadmin pluginEnabled(boolean isEnabled) {
        enabled = isEnabled;
        return this;
    }

    /** Has signed in, with this token. */
    TestingWebadmin user(String name, String token, String locale) {
        user = JSON.createObjectNode().put("name", name).put("token", token).put("locale", locale);
        return this;
    }

    TestingWebadmin storageDomain(String id, String type) {
        typeByDomain.put(id, type);
        return this;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(WEBADMIN)) {
            answer(exchange, "text/html", page());
        } else if (path.startsWith(PLUGIN)) {
            pluginFile(exchange, path.substring(PLUGIN.length()));
        } else if (path.startsWith(DOMAINS)) {
            describe(exchange, path.substring(DOMAINS.length()));
        } else if (path.equals(WEBADMIN + "webadmin.js")) {
            answer(exchange, "text/javascript", resource("webadmin.js"));
        } else if (path.equals(WEBADMIN + "other.html")) {
            answer(exchange, "text/html", resource("other.html"));
        } else {
            refuse(exchange, 404);
        }
    }

    private String page() throws IOException {
        ObjectNode definition = (ObjectNode) descriptor();
        ObjectNode given = (ObjectNode) JSON.readTree(Files.readString(plugin.resolve("v2v-config.json")));
        ((ObjectNode) given.path("config")).put("url", engine);
        definition.put("enabled", given.path("enabled").asBoolean() && enabled);
        definition.set("config", given.path("config"));
        ObjectNode described = user.deepCopy();
        typeByDomain.forEach((id, type) ->
                described.withArray("domains").addObject().put("id", id).put("name", type + " domain"));
        described.withArray("domains");
        return resource("index.html")
                .replace(
                        "PLUGIN_DEFINITIONS",
                        JSON.createArrayNode().add(definition).toString())
                .replace("USER", described.toString());
    }

    private JsonNode descriptor() throws JsonProcessingException, IOException {
        return JSON.readTree(Files.readString(plugin.resolve("v2v.json")));
    }

    private void pluginFile(HttpExchange exchange, String name) throws IOException {
        Path resources = plugin.resolve(descriptor().path("resourcePath").asText());
        Path file = resources.resolve(name).normalize();
        if (!file.startsWith(resources) || !Files.isRegularFile(file)) {
            refuse(exchange, 404);
        } else {
            answer(exchange, name.endsWith(".js") ? "text/javascript" : "text/html", Files.readString(file));
        }
    }

    private void describe(HttpExchange exchange, String id) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (!(BEARER + user.path("token").asText()).equals(shown)) {
            refuse(exchange, 401);
        } else if (typeByDomain.containsKey(id)) {
            answer(
                    exchange,
                    "application/json",
                    JSON.createObjectNode()
                            .put("id", id)
                            .put("type", typeByDomain.get(id))
                            .toString());
        } else {
            refuse(exchange, 404);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = TestingWebadmin.class.getResourceAsStream("webadmin/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + ";charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        folder.close();
        pki.close();
    }
}
