package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineProfile;

/** What a request says and nobody reads is refused, by its name and with what could be said instead. */
@QuarkusTest
@TestProfile(EngineProfile.class)
class UnreadParametersIT {
    private static final String SOMETHING = "/" + UUID.randomUUID();

    @Test
    void noMethodTakesAParameterThatItDoesNotKnow() {
        List<String> collections = get("").extract().path("link.href");
        for (String collection : collections) {
            if (collection.endsWith("/externalvmimports")) {
                continue; // it takes imports, and lists none
            }
            String path = collection.substring(API.length());
            get(path + "?dry=true")
                    .statusCode(400)
                    .body("code", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo("dry"));
            get(path + SOMETHING + "?dry=true").statusCode(400).body("field", equalTo("dry"));
            get(path).statusCode(200);
        }
        for (String path :
                List.of("", "/importqueue", "/jobs" + SOMETHING + "/steps", "/storagedomains" + SOMETHING + "/vms")) {
            get(path + "?dry=true").statusCode(400).body("field", equalTo("dry"));
        }
        administrator()
                .accept("text/event-stream, application/json")
                .get(API + "/imports/stream?dry=true")
                .then()
                .statusCode(400)
                .body("field", equalTo("dry"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/imports?maxx=5; maxx; Did you mean max? There are after, all_content, correlation_id, filter, max, page, status.",
                "/imports?search=name%3Dweb; search; There is no parameter",
                "/imports?status=quued; status; Did you mean queued?",
                "/events?current=false; current; There are after, all_content, case_sensitive, correlation_id, filter, follow, from, max, search.",
                "/imports?follow=cluster; follow; There is no parameter",
                "/jobs?max=1&max=2; max; more than once"
            })
    void theParameterIsNamedAndWhatThereIs(String path, String field, String detail) {
        get(path).statusCode(400).body("field", equalTo(field)).body("detail", containsString(detail));
    }

    @Test
    void whatOvirtsClientsSendToEveryMethodIsAccepted() {
        get("/hosts?all_content=true&correlation_id=abc").statusCode(200).header("Correlation-Id", "abc");
        get("/vms?filter=true").statusCode(200);
        String dataCenter = "/datacenters/" + add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("dc")));
        get(dataCenter + "?filter=true").statusCode(200);
        get(dataCenter + "?filter=perhaps").statusCode(400).body("field", equalTo("filter"));
    }

    @Test
    void listsWithinOthersGiveAsManyAsAreWanted() {
        String name = unique("dc");
        String dataCenter = "/datacenters/" + add("/datacenters", "{\"name\": \"%s\"}".formatted(name));
        for (String each : List.of("one", "two")) {
            add("/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(unique(each), name));
            add("/networks", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(unique(each), name));
        }
        get(dataCenter + "/clusters?max=1").statusCode(200).body("cluster.size()", equalTo(1));
        get(dataCenter + "/networks?max=1").statusCode(200).body("network.size()", equalTo(1));
        get(dataCenter + "/networks?max=2").statusCode(200).body("network.size()", equalTo(2));
        get(dataCenter + "/storagedomains?max=1").statusCode(200);
        get("/roles?max=1").statusCode(200).body("role.size()", equalTo(1));
        for (String path : List.of(
                "/storagedomains%s/vms?unregistered=true&max=1",
                "/storagedomains%1$s/vms%1$s/disks?max=1",
                "/vms%s/nics?max=1",
                "/vms%s/numanodes?max=1",
                "/jobs%s/steps?max=1")) {
            get(path.formatted(SOMETHING)).statusCode(404);
        }
        get("/roles?max=many").statusCode(400).body("field", equalTo("max"));
    }

    @Test
    void parametersWithinThePathAreThoseOfAQuery() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("one")));
        add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("two")));
        administrator()
                .urlEncodingEnabled(false)
                .get(API + "/datacenters;max=1;case_sensitive")
                .then()
                .statusCode(200)
                .body("data_center.size()", equalTo(1));
        administrator()
                .urlEncodingEnabled(false)
                .get(API + "/events;maks=1")
                .then()
                .statusCode(400)
                .body("field", equalTo("maks"))
                .body("detail", containsString("There are after, all_content,"));
    }

    @Test
    void theVersionOfTheApiMayBeNamedIfItIsTheFourth() {
        administrator().get(API + "/v4/hosts").then().statusCode(200);
        administrator().header("Version", "4").get(API + "/vms").then().statusCode(200);
        administrator().get(API + "/v3/hosts").then().statusCode(400).body("field", equalTo("Version"));
        administrator()
                .header("Version", "5")
                .get(API + "/hosts")
                .then()
                .statusCode(400)
                .body("detail", containsString("version 4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "/datacenters; {'name': 'x', 'descripton': 'y'}; descripton; Did you mean description?",
                "/clusters; {'name': 'x', 'data_center': {'nme': 'y'}}; data_center.nme; There are id, name.",
                "/hosts; {'name': 'x', 'root_password': 'y'}; root_password; There are address, cluster, name, port.",
                "/storagedomains; {'name': 'x', 'storage': {'pth': '/'}}; storage.pth; Did you mean path?",
                "/externalvmproviders; {'name': 'x', 'tls': {'mod': 'none'}}; tls.mod; Did you mean mode?",
                "/externalvmproviders/fetchcertificate; {'adress': 'x'}; adress; Did you mean address?",
                "/externalvmproviders/ID/testconnectivity; {'hots': {}}; hots; Did you mean host?",
                "/externalvmproviders/ID/fetchcertificate; {'host': {}}; host; Nothing can be given here.",
                "/externalvmproviders/ID/import; {'imports': [{}, {'vm': 1}]}; imports.1.vm; There are allocation, cluster",
                "/externalvmproviders/ID/virtualmachines/vm-1/import; {'dry': true}; dry; There are allocation, cluster",
                "/imports/ID/cancel; {'force': true}; force; Nothing can be given here.",
                "/users/ID/changepassword; {'password': 'x'}; password; There are new_password, old_password.",
                "/datacenters; {'name': 'x', 'name': 'y'}; name; more than once",
                "/clusters; {'data_center': {'id': 'x', 'id': 'y'}}; data_center.id; more than once",
                "/externalvmproviders/ID/import; {'imports': [{}, {'name': 1, 'name': 2}]}; imports.1.name; more than once",
                "/hosts; {'name': 'x', 'port': 1.5}; port; not a number",
            })
    void theMemberIsNamedAndWhatThereIs(String path, String body, String field, String detail) {
        post(path.replace("/ID", SOMETHING), body.replace('\'', '"'))
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("field", equalTo(field))
                .body("detail", containsString(detail));
    }

    /** It is read by way of a tree that does not know the lines. */
    @Test
    void aMemberInXmlIsNamedWithoutALineThatIsNone() {
        administrator()
                .contentType("application/xml")
                .body("<data_center>\n<name>x</name>\n<descripton>y</descripton>\n</data_center>")
                .post(API + "/datacenters")
                .then()
                .statusCode(400)
                .body("field", equalTo("descripton"))
                .body("detail", containsString("Did you mean description?"))
                .body("detail", not(containsString("line")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"x\"} {}", "{\"name\": \"x\"} garbage", "[1]"})
    void nothingFollowsTheBody(String body) {
        post("/datacenters", body).statusCode(400).body("detail", containsString("not a JSON document that fits"));
    }

    @Test
    void aBodyThatIsMissingIsAskedFor() {
        for (ValidatableResponse refused : List.of(
                administrator()
                        .noContentType()
                        .post(API + "/hosts" + SOMETHING + "/fence")
                        .then(),
                administrator()
                        .noContentType()
                        .put(API + "/clusters" + SOMETHING)
                        .then(),
                post("/datacenters", ""),
                administrator()
                        .contentType("application/xml")
                        .post(API + "/datacenters")
                        .then())) {
            refused.statusCode(400)
                    .body("reason", equalTo("Operation Failed"))
                    .body("code", equalTo("INVALID_REQUEST"))
                    .body("detail", equalTo("[The request has no body.]"))
                    .body("remedy", equalTo("Send one JSON object or XML element."));
        }
    }

    @Test
    void whatIsToBeRemovedStaysIfTheRequestSaysMore() {
        String path = "/datacenters/" + add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("dc")));
        administrator()
                .contentType("application/json")
                .body("{\"force\": true}")
                .delete(API + path)
                .then()
                .statusCode(400)
                .body("field", equalTo("force"));
        administrator()
                .delete(API + path + "?force=true")
                .then()
                .statusCode(400)
                .body("field", equalTo("force"));
        get(path).statusCode(200);
        administrator().delete(API + path).then().statusCode(200);
    }

    /** As RFC 6749 wants it. */
    @Test
    void loggingInIgnoresParametersThatItDoesNotKnow() {
        anonymous()
                .formParam("grant_type", "password")
                .formParam("username", USER)
                .formParam("password", EngineEnvironment.PASSWORD)
                .formParam("audience", "whoever")
                .post("/ovirt-engine/sso/oauth/token?hint=x")
                .then()
                .statusCode(200);
    }
}
