package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.ovirt.v2v.engine.EngineClient;
import org.ovirt.v2v.engine.EngineEnvironment;

/** A client of the stream of progress: reads it in a thread of its own and keeps what came. */
final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data:";

    private final HttpResponse<InputStream> response;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** Listens as the administrator. */
    static EventStream open(String query) {
        EventStream stream = openWithoutReading(query);
        Thread reader = new Thread(stream::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    /** A client that asks and then does not listen. */
    static EventStream openWithoutReading(String query) {
        Config config = ConfigProvider.getConfig();
        int port = config.getValue("quarkus.http.test-ssl-port", Integer.class);
        String credentials = EngineClient.USER + ":" + EngineEnvironment.PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + port + EngineClient.API + "/progress" + query))
                .version(HttpClient.Version.HTTP_1_1)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Accept", "text/event-stream")
                .build();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(Path.of(config.getValue("v2v.pki.ca", String.class))))
                    .build();
            return new EventStream(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** The states of an import, in the order in which they came. */
    List<JsonNode> of(String importId) {
        return events.stream()
                .filter(event -> event.path("id").asText().equals(importId))
                .toList();
    }

    List<String> comments() {
        return List.copyOf(comments);
    }

    boolean hasEnded() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
            ended = true;
        } catch (IOException e) {
            // closed by the test; a stream that the engine breaks off never counts as ended
            ended = false;
        }
    }

    private void take(String line) throws JsonProcessingException {
        if (line.startsWith(DATA)) {
            events.add(JSON.readTree(line.substring(DATA.length())));
        } else if (line.startsWith(":")) {
            comments.add(line.substring(1).strip());
        }
    }

    private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
