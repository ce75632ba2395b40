package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.testbed.EngineClient;

/**
 * Sends what oVirt's SDK for Python sends, header for header, as was observed of version 4.6.3. It stands in for the SDK, which is in
 * no registry that builds can reach.
 */
final class TestingPythonSdk {
    private static final String AGENT = "PythonSDK/4.6.3";
    private static final String XML = "application/xml";

    private final String token;

    private TestingPythonSdk(String token) {
        this.token = token;
    }

    static TestingPythonSdk signIn() throws Exception {
        String answer = EngineRequests.anonymous()
                .header("User-Agent", AGENT)
                .accept("application/json")
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=password&scope=ovirt-app-api&username=" + EngineClient.encode(EngineRequests.USER)
                        + "&password=" + EngineClient.encode(EngineEnvironment.PASSWORD))
                .post("/ovirt-engine/sso/oauth/token")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .asString();
        return new TestingPythonSdk(
                EngineClient.JSON.readTree(answer).path("access_token").asText());
    }

    /** Asks for a path with its query, encoded as the SDK does. */
    Response get(String path) {
        return request().get(EngineRequests.API + path);
    }

    /** As {@link #get}, with all content, as the modules of Ansible ask for machines. */
    Response getAllContent(String path) {
        return request().header("All-Content", "true").get(EngineRequests.API + path);
    }

    Response post(String path, String document) {
        return request().body(document).post(EngineRequests.API + path);
    }

    /** The SDK takes any member named error for a failure. */
    void signOut() throws Exception {
        String answer = EngineRequests.anonymous()
                .header("User-Agent", AGENT)
                .accept("application/json")
                .contentType("application/x-www-form-urlencoded")
                .body("scope=ovirt-app-api&token=" + EngineClient.encode(token))
                .post("/ovirt-engine/services/sso-logout")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode said = EngineClient.JSON.readTree(answer);
        assertThat(said.has("error")).isFalse();
        get("").then().statusCode(401);
    }

    private RequestSpecification request() {
        return EngineRequests.anonymous()
                .urlEncodingEnabled(false)
                .header("User-Agent", AGENT)
                .header("Accept-Encoding", "deflate, gzip")
                .header("Version", "4")
                .contentType(XML)
                .accept(XML)
                .header("Authorization", "Bearer " + token);
    }
}
