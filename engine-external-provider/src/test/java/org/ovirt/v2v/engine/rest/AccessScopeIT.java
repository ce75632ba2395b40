package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.testbed.EventStream;

/** What users see and do who have a role in one data center only. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class AccessScopeIT {
    private static final String PASSWORD = "some-Passw0rd";

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate here;
    private ImportEstate there;
    private String importHere;
    private String importThere;
    private String operator;

    @BeforeEach
    void register() {
        leftovers.clear();
        agent.add(TestingMachine.of("vm-1", "web"));
        agent.add(TestingMachine.of("vm-2", "mail"));
        here = ImportEstate.register();
        there = ImportEstate.register();
        importHere = here.converting("vm-1", unique("web"));
        importThere = there.converting("vm-1", unique("web"));
        operator = addUser("ImportOperator", here);
    }

    @Test
    void listsHaveOnlyWhatBelongsToTheDataCenter() {
        Map<String, String> lists = Map.of(
                "/datacenters",
                "data_center.name",
                "/clusters",
                "cluster.data_center.name",
                "/hosts",
                "host.id",
                "/storagedomains",
                "storage_domain.data_center.name",
                "/externalvmproviders",
                "external_vm_provider.id",
                IMPORTS,
                "import.id");
        lists.forEach((path, member) -> {
            List<String> own = as(operator).get(path).statusCode(200).extract().path(member);
            assertThat(own).as(path).hasSize(1);
            List<String> all = get(path).extract().path(member);
            assertThat(all).as(path).hasSizeGreaterThan(1).containsAll(own);
        });
        as(operator)
                .get(IMPORTS)
                .body("import.id", equalTo(List.of(importHere)))
                .body("total", equalTo("1"));
        as(operator).get("/vms").body("vm.id", equalTo(List.of(importHere)));
        as(operator).get("/jobs").body("job.id", equalTo(List.of(jobOf(importHere))));
        as(operator).get("/events?search=type=1165").body("event.vm.id", equalTo(List.of(importHere)));
        as(operator).get("/events?max=1000").body("event.vm.id", not(hasItem(importThere)));
    }

    /** As Ansible's module for storage domains asks, unless it is told the data center. */
    @Test
    void aDataCenterIsFoundByAnExportDomainThatIsAttachedToIt() {
        for (String key : List.of("storage", "storage.name")) {
            String search = "/datacenters?search=" + key + "=\"%s\"";
            get(search.formatted(here.domain())).body("data_center.name", equalTo(List.of(here.dataCenter())));
            as(operator)
                    .get(search.formatted(here.domain()))
                    .statusCode(200)
                    .body("data_center.name", equalTo(List.of(here.dataCenter())));
            as(operator).get(search.formatted(there.domain())).body("data_center", hasSize(0));
        }
        String second = unique("export");
        post(
                        "/storagedomains",
                        """
                        {"name": "%s", "type": "export", "data_center": {"name": "%s"}, "host": {"id": "%s"},
                         "storage": {"type": "localfs", "path": "/exports/%s"}}
                        """
                                .formatted(second, here.dataCenter(), here.hostId(), second))
                .statusCode(201);
        String both = "/datacenters?search=storage=%s or storage=%s".formatted(here.domain(), second);
        get(both).body("data_center.name", equalTo(List.of(here.dataCenter())));
        get(both + " page 2&max=1").body("data_center", hasSize(0));
        get("/datacenters?search=name=" + here.dataCenter()).body("data_center", hasSize(1));
    }

    @Test
    void whatBelongsElsewhereIsAsIfItWereNotThere() {
        String event = get("/events?search=type=1165 and vm.id=" + importThere)
                .extract()
                .path("event[0].id");
        for (String path : List.of(
                "/hosts/" + there.hostId(),
                "/vms/" + importThere,
                "/vms/" + importThere + "/diskattachments",
                "/externalvmproviders/" + there.providerId(),
                "/externalvmproviders/" + there.providerId() + "/virtualmachines",
                IMPORTS + "/" + importThere,
                IMPORTS + "/" + importThere + "/attempts",
                "/jobs/" + jobOf(importThere),
                "/jobs/" + jobOf(importThere) + "/steps",
                "/events/" + event,
                EventStream.ofImport(importThere))) {
            get(path.replaceFirst("/stream$", "")).statusCode(200);
            as(operator).get(path).statusCode(404);
        }
        for (String action : List.of("cancel", "pause", "resume", "retry")) {
            as(operator).post(IMPORTS + "/" + importThere + "/" + action, "{}").statusCode(404);
        }
        as(operator)
                .post(there.machinePath("vm-2"), "{%s}".formatted(there.target()))
                .statusCode(404);
        get(IMPORTS + "/" + importThere).body("status", equalTo("converting"));
    }

    @Test
    void anOperatorImportsIntoTheOwnDataCenterAndNoOther() {
        for (String query : List.of("", "?wait=false", "?dry_run=true")) {
            as(operator)
                    .post(
                            here.machinePath("vm-2") + query,
                            "{\"name\": \"%s\", %s}".formatted(unique("mail"), there.target()))
                    .statusCode(400)
                    .body("field", equalTo("cluster"))
                    .body("detail", containsString("There is no cluster with the name " + there.cluster()));
        }
        as(operator)
                .post(
                        here.batchPath(),
                        "{\"imports\": [{\"virtual_machine\": {\"id\": \"vm-2\"}}], %s}".formatted(there.target()))
                .statusCode(202)
                .body("import[0].status", equalTo("failed"))
                .body("import[0].failure.field", equalTo("cluster"));
        String id = as(operator)
                .post(here.machinePath("vm-2"), "{\"name\": \"%s\", %s}".formatted(unique("mail"), here.target()))
                .statusCode(202)
                .extract()
                .path("id");
        as(operator).post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(200);
        as(operator).post("/importqueue/pause", "{}").statusCode(403);
        as(operator)
                .post(
                        "/externalvmimports",
                        """
                        {"name": "web", "provider": "vmware", "url": "vpx://user@vcenter.example/dc/cluster/esx?no_verify=1",
                         "username": "user", "password": "s0urce-Secret", %s}
                        """
                                .formatted(there.target()))
                .statusCode(400)
                .body("field", equalTo("cluster"));
    }

    @Test
    void whoOnlyReadsHereImportsNothingHere() {
        String user = addUser("ReadOnlyAdmin", here);
        permit(user, "ImportOperator", there);
        as(user).post(here.machinePath("vm-2"), "{\"name\": \"%s\", %s}".formatted(unique("mail"), here.target()))
                .statusCode(403)
                .body("detail", containsString("(import) there"));
        as(user).post(IMPORTS + "/" + importHere + "/cancel", "{}").statusCode(403);
        as(user).get(IMPORTS).body("import.id", hasSize(2));
        as(user).post(IMPORTS + "/" + importThere + "/cancel", "{}").statusCode(200);
    }

    /** The provider's password would go to a proxy host of the other data center, and the machine with it. */
    @Test
    void whoOnlyReadsHereImportsNothingFromHereIntoWhereOthersMay() {
        String user = addUser("ReadOnlyAdmin", here);
        permit(user, "ImportOperator", there);
        String provider = "/externalvmproviders/" + here.providerId();
        as(user).get(provider + "/virtualmachines").statusCode(200);
        for (String query : List.of("", "?wait=false", "?dry_run=true")) {
            as(user).post(
                            here.machinePath("vm-2") + query,
                            "{\"name\": \"%s\", %s}".formatted(unique("mail"), there.target()))
                    .statusCode(403)
                    .body("detail", containsString("(import) there"));
            as(user).post(
                            here.batchPath() + query,
                            "{\"imports\": [{\"virtual_machine\": {\"id\": \"vm-2\"}}], %s}".formatted(there.target()))
                    .statusCode(403);
        }
        as(user).post(provider + "/testconnectivity", "{}").statusCode(403);
        permit(user, "ImportOperator", here);
        as(user).post(
                        here.machinePath("vm-2") + "?dry_run=true",
                        "{\"name\": \"%s\", %s}".formatted(unique("mail"), there.target()))
                .statusCode(200);
    }

    @Test
    void anImportIsTriedAgainByWhoMayImportFromItsProviderToo() {
        String between = post(
                        here.machinePath("vm-2"), "{\"name\": \"%s\", %s}".formatted(unique("mail"), there.target()))
                .statusCode(202)
                .extract()
                .path("id");
        post(IMPORTS + "/" + between + "/cancel", "{}").statusCode(200);
        ImportEstate.awaitStatus(between, "cancelled");
        String user = addUser("ImportOperator", there);
        String retry = IMPORTS + "/" + between + "/retry";
        as(user).get(IMPORTS + "/" + between).statusCode(200);
        as(user).post(retry, "{}").statusCode(403).body("detail", containsString("(import) there"));
        as(user).post(retry, "{\"host\": {\"id\": \"%s\"}}".formatted(there.hostId()))
                .statusCode(403);
        permit(user, "ImportOperator", here);
        as(user).post(retry, "{}").statusCode(202);
    }

    /** Otherwise one could find out what there is elsewhere. */
    @Test
    void whatBelongsElsewhereIsRefusedInTheWordsOfWhatIsNotThere() {
        String none = unique("none");
        String noId = UUID.randomUUID().toString();
        assertThat(refusal(there.cluster(), here.domain(), here.hostId()))
                .isEqualTo(refusal(none, here.domain(), here.hostId()).replace(none, there.cluster()));
        assertThat(refusal(here.cluster(), there.domain(), here.hostId()))
                .isEqualTo(refusal(here.cluster(), none, here.hostId()).replace(none, there.domain()));
        assertThat(refusal(here.cluster(), here.domain(), there.hostId()))
                .isEqualTo(refusal(here.cluster(), here.domain(), noId).replace(noId, there.hostId()));
    }

    private String refusal(String cluster, String domain, String hostId) {
        return as(operator)
                .post(
                        here.machinePath("vm-2"),
                        "{\"cluster\": {\"name\": \"%s\"}, \"storage_domain\": {\"name\": \"%s\"}, \"host\": {\"id\": \"%s\"}}"
                                .formatted(cluster, domain, hostId))
                .statusCode(400)
                .extract()
                .path("detail");
    }

    @Test
    void ofAHostOfAnotherDataCenterTheSupportBundleSaysNothing() {
        post(IMPORTS + "/" + importThere + "/cancel", "{}").statusCode(200);
        ImportEstate.awaitStatus(importThere, "cancelled");
        post(
                        IMPORTS + "/" + importThere + "/retry",
                        "{%s, \"host\": {\"id\": \"%s\"}}".formatted(here.target(), here.hostId()))
                .statusCode(202);
        ImportEstate.awaitStatus(importThere, "converting");

        Map<String, String> files = Unzipped.of(as(operator)
                .get(IMPORTS + "/" + importThere + "/supportbundle")
                .statusCode(200)
                .extract()
                .asByteArray());

        assertThat(files)
                .doesNotContainKey("attempt-1/host.json")
                .containsKeys("attempt-1/stderr.log", "attempt-2/host.json");
        assertThat(files.get("attempt-1/agent.log"))
                .isEqualTo("The host belongs to a data center that you may not see.\n");
        assertThat(files.get("attempt-2/agent.log")).contains("line 1");
    }

    private static String jobOf(String id) {
        return get(IMPORTS + "/" + id).extract().path("job.id");
    }

    private static String addUser(String role, ImportEstate estate) {
        String name = unique("user") + "@internal";
        post("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .statusCode(201);
        permit(name, role, estate);
        return name;
    }

    private static void permit(String user, String role, ImportEstate estate) {
        post(
                        "/permissions",
                        "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"%s\"}, \"data_center\": {\"name\": \"%s\"}}"
                                .formatted(user, role, estate.dataCenter()))
                .statusCode(201);
    }

    private static Client as(String name) {
        return new Client(name);
    }

    /** Somebody who is signed in. */
    private record Client(String name) {
        private RequestSpecification request() {
            return anonymous()
                    .accept("application/json, */*;q=0.1")
                    .auth()
                    .preemptive()
                    .basic(name, PASSWORD)
                    .contentType("application/json");
        }

        ValidatableResponse get(String path) {
            return request().get(API + path).then();
        }

        ValidatableResponse post(String path, String body) {
            return request().body(body).post(API + path).then();
        }
    }
}
