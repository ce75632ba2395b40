package org.ovirt.v2v.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.PinnedTls;

/** One address for several engines: a proxy that gives each request to the next of them, without TLS towards its clients. */
final class TestingBalancer implements AutoCloseable {
    private static final int THREADS = 4;

    /** What the proxy's own connections decide. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private final List<EngineProcess> engines;
    private final HttpClient http;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger requests = new AtomicInteger();

    private TestingBalancer(String authority, List<EngineProcess> engines) throws IOException {
        this.engines = engines;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(PinnedTls.context(authority))
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    /**
     * In front of these.
     *
     * @param authority of their certificates, PEM text
     */
    static TestingBalancer before(String authority, EngineProcess... engines) throws IOException {
        return new TestingBalancer(authority, List.of(engines));
    }

    /** As in {@code http://127.0.0.1:8080/ovirt-engine}. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ovirt-engine";
    }

    /** How many requests have come. */
    int requests() {
        return requests.get();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = http.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (isForwarded(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        EngineProcess engine = engines.get(requests.getAndIncrement() % engines.size());
        URI address = URI.create(engine.address());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.getScheme() + "://" + address.getAuthority() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isForwarded(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean isForwarded(String header) {
        return !OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
