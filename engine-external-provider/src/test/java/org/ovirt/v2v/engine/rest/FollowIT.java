package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.VerbName;

/** oVirt's {@code follow}, by which clients get at once what they would have to ask for one by one. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class FollowIT {
    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate estate;
    private String id;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-1", "web"));
        id = estate.converting("vm-1", unique("web"));
    }

    @AfterEach
    void clear() {
        leftovers.clear();
    }

    @Test
    void referencesBecomeWhatTheyReferTo() {
        get("/hosts/" + estate.hostId() + "?follow=cluster.data_center")
                .body("cluster.name", equalTo(estate.cluster()))
                .body("cluster.virt_service", equalTo("true"))
                .body("cluster.data_center.status", equalTo("up"));
        get("/hosts/" + estate.hostId()).body("cluster.virt_service", nullValue());
    }

    @Test
    void linksBecomeListsInEachElementOfAList() {
        succeed(id);
        String follow = "&follow=disk_attachments,nics,cluster";
        get("/vms?search=id=" + id + follow)
                .body("vm[0].disk_attachments.disk_attachment[0].disk.provisioned_size", equalTo("1"))
                .body("vm[0].nics", notNullValue())
                .body("vm[0].cluster.name", equalTo(estate.cluster()));
        administrator()
                .accept("application/xml")
                .get(API + "/vms?search=id=" + id + follow)
                .then()
                .statusCode(200)
                .body("vms.vm.disk_attachments.disk_attachment.disk.provisioned_size", equalTo("1"));
        String job = get("/imports/" + id).extract().path("job.id");
        get("/jobs/" + job + "?follow=steps").body("steps.step.size()", notNullValue());
    }

    /** A proxy host reads the OVFs of all machines there are for any of them. */
    @Test
    void anExportDomainIsReadOnceHoweverManyOfItsMachinesAreFollowed() {
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-2", "db"));
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-3", "mail"));
        succeed(id);
        succeed(estate.converting("vm-2", unique("db")));
        succeed(estate.converting("vm-3", unique("mail")));
        int before = agent.asked(VerbName.LIST_EXPORTED_VMS);

        get("/vms?search=cluster=" + estate.cluster() + "&follow=disk_attachments,nics")
                .body("vm.size()", equalTo(3))
                .body("vm.disk_attachments.disk_attachment.flatten().size()", equalTo(3));

        assertThat(agent.asked(VerbName.LIST_EXPORTED_VMS)).isEqualTo(before + 1);
    }

    @Test
    void whatCannotBeFollowedIsRefusedAndWhatIsNotThereYetIsLeftOut() {
        get("/hosts?follow=nics")
                .statusCode(400)
                .body("field", equalTo("follow"))
                .body("detail", containsString("There are cluster."));
        get("/vms/" + id + "?follow=clusters").statusCode(400).body("detail", containsString("Did you mean cluster?"));
        get("/events?max=50&follow=host,vm").statusCode(200);
        post("/importqueue/resume?follow=nothing", "").statusCode(400);
    }

    @Test
    void whatAProxyHostCannotTellIsExplained() {
        agent.fail(VerbName.LIST_EXPORTED_VMS, FailureCode.DOMAIN_NOT_ANSWERING);
        String domain =
                get("/storagedomains?search=name=" + estate.domain()).extract().path("storage_domain[0].id");
        get("/storagedomains/" + domain + "?follow=vms")
                .statusCode(400)
                .body("code", equalTo("DOMAIN_NOT_ANSWERING"))
                .body("detail", notNullValue());
        agent.heal(VerbName.LIST_EXPORTED_VMS);
        get("/storagedomains/" + domain + "?follow=vms").statusCode(200);
    }

    @Test
    void aHostTellsWhatItCanAndDoes() {
        String path = "/hosts/" + estate.hostId() + "/v2v";
        get(path)
                .statusCode(200)
                .body("able", equalTo("true"))
                .body("capabilities.version", equalTo("2.2.0"))
                .body("load.memory_available", equalTo("2147483648"))
                .body("load.most_conversions", equalTo("2"))
                .body("job.id", equalTo(List.of(id)))
                .body("problem.size()", equalTo(0));
        agent.goDown();
        get(path).statusCode(200).body("able", equalTo("false")).body("problem[0].code", equalTo("HOST_UNREACHABLE"));
        agent.comeUp();
    }

    @Test
    void whatEndedJobsHaveLeftOnAHostIsToldAndTriedAgain() {
        String path = "/hosts/" + estate.hostId() + "/v2v";
        UUID machine = UUID.randomUUID();
        agent.owe(new OwedRemoval(
                UUID.randomUUID(),
                machine,
                "db",
                UUID.randomUUID(),
                "/mnt/export",
                false,
                Instant.now(),
                Failure.of(FailureCode.DOMAIN_NOT_ANSWERING, "It does not answer for 20 s.")));

        get(path)
                .statusCode(200)
                .body("owed_removal.machine", equalTo(List.of(machine.toString())))
                .body("owed_removal[0].obstacle.code", equalTo("DOMAIN_NOT_ANSWERING"));
        post(path + "/retryremovals", "").statusCode(200).body("status", equalTo("complete"));
        get(path).body("owed_removal.size()", equalTo(0));
    }

    @Test
    void whatTheAgentOfAHostHasLoggedLatelyIsHandedOut() {
        String path = "/hosts/" + estate.hostId() + "/v2v/log";
        log(path + "?max=1").statusCode(200).body(equalTo("line 2\n"));
        log(path).statusCode(200).body(containsString("line 1\n"));
        log(path + "?max=0").statusCode(400).body("field", equalTo("max"));
        agent.goDown();
        log(path).statusCode(400).body("code", equalTo("HOST_UNREACHABLE"));
        agent.comeUp();
        agent.forgetOwnLog();
        log(path).statusCode(404).body("detail", containsString("log"));
    }

    @Test
    void anExportDomainIsCheckedAndHandsOutTheOvfOfAMachine() {
        UUID machine = UUID.randomUUID();
        agent.add(new ExportedVm(machine, "kept", 1024, 1, "debian", List.of()));
        String domain =
                get("/storagedomains?search=name=" + estate.domain()).extract().path("storage_domain[0].id");
        get("/storagedomains/" + domain + "/check")
                .statusCode(200)
                .body("complete", equalTo("true"))
                .body("defect[0].machine", equalTo(machine.toString()))
                .body("orphan[0].bytes", equalTo("1073741824"));
        String path = "/storagedomains/" + domain + "/vms/" + machine;
        get(path).statusCode(200).body("initialization", nullValue());
        agent.ovf("<Envelope>web & db</Envelope>");
        administrator()
                .header("All-Content", "true")
                .get(API + path)
                .then()
                .statusCode(200)
                .body("initialization.configuration.type", equalTo("ovf"))
                .body("initialization.configuration.data", equalTo("<Envelope>web & db</Envelope>"));
    }

    private static ValidatableResponse log(String path) {
        return administrator()
                .accept("text/plain, application/json")
                .get(API + path)
                .then();
    }

    @Test
    void anExportDomainIsDetachedAndAttachedAsOvirtsClientsDo() {
        String dataCenter = get("/datacenters?search=name=" + estate.dataCenter())
                .body("data_center[0].link.rel", equalTo(List.of("clusters", "networks", "storagedomains")))
                .extract()
                .path("data_center[0].id");
        String attached = "/datacenters/" + dataCenter + "/storagedomains";
        String domain = get(attached).extract().path("storage_domain[0].id");
        get("/datacenters/" + dataCenter + "/clusters").body("cluster[0].name", equalTo(estate.cluster()));
        get(attached + "/" + domain).body("status", equalTo("active"));

        delete(attached + "/" + domain).statusCode(409).body("detail", containsString("is in use by import"));
        post("/imports/" + id + "/cancel?force=true", "").statusCode(200);
        delete(attached + "/" + domain).statusCode(200).body("status", equalTo("complete"));

        get(attached + "/" + domain).statusCode(404);
        get("/storagedomains/" + domain).body("status", equalTo("unattached")).body("data_center", nullValue());
        get("/storagedomains?search=status=unattached and id=" + domain).body("storage_domain[0].id", equalTo(domain));
        estate.submit("vm-1", unique("web"))
                .statusCode(400)
                .body("field", equalTo("storage_domain"))
                .body("detail", containsString("is not attached to a data center"));
        delete(attached + "/" + domain).statusCode(404);

        post(attached, "{\"id\": \"%s\"}".formatted(domain))
                .statusCode(201)
                .body("status", equalTo("active"))
                .body("data_center.id", equalTo(dataCenter));
        post(attached, "{\"id\": \"%s\"}".formatted(domain)).statusCode(201);
        ImportEstate other = ImportEstate.register();
        String otherId =
                get("/datacenters?search=name=" + other.dataCenter()).extract().path("data_center[0].id");
        post("/datacenters/" + otherId + "/storagedomains", "{\"id\": \"%s\"}".formatted(domain))
                .statusCode(409)
                .body("detail", containsString("is attached to the data center " + estate.dataCenter()));
        get("/events?search=type=962 and storage_domain.id=" + domain)
                .body("event.size()", equalTo(1))
                .body("event[0].data_center.id", equalTo(dataCenter));
        estate.submit("vm-1", unique("web")).statusCode(202);
    }

    @Test
    void aDomainIsAddedThroughAHostAndAttachedLater() {
        String host = get("/hosts/" + estate.hostId()).extract().path("name");
        String domain = post(
                        "/storagedomains",
                        """
                        {"name": "%s", "type": "export", "host": {"name": "%s"},
                         "storage": {"type": "localfs", "path": "/exports/%s"}}
                        """
                                .formatted(unique("later"), host, unique("later")))
                .statusCode(201)
                .body("status", equalTo("unattached"))
                .extract()
                .path("id");
        String dataCenter =
                get("/datacenters?search=name=" + estate.dataCenter()).extract().path("data_center[0].id");
        post("/datacenters/" + dataCenter + "/storagedomains", "{\"id\": \"%s\"}".formatted(domain))
                .statusCode(201)
                .body("status", equalTo("active"));
    }

    @Test
    void whatClientsSayOfWaitingAndFilteringIsUnderstood() {
        String path = API + "/imports/" + id + "/cancel?async=true";
        administrator()
                .header("Filter", "true")
                .header("Expect", "202-accepted")
                .body("<action><async>true</async></action>")
                .contentType("application/xml")
                .post(path)
                .then()
                .statusCode(200);
        administrator().header("filter", "True").get(API + "/vms").then().statusCode(200); // as Ansible writes it
        administrator().header("Filter", "perhaps").get(API + "/vms").then().statusCode(400);
        administrator().header("Expect", "nothing").get(API + "/vms").then().statusCode(400);
        administrator().post(path.replace("async=true", "async=maybe")).then().statusCode(400);
        get("/vms?async=true").statusCode(400).body("field", equalTo("async"));
    }

    /** The machine lies in the export domain, with one disk. */
    private void succeed(String machine) {
        agent.add(new ExportedVm(
                UUID.fromString(machine),
                "web",
                1024,
                1,
                "debian",
                List.of(new ExportedVm.Disk(UUID.randomUUID(), UUID.randomUUID(), 1L, "raw"))));
        agent.report(UUID.fromString(machine), JobStatus.DONE, Phase.FINISHED, 100, null);
        ImportEstate.awaitStatus(machine, "succeeded");
    }
}
