package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.GuardedProfile;

/** A provider is another machine, not the proxy host itself, unless an administrator says so: here for 127.0.0.2 only. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class SourcePlacesIT {
    private String dataCenter;

    @BeforeEach
    void prepare() {
        dataCenter = unique("dc");
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
    }

    @Test
    void aVCenterOnTheProxyHostOrItsLinkIsRefusedWithWhatAllowsIt() {
        for (String address : List.of("127.0.0.1", "[::1]:443", "169.254.169.254", "localhost", "::ffff:127.0.0.1")) {
            vcenter(address)
                    .statusCode(400)
                    .body("field", equalTo("address"))
                    .body(
                            "detail",
                            allOf(
                                    containsString("v2v.providers.local-addresses"),
                                    containsString("agent.sources.local-addresses")));
        }
        // 127.0.0.1 too, but written so that it can be no host of a URI
        vcenter("0x7f.1")
                .statusCode(400)
                .body("field", equalTo("address"))
                .body("detail", containsString("IP address"));
        String id = vcenter("127.0.0.2").statusCode(201).extract().path("id");
        put("/externalvmproviders/" + id, "{\"address\": \"127.0.0.1\", \"password\": \"p\"}")
                .statusCode(400)
                .body("field", equalTo("address"));
        vcenter("192.0.2.10").statusCode(201);
    }

    @Test
    void neitherIsAXenHostThere() {
        post(
                        "/externalvmproviders",
                        ("{\"name\": \"%s\", \"type\": \"xen\", \"url\": \"xen+ssh://root@localhost/\","
                                        + " \"data_center\": {\"name\": \"%s\"}}")
                                .formatted(unique("xen"), dataCenter))
                .statusCode(400)
                .body("field", equalTo("url"));
    }

    @Test
    void norIsOneThatAnImportNamesItself() {
        String cluster = unique("cluster");
        add("/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(cluster, dataCenter));
        administrator()
                .contentType("application/json")
                .body(
                        ("{\"provider\": \"vmware\", \"url\": \"vpx://u@127.0.0.1/DC/cl/esx?no_verify=1\", \"name\": \"web\","
                                        + " \"username\": \"u\", \"password\": \"p\", \"cluster\": {\"name\": \"%s\"},"
                                        + " \"storage_domain\": {\"name\": \"export\"}}")
                                .formatted(cluster))
                .post(API + "/externalvmimports")
                .then()
                .statusCode(400)
                .body("detail", containsString("127.0.0.1"));
    }

    @Test
    void norIsACertificateFetchedFromThere() {
        post(
                        "/externalvmproviders/fetchcertificate",
                        "{\"address\": \"127.0.0.1\", \"data_center\": {\"name\": \"%s\"}}".formatted(dataCenter))
                .statusCode(400)
                .body("field", equalTo("address"));
    }

    @Test
    void norAreHostKeys() {
        post(
                        "/externalvmproviders/fetchhostkeys",
                        "{\"url\": \"xen+ssh://root@127.0.0.1/\", \"data_center\": {\"name\": \"%s\"}}"
                                .formatted(dataCenter))
                .statusCode(400)
                .body("field", equalTo("url"));
    }

    private ValidatableResponse vcenter(String address) {
        return post(
                "/externalvmproviders",
                ("{\"name\": \"%s\", \"type\": \"vmware\", \"address\": \"%s\", \"username\": \"u\", \"password\": \"p\","
                                + " \"tls\": {\"mode\": \"none\"}, \"data_center\": {\"name\": \"%s\"}}")
                        .formatted(unique("vc"), address, dataCenter));
    }
}
