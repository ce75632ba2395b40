package org.ovirt.v2v.engine;

import static io.restassured.RestAssured.given;

import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.ovirt.v2v.testbed.EngineClient;

/** Speaks with the engine that runs inside the test as its administrator. */
public final class EngineRequests {
    public static final String USER = "admin@internal";
    public static final String API = "/ovirt-engine/api";

    /** One for all requests: each new one would have a TLS context of its own, and so a whole handshake for each request. */
    static final RestAssuredConfig CONFIG =
            RestAssuredConfig.config().sslConfig(SSLConfig.sslConfig().relaxedHTTPSValidation());

    private EngineRequests() {}

    public static RequestSpecification anonymous() {
        return given().config(CONFIG).baseUri("https://localhost").port(port()).accept(ContentType.JSON);
    }

    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", Integer.class);
    }

    public static RequestSpecification administrator() {
        return anonymous().auth().preemptive().basic(USER, EngineEnvironment.PASSWORD);
    }

    /** The administrator by way of the client that every module's tests have, for what REST Assured cannot do. */
    public static EngineClient client() {
        try {
            String authority = Files.readString(ConfigProvider.getConfig().getValue("v2v.pki.ca", Path.class));
            return EngineClient.anonymous("https://localhost:" + port() + "/ovirt-engine", authority)
                    .withPassword(USER, EngineEnvironment.PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ValidatableResponse get(String path) {
        return administrator().get(API + path).then();
    }

    public static ValidatableResponse post(String path, String body) {
        return administrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post(API + path)
                .then();
    }

    public static ValidatableResponse put(String path, String body) {
        return administrator()
                .contentType(ContentType.JSON)
                .body(body)
                .put(API + path)
                .then();
    }

    public static ValidatableResponse delete(String path) {
        return administrator().delete(API + path).then();
    }

    /** Adds an entity and returns its id. */
    public static String add(String path, String body) {
        return post(path, body).statusCode(201).extract().path("id");
    }

    /** A name that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
