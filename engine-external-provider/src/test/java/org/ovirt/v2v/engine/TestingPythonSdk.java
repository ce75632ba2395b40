package org.ovirt.v2v.engine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ovirt.v2v.testbed.EngineClient;

/**
 * Sends what oVirt's SDK for Python sends, header for header, as was observed of version 4.6.3. It stands in for the SDK, which is in
 * no registry that builds can reach.
 */
public final class TestingPythonSdk {
    private static final String AGENT = "PythonSDK/4.6.3";
    private static final String XML = "application/xml";
    // REST Assured would add a charset to the type of the content, which the SDK does not say
    private static final RestAssuredConfig CONFIG = EngineRequests.CONFIG.encoderConfig(
            EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private final String base;
    private final String token;

    private TestingPythonSdk(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The administrator of the engine that runs inside the test. */
    public static TestingPythonSdk signIn() throws Exception {
        return signIn(
                "https://localhost:" + EngineRequests.port() + "/ovirt-engine",
                EngineRequests.USER,
                EngineEnvironment.PASSWORD);
    }

    /** A user of the engine at this address, as in {@code https://localhost:8443/ovirt-engine}. */
    public static TestingPythonSdk signIn(String base, String user, String password) throws Exception {
        String answer = anonymous()
                .header("User-Agent", AGENT)
                .accept("application/json")
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=password&scope=ovirt-app-api&username=" + EngineClient.encode(user) + "&password="
                        + EngineClient.encode(password))
                .post(base + "/sso/oauth/token")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .asString();
        return new TestingPythonSdk(
                base, EngineClient.JSON.readTree(answer).path("access_token").asText());
    }

    /** Asks for a path with its query, encoded as the SDK does. */
    public Response get(String path) {
        return request().get(api(path));
    }

    /** As {@link #get}, with all content, as the modules of Ansible ask for machines. */
    public Response getAllContent(String path) {
        return request().header("All-Content", "true").get(api(path));
    }

    public Response post(String path, String document) {
        return request().body(document.getBytes(StandardCharsets.UTF_8)).post(api(path));
    }

    public Response delete(String path) {
        return request().delete(api(path));
    }

    /** The SDK takes any member named error for a failure. */
    public void signOut() throws Exception {
        String answer = anonymous()
                .header("User-Agent", AGENT)
                .accept("application/json")
                .contentType("application/x-www-form-urlencoded")
                .body("scope=ovirt-app-api&token=" + EngineClient.encode(token))
                .post(base + "/services/sso-logout")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode said = EngineClient.JSON.readTree(answer);
        assertThat(said.has("error")).isFalse();
        get("").then().statusCode(401);
    }

    /** What it sends with each request to the API, as HTTP's headers. */
    public Map<String, String> headers() {
        return Map.of(
                "User-Agent",
                AGENT,
                "Accept-Encoding",
                "deflate, gzip",
                "Version",
                "4",
                "Content-Type",
                XML,
                "Accept",
                XML,
                "Authorization",
                "Bearer " + token);
    }

    private String api(String path) {
        return base + "/api" + path;
    }

    private static RequestSpecification anonymous() {
        return given().config(CONFIG);
    }

    private RequestSpecification request() {
        return anonymous().urlEncodingEnabled(false).headers(headers());
    }
}
