package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.PinnedTls;

/** A user of the engine's REST API. */
final class EngineClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_OUT = Duration.ofMinutes(2);

    private final String base;
    private final HttpClient http;
    private final String token;

    private EngineClient(String base, HttpClient http, String token) {
        this.base = base;
        this.http = http;
        this.token = token;
    }

    /** Whether anybody answers at the address. */
    static boolean answers(String base, String authority) {
        try {
            return client(authority)
                            .send(request(base + "/api").build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 401;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Signs in with a token, as scripts do. */
    static EngineClient signIn(String base, String authority, String user, String password) {
        HttpClient http = client(authority);
        String form =
                "grant_type=password&scope=ovirt-app-api&username=" + encode(user) + "&password=" + encode(password);
        HttpRequest request = request(base + "/sso/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        Answer answer = send(http, request);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return new EngineClient(base, http, answer.body().path("access_token").asText());
    }

    Answer get(String path) {
        return send(http, authorized(path).build());
    }

    Answer post(String path, JsonNode body) {
        return send(
                http,
                authorized(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    Answer delete(String path) {
        return send(http, authorized(path).DELETE().build());
    }

    /** The lines of a stream that goes on until it is closed. */
    Stream<String> stream(String path) {
        HttpRequest request =
                authorized(path).header("Accept", "text/event-stream").build();
        try {
            HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A text as part of a path or of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder authorized(String path) {
        return request(base + "/api" + path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json");
    }

    private static HttpClient client(String authority) {
        return HttpClient.newBuilder()
                .sslContext(PinnedTls.context(authority))
                .connectTimeout(TIME_OUT)
                .build();
    }

    private static Answer send(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A reference by name, as {@code {"name": …}}. */
    static ObjectNode named(String name) {
        return JSON.createObjectNode().put("name", name);
    }

    /**
     * What the engine says.
     *
     * @param status of HTTP
     * @param body an empty object if there is none
     */
    record Answer(int status, JsonNode body) {
        /** Fails unless the request was carried out; gives the entity. */
        JsonNode accepted() {
            assertThat(status).as("%s", body).isBetween(200, 299);
            return body;
        }

        /** The id of the entity that was made. */
        String id() {
            return accepted().path("id").asText();
        }
    }
}
