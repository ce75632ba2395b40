package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.host.TestingHostGateway.SOURCE_PASSWORD;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;

/** What administrators do leaves events with oVirt's numbers. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class AdministrationIT {
    private final String dataCenter = unique("dc");
    private final String cluster = unique("cluster");
    private final String host = unique("able");

    @Test
    void everyChangeOfADataCenterAndAClusterIsRecorded() {
        String dataCenterId = add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        String clusterId = addCluster();
        put("/datacenters/" + dataCenterId, "{\"description\": \"x\"}").statusCode(200);
        put("/clusters/" + clusterId, "{\"description\": \"x\"}").statusCode(200);
        delete("/datacenters/" + dataCenterId).statusCode(409);
        delete("/clusters/" + clusterId).statusCode(200);
        delete("/datacenters/" + dataCenterId).statusCode(200);

        events("data_center.name=" + dataCenter)
                .body("event.code", contains("954", "955", "952", "950"))
                .body("event.user.name", everyItem(equalTo(USER)))
                .body("event[0].description", equalTo("Data Center " + dataCenter + " was removed by " + USER))
                .body("event[1].severity", equalTo("error"))
                .body("event[0].data_center.id", equalTo(dataCenterId));
        events("cluster.name=" + cluster).body("event.code", contains("813", "811", "809"));
    }

    @Test
    void everyChangeOfAHostIsRecorded() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        addCluster();
        String hostId = add("/hosts", host(host));
        put("/hosts/" + hostId, "{\"name\": \"%s\"}".formatted("")).statusCode(400);
        delete("/hosts/" + hostId).statusCode(200);
        events("host.name=" + host).body("event.code", contains("44", "105", "42"));

        String bare = unique("bare");
        post("/hosts", host(bare)).statusCode(400);
        events("host.name=" + bare)
                .body("event.code", contains("104"))
                .body(
                        "event[0].description",
                        startsWith("Failed to add Host %s (User: %s): The host %s has no virt-v2v"
                                .formatted(bare, USER, bare)));
    }

    @Test
    void everyChangeOfAnExportDomainIsRecorded() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        addCluster();
        add("/hosts", host(host));
        String domain = unique("export");
        String id = add("/storagedomains", domain(domain, "/exports/" + domain));
        delete("/storagedomains/" + id).statusCode(200);
        events("storage_domain.name=" + domain).body("event.code", contains("960", "956"));

        String broken = unique("export");
        post("/storagedomains", domain(broken, "/exports/full-of-files")).statusCode(400);
        events("storage_domain.name=" + broken).body("event.code", contains("957"));
    }

    @Test
    void everyChangeOfAProviderIsRecorded() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        addCluster();
        add("/hosts", host(host));
        String name = unique("vc");
        String id = add("/externalvmproviders", provider(name, SOURCE_PASSWORD));
        post("/externalvmproviders", provider(name, SOURCE_PASSWORD)).statusCode(409);
        put("/externalvmproviders/" + id, "{\"password\": \"wrong\"}").statusCode(200);
        put("/externalvmproviders/" + id, "{\"type\": \"xen\"}").statusCode(400);
        get("/externalvmproviders/" + id + "/virtualmachines").statusCode(400);
        get("/externalvmproviders/" + id + "/virtualmachines").statusCode(400);
        delete("/externalvmproviders/" + id).statusCode(200);
        events("provider.name=" + name).body("event.code", contains("209", "202", "208", "207", "206", "205"));
    }

    @Test
    void runningMachinesAreMentionedOnceAndNotAtEachLook() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        addCluster();
        add("/hosts", host(host));
        String name = unique("vc");
        String id = add("/externalvmproviders", provider(name, SOURCE_PASSWORD));
        get("/externalvmproviders/" + id + "/virtualmachines").statusCode(200);
        get("/externalvmproviders/" + id + "/virtualmachines?max=1").statusCode(200);
        events("type=10013 and provider.name=" + name)
                .body("event", hasSize(1))
                .body("event[0].description", containsString("machine-1, "))
                .body("event[0].description", containsString(" and 1480 more."));
    }

    @Test
    void aHostileNameForgesNoLineAndFitsIntoItsColumn() {
        String start = unique("evil");
        String name = start + "\\n2026-01-01 INFO forged" + "x".repeat(10_000);
        post("/datacenters", "{\"name\": \"%s\"}".formatted(name)).statusCode(400);
        events("type=951")
                .body("event[0].description", containsString(start + " 2026-01-01 INFO forged"))
                .body("event[0].description", not(containsString("\n")));
    }

    @Test
    void aLogInThatFailsIsRecordedWithoutWhatWasTyped() {
        anonymous()
                .auth()
                .preemptive()
                .basic("s3cret-typed-as-name", "x")
                .get(EngineRequests.API)
                .then()
                .statusCode(401);
        events("type=114")
                .body("event[0].description", containsString("connecting from '127.0.0.1' failed to log in."))
                .body("event.description", everyItem(not(containsString("s3cret-typed-as-name"))));
    }

    private static ValidatableResponse events(String search) {
        return administrator()
                .queryParam("search", search)
                .get(EngineRequests.API + "/events")
                .then()
                .statusCode(200);
    }

    private String addCluster() {
        return add(
                "/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(cluster, dataCenter));
    }

    private String host(String name) {
        return "{\"name\": \"%1$s\", \"address\": \"%1$s\", \"cluster\": {\"name\": \"%2$s\"}}"
                .formatted(name, cluster);
    }

    private String domain(String name, String path) {
        return "{\"name\": \"%s\", \"type\": \"export\", \"data_center\": {\"name\": \"%s\"}, \"storage\": {\"type\": \"localfs\","
                        .formatted(name, dataCenter)
                + "\"path\": \"%s\"}}".formatted(path);
    }

    private String provider(String name, String password) {
        return "{\"name\": \"%s\", \"type\": \"vmware\", \"address\": \"vc\", \"username\": \"u\", \"password\": \"%s\","
                        .formatted(name, password)
                + " \"data_center\": {\"name\": \"%s\"}}".formatted(dataCenter);
    }
}
