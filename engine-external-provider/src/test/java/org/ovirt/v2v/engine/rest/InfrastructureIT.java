package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class InfrastructureIT {
    private final String dataCenter = unique("dc");
    private final String cluster = unique("cluster");
    private String dataCenterId;
    private String clusterId;

    @BeforeEach
    void addCluster() {
        dataCenterId = add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        clusterId = add(
                "/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(cluster, dataCenter));
    }

    @Test
    void dataCentersAreAddedChangedAndRemoved() {
        String id = add("/datacenters", "{\"name\": \"%s\", \"description\": \"x\"}".formatted(unique("dc")));
        put("/datacenters/" + id, "{\"description\": \"Zürich\"}")
                .statusCode(200)
                .body("description", equalTo("Zürich"))
                .body("href", equalTo("/ovirt-engine/api/datacenters/" + id));
        get("/datacenters").body("data_center.id", hasItem(id));
        delete("/datacenters/" + id).statusCode(200);
        get("/datacenters/" + id).statusCode(404).body("detail", containsString(id));
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        post("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter))
                .statusCode(409)
                .body("detail", containsString(dataCenter));
    }

    @Test
    void whatIsInUseIsNotRemovedAndTheUserIsTold() {
        delete("/datacenters/" + dataCenterId).statusCode(409).body("detail", containsString("cluster " + cluster));
        addHost("able");
        delete("/clusters/" + clusterId).statusCode(409).body("detail", containsString("proxy host"));
    }

    @Test
    void missingFieldsAreNamedAsOvirtNamesThem() {
        post("/clusters", "{}")
                .statusCode(400)
                .body("reason", equalTo("Incomplete parameters"))
                .body("detail", equalTo("Cluster [name, data_center.id|name] required for add"));
    }

    @Test
    void badJsonIsExplainedWithItsPlace() {
        post("/datacenters", "{\"name\": ").statusCode(400).body("detail", containsString("line 1"));
        post("/datacenters", "{\"name\": [\"a\"]}").statusCode(400).body("field", equalTo("name"));
        post("/hosts", "{\"name\": \"a\", \"port\": \"x\"}").statusCode(400).body("field", equalTo("port"));
        post("/datacenters", "[]").statusCode(400);
        post("/datacenters", "{\"name\": \"a\\nb\"}").statusCode(400).body("field", equalTo("name"));
    }

    @Test
    void aHostTellsWhatItCanDo() {
        String id = addHost("able");
        get("/hosts/" + id)
                .body("status", equalTo("up"))
                .body("port", equalTo("24325"))
                .body("v2v.version", equalTo("2.2.0"))
                .body("cluster.name", equalTo(cluster));
    }

    @Test
    void aHostWithoutVirtV2vIsRefusedWithTheCommandThatInstallsIt() {
        post("/hosts", host(unique("bare")))
                .statusCode(400)
                .body("code", equalTo("TOOL_MISSING"))
                .body("remedy", containsString("install virt-v2v"));
    }

    @Test
    void aHostThatDoesNotAnswerIsRefused() {
        post("/hosts", host(unique("dead")))
                .statusCode(400)
                .body("code", equalTo("HOST_UNREACHABLE"))
                .body("remedy", notNullValue());
    }

    @Test
    void anExportDomainIsCreatedInAnEmptyFolderAndTellsItsFreeSpace() {
        addHost("able");
        String path = "/exports/" + unique("x");
        String id = add("/storagedomains", domain(path));
        get("/storagedomains/" + id)
                .body("status", equalTo("active"))
                .body("available", equalTo("60"))
                .body("storage.path", equalTo(path));
        post("/storagedomains", domain(path)).statusCode(409).body("detail", containsString("registered already"));
        delete("/storagedomains/" + id).statusCode(200);
    }

    @Test
    void anExportDomainIsRemovedAsOvirtsClientsDoItUnlessItsFilesWereToGoToo() {
        addHost("able");
        String domain = "/storagedomains/" + add("/storagedomains", domain("/exports/" + unique("x")));
        delete(domain + "?format=true")
                .statusCode(400)
                .body("field", equalTo("format"))
                .body("detail", containsString("never removed here"));
        delete(domain + "?destroy=perhaps").statusCode(400).body("field", equalTo("destroy"));
        get(domain).statusCode(200);
        delete(domain + "?destroy=true&format=false&host=able").statusCode(200);
        get(domain).statusCode(404);
    }

    @Test
    void whatCannotBeChangedOfAnExportDomainIsRefusedAndSayingItAgainIsNoChange() {
        addHost("able");
        String path = "/exports/" + unique("x");
        String domain = "/storagedomains/" + add("/storagedomains", domain(path));
        String other = unique("dc");
        add("/datacenters", "{\"name\": \"%s\"}".formatted(other));
        put(domain, "{\"type\": \"data\"}").statusCode(400).body("field", equalTo("type"));
        put(domain, "{\"data_center\": {\"name\": \"%s\"}}".formatted(other))
                .statusCode(400)
                .body("field", equalTo("data_center"));
        put(domain, "{\"storage\": {\"path\": \"/exports/elsewhere\"}}")
                .statusCode(400)
                .body("field", equalTo("storage.path"))
                .body("detail", containsString("remove it"));
        put(domain, "{\"type\": \"export\", \"storage\": {\"type\": \"localfs\", \"path\": \"%s\"}}".formatted(path))
                .statusCode(200)
                .body("storage.path", equalTo(path));
        delete(domain).statusCode(200);
    }

    @Test
    void textsThatNothingCanKeepAreRefusedByNameInBothFormats() {
        post("/datacenters", "{\"name\": \"a\\u0000b\"}")
                .statusCode(400)
                .body("field", equalTo("name"))
                .body("detail", containsString("U+0000"));
        post("/datacenters", "{\"name\": \"a\", \"description\": \"\\ud800\"}")
                .statusCode(400)
                .body("field", equalTo("description"))
                .body("detail", containsString("U+D800"));
        post("/clusters", "{\"name\": \"a\", \"data_center\": {\"name\": \"\\ufffe\"}}")
                .statusCode(400)
                .body("detail", containsString("U+FFFE"));
    }

    @Test
    void aFolderWithOtherThingsInItIsRefusedForWhatItIs() {
        addHost("able");
        post("/storagedomains", domain("/exports/full-of-files"))
                .statusCode(400)
                .body("code", equalTo("DOMAIN_INVALID"))
                .body(
                        "detail",
                        containsString("holds no export domain. No domain was made there either:"
                                + " /exports/full-of-files is not empty."));
        post("/storagedomains", domain("/exports/../etc")).statusCode(400).body("field", equalTo("storage.path"));
    }

    private String addHost(String kind) {
        return add("/hosts", host(unique(kind)));
    }

    private String host(String name) {
        return "{\"name\": \"%1$s\", \"address\": \"%1$s\", \"cluster\": {\"id\": \"%2$s\"}}"
                .formatted(name, clusterId);
    }

    private String domain(String path) {
        return "{\"name\": \"%s\", \"type\": \"export\", \"data_center\": {\"id\": \"%s\"}, \"storage\": {\"type\": \"localfs\","
                        .formatted(unique("export"), dataCenterId)
                + "\"path\": \"%s\"}}".formatted(path);
    }
}
