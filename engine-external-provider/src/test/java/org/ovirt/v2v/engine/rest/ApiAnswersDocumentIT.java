package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.TestingPki;

/**
 * The examples in the description of the API are sent to an engine, one after the other, and what it answers is what the description
 * shows.
 */
@QuarkusTest
@TestProfile(ApiAnswersDocumentIT.Empty.class)
class ApiAnswersDocumentIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ANSWERS =
            "engine-external-provider/src/main/resources/org/ovirt/v2v/engine/rest/answers.json";

    /** Streams, which no example can show, and an archive. */
    private static final Set<String> WITHOUT_DOCUMENT =
            Set.of("followEvents", "followImport", "followImports", "getSupportBundle");

    private static final Map<String, String> FORMS = Map.of(
            "signIn", "grant_type=password&username=anna%40internal&password=another-Passw0rd&scope=ovirt-app-api",
            "showTokenInfo", "token={token}",
            "signOut", "token={token}");

    private final RecordedAnswers answers = new RecordedAnswers();
    private final Map<String, Map<String, Object>> examples = ApiExamples.bodies();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final List<String> refused = new ArrayList<>();
    private Map<String, Route> routes;

    @Inject
    TestingAgent agent;

    /** An engine that no other test has used: its lists have what the examples have made. */
    public static final class Empty implements QuarkusTestProfile {
        private final ImportProfile profile = new ImportProfile();

        @Override
        public Map<String, String> getConfigOverrides() {
            return profile.getConfigOverrides();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EngineEnvironment.class, Map.of(), true));
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return profile.getEnabledAlternatives();
        }
    }

    private record Route(Method method, String path) {}

    @Test
    void theDescriptionShowsWhatTheEngineAnswersToItsExamples() throws IOException {
        routes = routes();
        agent.reset();
        try (TestingPki pki = TestingPki.create()) {
            agent.certificate(java.nio.file.Files.readString(pki.authority()));
            infrastructure();
        }
        anImport();
        manyImports();
        importOfOvirtsClients();
        jobsOfOthers();
        users();
        tokens();
        changes();
        removals();

        assertThat(refused).isEmpty();
        Set<String> left = new HashSet<>(routes.keySet());
        left.removeAll(called);
        assertThat(left).as("operations that are not shown").containsExactlyInAnyOrderElementsOf(WITHOUT_DOCUMENT);
        GeneratedFile.mustBe(ANSWERS, answers.document());
    }

    private void infrastructure() {
        keep("dc", call("addDataCenter"));
        keep("cluster", call("addCluster"));
        keep("network", call("addNetwork"));
        keep("host", call("addHost"));
        keep("domain", call("addStorageDomain"));
        answers.name(
                ids.get("domain"), (String) examples.get("attachStorageDomain").get("id"));
        call("detachStorageDomain", "dc", "domain");
        call("attachStorageDomain", "dc");
        call("fetchCertificate");
        call("fetchHostKeys");
        keep("provider", call("addProvider"));
        call("fetchProviderCertificate", "provider");
        fetchHostKeysOfProvider();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-101", "web"));
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-102", "db"));
        call("testConnectivity", "provider");
        ids.put("machine", "vm-101");
        call("listMachines", "provider");
        call("getMachine", "provider", "machine");
        for (String list : List.of("getApi", "listDataCenters", "listClusters", "listNetworks", "listHosts")) {
            call(list);
        }
        call("listProviders");
        call("listStorageDomains");
        call("getDataCenter", "dc");
        call("getCluster", "cluster");
        call("getNetwork", "network");
        call("getHost", "host");
        call("getProvider", "provider");
        call("getStorageDomain", "domain");
        call("listClustersOfDataCenter", "dc");
        call("listNetworksOfDataCenter", "dc");
        call("listAttachedStorageDomains", "dc");
        call("getAttachedStorageDomain", "dc", "domain");
        Response profiles = call("listVnicProfilesOfNetwork", "network");
        ids.put("profile", profiles.path("vnic_profile[0].id"));
        call("listVnicProfiles");
        call("getVnicProfile", "profile");
    }

    private void anImport() {
        keep("import", call("importMachine", "provider", "machine"));
        awaitStatus("import", "converting");
        UUID job = UUID.fromString(ids.get("import"));
        agent.log(job, "virt-v2v: Opening the source\n");
        agent.report(job, JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 40, null);
        awaitProgress(40);
        call("listImports");
        call("getImport", "import");
        Response attempts = call("listAttempts", "import");
        ids.put("attempt", attempts.path("attempt[0].id"));
        call("getConversionLog", "import", "attempt");
        agent.owe(new OwedRemoval(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "db",
                UUID.randomUUID(),
                "/rhev/data-center/mnt/nas.example.com:_export",
                false,
                Instant.parse("2026-05-01T10:00:00Z"),
                Failure.of(FailureCode.DOMAIN_NOT_ANSWERING, "The export domain does not answer for 20 s.")));
        call("getHostV2v", "host");
        call("retryOwedRemovals", "host");
        call("getAgentLog", "host");
        call("listVms");
        call("getVm", "import");
        call("listVmDiskAttachments", "import");
        call("listVmNics", "import");
        call("listVmNumaNodes", "import");
        agent.obstruct(job, Failure.of(FailureCode.DOMAIN_FULL, "The file system of the export domain is full."));
        await().atMost(SOON).until(() -> get("/imports/" + ids.get("import")).path("obstacle.code") != null);
        call("tryImportNow", "import");
        await().atMost(SOON).until(() -> get("/imports/" + ids.get("import")).path("obstacle.code") == null);
        call("cancelImport", "import");
        awaitStatus("import", "cancelled");
        call("retryImport", "import");
        awaitStatus("import", "converting");
        UUID second = agent.jobIds().get(0);
        agent.add(new ExportedVm(job, "web2", 1024, 1, "debian", List.of()));
        agent.report(second, JobStatus.DONE, Phase.FINISHED, 100, null);
        awaitStatus("import", "succeeded");
        ids.put("vm", ids.get("import"));
        call("listExportedMachines", "domain");
        call("checkStorageDomain", "domain");
        call("getExportedMachine", "domain", "vm");
        call("listExportedDiskAttachments", "domain", "vm");
        call("listExportedDisks", "domain", "vm");
        call("listExportedNics", "domain", "vm");
        Response jobs = call("listJobs");
        ids.put("job", jobs.path("job[0].id"));
        call("getJob", "job");
        Response steps = call("listSteps", "job");
        ids.put("step", steps.path("step[0].id"));
        call("getStep", "job", "step");
        Response events = call("listEvents");
        ids.put("event", events.path("event[0].id"));
        call("getEvent", "event");
        call("getImportStatistics");
        call("removeExportedMachine", "domain", "vm");
    }

    private void manyImports() {
        call("pauseImportQueue");
        Response batch = call("importMachines", "provider");
        List<String> imports = batch.path("import.id");
        ids.put("import", imports.get(0));
        ids.put("other", imports.get(1));
        awaitStatus("import", "queued");
        awaitStatus("other", "queued");
        call("updateImport", "import");
        call("pauseImport", "import");
        call("resumeImport", "import");
        call("getImportQueue");
        call("cancelImport", "import");
        call("cancelImport", "other");
        awaitStatus("import", "cancelled");
        awaitStatus("other", "cancelled");
        call("resumeImportQueue");
    }

    private void importOfOvirtsClients() {
        Response added = call("addExternalVmImport");
        ids.put("import", added.path("vm.id"));
        awaitStatus("import", "converting");
        call("cancelImport", "import");
        awaitStatus("import", "cancelled");
    }

    private void jobsOfOthers() {
        keep("job", call("addJob"));
        keep("step", call("addStep", "job"));
        call("endStep", "job", "step");
        call("endJob", "job");
        keep("job", send(administrator(), Method.POST, API + "/jobs", body("addJob")));
        call("clearJob", "job");
    }

    private void users() {
        keep("user", call("addUser"));
        keep("permission", call("addPermission"));
        call("listUsers");
        call("getUser", "user");
        call("listPermissionsOfUser", "user");
        call("listPermissions");
        call("getPermission", "permission");
        Response roles = call("listRoles");
        ids.put("role", roles.path("role[0].id"));
        call("getRole", "role");
        call("changePassword", "user");
    }

    private void tokens() {
        ids.put("token", call("signIn").path("access_token"));
        call("showTokenInfo");
        Response tokens = call("listTokens");
        ids.put("listed", tokens.path("token[0].id"));
        call("getToken", "listed");
        call("revokeToken", "listed");
        call("signOut");
        Response opened = call("openSession");
        String session = opened.getDetailedCookies().asList().get(0).getValue();
        String name = opened.getDetailedCookies().asList().get(0).getName();
        for (String operation : List.of("showSession", "closeSession")) {
            record(
                    operation,
                    send(
                            anonymous().cookie(name, session),
                            routes.get(operation).method(),
                            routes.get(operation).path(),
                            ""));
        }
    }

    private void fetchHostKeysOfProvider() {
        String xen =
                "{\"name\": \"xen\", \"type\": \"xen\", \"url\": \"xen+ssh://root@xen.example.com/\", \"data_center\": {\"id\":"
                        + " \"%s\"}}";
        String providers = API + "/externalvmproviders";
        ids.put(
                "xen",
                send(administrator(), Method.POST, providers, xen.formatted(ids.get("dc")))
                        .path("id"));
        call("fetchProviderHostKeys", "xen");
        send(administrator(), Method.DELETE, providers + "/" + ids.get("xen"), "");
    }

    private void changes() {
        String second = body("addHost").replace("\"proxy1\"", "\"proxy2\"").replace("proxy1.", "proxy3.");
        send(administrator(), Method.POST, API + "/hosts", second);
        call("updateDataCenter", "dc");
        call("updateNetwork", "network");
        call("updateProvider", "provider");
        call("updateStorageDomain", "domain");
        call("updateCluster", "cluster");
        agent.goDown("proxy1.example.com");
        call("fenceHost", "host");
        agent.comeUp("proxy1.example.com");
        send(administrator(), Method.PUT, API + "/hosts/" + ids.get("host"), "{\"name\": \"proxy1\"}");
    }

    private void removals() {
        call("removePermission", "permission");
        call("removeUser", "user");
        call("removeProvider", "provider");
        call("removeStorageDomain", "domain");
        call("updateHost", "host");
        call("removeHost", "host");
        String other = get("/hosts").path("host[0].id");
        send(administrator(), Method.DELETE, API + "/hosts/" + other, "");
        call("removeNetwork", "network");
        call("removeCluster", "cluster");
        call("removeDataCenter", "dc");
    }

    /** Sends the operation's example; the names stand for the ids in its path, in order. */
    private Response call(String operation, String... names) {
        Route route = routes.get(operation);
        assertThat(route).as(operation).isNotNull();
        String path = route.path();
        for (String name : names) {
            path = path.replaceFirst("\\{\\w+}", ids.get(name));
        }
        assertThat(path).as(operation).doesNotContain("{");
        return record(operation, send(administrator(), route.method(), path, body(operation)));
    }

    private Response record(String operation, Response answer) {
        if (answer.statusCode() > 299) {
            refused.add(operation + ": " + answer.asString());
        }
        called.add(operation);
        answers.add(operation, answer);
        return answer;
    }

    private Response send(RequestSpecification client, Method method, String path, String body) {
        RequestSpecification request =
                client.accept("application/json, text/plain").header("V2V-Pages", "1");
        if (!body.isEmpty()) {
            request.contentType(body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                    .body(body);
        } else if (method == Method.POST) {
            request.contentType(ContentType.JSON).body("{}");
        }
        return request.request(method, path);
    }

    private String body(String operation) {
        if (FORMS.containsKey(operation)) {
            return FORMS.get(operation).replace("{token}", String.valueOf(ids.get("token")));
        }
        if (!examples.containsKey(operation)) {
            return "";
        }
        ObjectNode body = new ObjectMapper().valueToTree(examples.get(operation));
        if (operation.equals("attachStorageDomain")) {
            body.put("id", ids.get("domain"));
        }
        if (operation.equals("openSession")) {
            body.put("username", EngineRequests.USER).put("password", EngineEnvironment.PASSWORD);
        }
        return body.toString();
    }

    private void keep(String name, Response answer) {
        ids.put(name, answer.path("id"));
    }

    private Response get(String path) {
        return administrator().get(API + path);
    }

    private void awaitStatus(String name, String status) {
        await().atMost(SOON)
                .until(() -> status.equals(get("/imports/" + ids.get(name)).path("status")));
    }

    private void awaitProgress(int progress) {
        await().atMost(SOON).until(() -> String.valueOf(progress)
                .equals(get("/imports/" + ids.get("import")).path("progress")));
    }

    private static Map<String, Route> routes() throws IOException {
        JsonNode api = new ObjectMapper()
                .readTree(administrator()
                        .get("/ovirt-engine/services/openapi?format=json")
                        .asString());
        Map<String, Route> routes = new HashMap<>();
        api.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> routes.put(
                        operation.getValue().path("operationId").asText(),
                        new Route(Method.valueOf(operation.getKey().toUpperCase(Locale.ROOT)), path.getKey()))));
        return routes;
    }
}
