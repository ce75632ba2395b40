package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;

/** The networks that clients choose from, as oVirt's clients see them. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class NetworkIT {
    private final String dataCenterName = unique("dc");
    private final String dataCenter = add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenterName));

    @Test
    void aDataCenterHasTheManagementNetworkAndItsProfileFromTheBeginning() {
        String id = get("/datacenters/" + dataCenter + "/networks")
                .body("network.name", equalTo(List.of("ovirtmgmt")))
                .body("network[0].status", equalTo("operational"))
                .extract()
                .path("network[0].id");
        String profile = get("/networks/" + id + "/vnicprofiles")
                .body("vnic_profile", hasSize(1))
                .body("vnic_profile[0].name", equalTo("ovirtmgmt"))
                .extract()
                .path("vnic_profile[0].id");
        get("/vnicprofiles/" + profile + "?follow=network.data_center")
                .body("network.data_center.name", equalTo(dataCenterName));
        get("/vnicprofiles").body("vnic_profile.id.flatten()", hasItem(profile));
    }

    @Test
    void networksAreAddedChangedAndRemoved() {
        String name = unique("backup");
        String body = "{\"name\": \"%s\", \"data_center\": {\"id\": \"%s\"}}".formatted(name, dataCenter);
        String id = add("/networks", body);
        post("/networks", body).statusCode(409);
        String other = add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("dc")));
        add("/networks", body.replace(dataCenter, other));

        get("/networks?search=name=" + name + " and datacenter.name=" + dataCenterName)
                .body("network.id", equalTo(List.of(id)));
        put("/networks/" + id, "{\"description\": \"Nightly\"}")
                .statusCode(200)
                .body("description", equalTo("Nightly"))
                .body("name", equalTo(name));
        put("/networks/" + id, "{\"name\": \"ovirtmgmt\"}").statusCode(409);
        put("/networks/" + id, "{\"data_center\": {\"id\": \"%s\"}}".formatted(other))
                .statusCode(400)
                .body("field", equalTo("data_center"));
        delete("/networks/" + id).statusCode(200);
        get("/networks/" + id).statusCode(404);
        get("/events?search=type=943 and datacenter.name=" + dataCenterName)
                .body("event[0].description", containsString("Failed to add Network " + name));
        get("/events?search=type=944 and datacenter.name=" + dataCenterName).body("event", hasSize(1));
        delete("/datacenters/" + dataCenter).statusCode(200);
    }
}
