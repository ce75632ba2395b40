package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.testbed.PinnedTls;

/** A browser gives up requests whose answers it does not need any more, while it listens on the same connection. */
@QuarkusTest
@TestProfile(EngineProfile.class)
class AbandonedRequestsIT {
    /**
     * Half as many as are taken for an attack, for which the connection is closed (quarkus.http.limits.rst-flood, 200 resets in 30 s):
     * Java's client resets a stream once more if the answer was on its way.
     */
    private static final int ABANDONED = 90;

    private static final long LONGEST_PATIENCE_MICROS = 6_000;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theOtherRequestsOfTheConnectionGoOn() throws Exception {
        HttpClient http = client();
        HttpResponse<InputStream> stream =
                http.send(request("/events/stream"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);

        long abandoned = 0;
        for (int i = 0; i < ABANDONED; i++) {
            CompletableFuture<HttpResponse<String>> answer =
                    http.sendAsync(request("/events?max=30"), HttpResponse.BodyHandlers.ofString());
            try {
                // at another moment each time
                answer.get(LONGEST_PATIENCE_MICROS * i / ABANDONED, TimeUnit.MICROSECONDS);
            } catch (TimeoutException e) {
                abandoned += answer.cancel(true) ? 1 : 0;
            }
        }
        assertThat(abandoned).isPositive();

        String name = unique("after-all");
        add("/datacenters", "{\"name\": \"%s\"}".formatted(name));
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertThat(lines.lines().anyMatch(line -> line.contains(name)))
                .as("what is heard on the stream that was opened before")
                .isTrue();
    }

    private static HttpRequest request(String path) {
        String credentials = Base64.getEncoder()
                .encodeToString(
                        (EngineRequests.USER + ":" + EngineEnvironment.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("https://localhost:" + EngineRequests.port() + API + path))
                .header("Authorization", "Basic " + credentials)
                .header("Accept", "application/json, text/event-stream")
                .build();
    }

    private static HttpClient client() throws Exception {
        String authority = Files.readString(ConfigProvider.getConfig().getValue("v2v.pki.ca", Path.class));
        return HttpClient.newBuilder()
                .sslContext(PinnedTls.context(authority))
                .version(HttpClient.Version.HTTP_2)
                .build();
    }
}
