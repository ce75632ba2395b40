package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.host.TestingHostGateway.SOURCE_PASSWORD;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;

/** Nobody undoes, without being told, what another one has just changed. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class ConditionalChangesIT {
    private static final int ROUNDS = 15;

    private final String dataCenter = unique("dc");
    private String dataCenterPath;
    private List<String> paths;

    @Inject
    DataCenterRepository dataCenters;

    @BeforeEach
    void addOneOfEach() {
        dataCenterPath = "/datacenters/" + add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        String in = "\"data_center\": {\"name\": \"%s\"}".formatted(dataCenter);
        String cluster = add("/clusters", "{\"name\": \"%s\", %s}".formatted(unique("cluster"), in));
        String address = unique("able");
        String host = add(
                "/hosts",
                "{\"name\": \"%1$s\", \"address\": \"%1$s\", \"cluster\": {\"id\": \"%2$s\"}}"
                        .formatted(address, cluster));
        String domain = add(
                "/storagedomains",
                "{\"name\": \"%1$s\", \"type\": \"export\", %2$s, \"storage\": {\"type\": \"localfs\", \"path\": \"/exports/%1$s\"}}"
                        .formatted(unique("x"), in));
        paths = List.of(
                dataCenterPath,
                "/clusters/" + cluster,
                "/hosts/" + host,
                "/storagedomains/" + domain,
                "/externalvmproviders/" + addProvider(in));
    }

    @Test
    void aChangeOfWhatSomebodyElseHasChangedIsRefused() {
        for (String path : paths) {
            String read = get(path).statusCode(200).extract().header("ETag");
            String name = unique("renamed");
            String written =
                    change(path, read, named(name)).statusCode(200).extract().header("ETag");
            assertThat(written).as(path).isNotEqualTo(read).matches("\"[0-9]+\"");

            change(path, read, named(unique("late")))
                    .statusCode(412)
                    .body("detail", containsString(name))
                    .body("remedy", containsString("Get it again"));
            get(path).header("ETag", equalTo(written)).body("name", equalTo(name));
        }
    }

    @Test
    void aRemovalOfWhatSomebodyElseHasChangedIsRefused() {
        for (String path : paths.subList(3, paths.size())) {
            String read = get(path).extract().header("ETag");
            put(path, named(unique("renamed"))).statusCode(200);
            remove(path, read).statusCode(412);
            remove(path, get(path).extract().header("ETag")).statusCode(200);
            get(path).statusCode(404);
        }
    }

    @Test
    void anExportDomainThatSomebodyElseHasChangedIsNotDetached() {
        String domain = paths.get(3);
        String attached = dataCenterPath + domain;
        String read = get(attached).extract().header("ETag");
        get(domain).header("ETag", equalTo(read));
        put(domain, named(unique("renamed"))).statusCode(200);

        remove(attached, read).statusCode(412);
        get(attached).statusCode(200);
        remove(attached, get(attached).extract().header("ETag")).statusCode(200);
        get(attached).statusCode(404);

        String id = domain.substring(domain.lastIndexOf('/') + 1);
        post(dataCenterPath + "/storagedomains", "{\"id\": \"" + id + "\"}")
                .statusCode(201)
                .header("ETag", equalTo(get(attached).extract().header("ETag")));
    }

    @Test
    void whatIsNewHasAVersionToo() {
        ValidatableResponse added = post("/datacenters", named(unique("dc"))).statusCode(201);
        String path = "/datacenters/" + added.extract().path("id");
        get(path).header("ETag", equalTo(added.extract().header("ETag")));
    }

    @Test
    void withoutConditionTheChangeIsMadeOnWhatIsThere() {
        put(dataCenterPath, "{\"description\": \"one\"}").statusCode(200);
        change(dataCenterPath, "*", "{\"description\": \"two\"}").statusCode(200);
        get(dataCenterPath).body("description", equalTo("two"));
        change(dataCenterPath, "2", "{\"description\": \"three\"}")
                .statusCode(400)
                .body("field", equalTo("If-Match"));
    }

    @Test
    void aChangeBetweenReadingAndWritingIsToldAndNotUndone() {
        UUID id = UUID.fromString(dataCenterPath.substring(dataCenterPath.lastIndexOf('/') + 1));
        DataCenter read = dataCenters.get(id);
        put(dataCenterPath, "{\"description\": \"kept\"}").statusCode(200);
        assertThatThrownBy(() -> dataCenters.update(read, found -> {}))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("changed by somebody else");
        assertThatThrownBy(() -> dataCenters.remove(read)).isInstanceOf(ConflictException.class);
        get(dataCenterPath).body("description", equalTo("kept"));
    }

    @Test
    void ofTwoChangesAtTheSameMomentNoneIsLostInSilence() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = unique("dc");
            String description = unique("text");
            List<CompletableFuture<Integer>> changes = IntStream.range(0, 2)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> put(
                                    dataCenterPath,
                                    number == 0 ? named(name) : "{\"description\": \"%s\"}".formatted(description))
                            .extract()
                            .statusCode()))
                    .toList();
            List<Integer> statuses =
                    changes.stream().map(CompletableFuture::join).toList();
            assertThat(statuses)
                    .allMatch(status -> status == 200 || status == 409)
                    .contains(200);
            ValidatableResponse now = get(dataCenterPath);
            if (statuses.get(0) == 200) {
                now.body("name", equalTo(name));
            }
            if (statuses.get(1) == 200) {
                now.body("description", equalTo(description));
            }
        }
    }

    @Test
    void theStoredPasswordOfAVCenterGoesToNoOtherServer() {
        String vCenter = paths.get(4);
        refusesWithoutPassword(vCenter, "\"address\": \"elsewhere\"");
        refusesWithoutPassword(vCenter, "\"address\": \"vc:8443\"");
        refusesWithoutPassword(vCenter, "\"tls\": {\"mode\": \"ca\"}");
        // nothing new about it, and so nothing to ask
        put(vCenter, "{\"address\": \"vc:443\", \"tls\": {\"mode\": \"none\"}, \"username\": \"another\"}")
                .statusCode(200);
        put(vCenter, withPassword("\"address\": \"elsewhere\"")).statusCode(200).body("address", equalTo("elsewhere"));
    }

    @Test
    void theStoredPasswordOfAVCenterGoesToNoOtherCertificate() throws IOException {
        String vCenter = paths.get(4);
        String pinned = tls("pinned", "v2v.web.certificate");
        put(vCenter, withPassword(pinned)).statusCode(200);
        refusesWithoutPassword(vCenter, tls("pinned", "v2v.pki.ca"));
        refusesWithoutPassword(vCenter, tls("ca", "v2v.web.certificate"));
        refusesWithoutPassword(vCenter, "\"tls\": {\"mode\": \"none\"}");
        put(vCenter, "{%s}".formatted(pinned)).statusCode(200);
        put(vCenter, withPassword(tls("ca", "v2v.pki.ca"))).statusCode(200);
        refusesWithoutPassword(vCenter, tls("ca", "v2v.web.certificate"));
    }

    @Test
    void theStoredPasswordOfAXenHostGoesToNoOtherServer() {
        String xen = addXen(", \"password\": \"%s\"".formatted(SOURCE_PASSWORD));
        refusesWithoutPassword(xen, "\"url\": \"xen+ssh://root@dom1/\"");
        refusesWithoutPassword(xen, "\"url\": \"xen+ssh://root@dom0:2222/\"");
        put(xen, "{\"url\": \"xen+ssh://root@dom0/\"}").statusCode(200);
        put(xen, withPassword("\"url\": \"xen+ssh://root@dom1/\""))
                .statusCode(200)
                .body("url", equalTo("xen+ssh://root@dom1/"));
    }

    @Test
    void aSourceWithoutPasswordMovesFreely() {
        put(addXen(""), "{\"url\": \"xen+ssh://root@dom1/\"}").statusCode(200);
    }

    /** Nor is anything else changed that the request says, and the password is still there. */
    private static void refusesWithoutPassword(String provider, String change) {
        Response before = get(provider).extract().response();
        put(provider, "{%s, \"description\": \"changed\"}".formatted(change))
                .statusCode(400)
                .body("field", equalTo("password"))
                .body("detail", containsString(before.path("name")))
                .body("detail", containsString("in the same request"));
        Response after = get(provider).extract().response();
        assertThat(after.asString()).isEqualTo(before.asString());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        post(provider + "/testconnectivity", "{}").statusCode(200);
    }

    private static String withPassword(String change) {
        return "{%s, \"password\": \"%s\"}".formatted(change, SOURCE_PASSWORD);
    }

    /** A certificate that the engine under test has for something else. */
    private static String tls(String mode, String setting) throws IOException {
        String pem = Files.readString(ConfigProvider.getConfig().getValue(setting, Path.class));
        return "\"tls\": {\"mode\": \"%s\", \"certificate\": \"%s\"}".formatted(mode, pem.replace("\n", "\\n"));
    }

    private String addXen(String more) {
        return "/externalvmproviders/"
                + add(
                        "/externalvmproviders",
                        "{\"name\": \"%s\", \"type\": \"xen\", \"url\": \"xen+ssh://root@dom0/\", \"data_center\": {\"name\": \"%s\"}%s}"
                                .formatted(unique("xen"), dataCenter, more));
    }

    private static String addProvider(String in) {
        return add(
                "/externalvmproviders",
                "{\"name\": \"%s\", \"type\": \"vmware\", \"address\": \"vc\", \"username\": \"u\", \"password\": \"%s\", %s, \"tls\": {\"mode\": \"none\"}}"
                        .formatted(unique("vc"), SOURCE_PASSWORD, in));
    }

    private static String named(String name) {
        return "{\"name\": \"%s\"}".formatted(name);
    }

    private static ValidatableResponse change(String path, String ifMatch, String body) {
        return administrator()
                .contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(body)
                .put(API + path)
                .then();
    }

    private static ValidatableResponse remove(String path, String ifMatch) {
        return administrator().header("If-Match", ifMatch).delete(API + path).then();
    }
}
