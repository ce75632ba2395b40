package org.ovirt.v2v.engine.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.testbed.EngineClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.PinnedTls;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingRelay;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Every text that the API takes from outside, each with {@link HostileTexts}, in JSON and in XML, against the engine and the agent as
 * they are shipped; only virt-v2v follows a script. The engine has PostgreSQL, which takes fewer texts than H2. A text that is new in
 * the OpenAPI document must get a place in the table.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InjectionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String API = "/ovirt-engine/api";
    private static final String IMPORTS = API + "/imports";
    private static final Pattern STARTED_WITH =
            Pattern.compile("--machine-readable=file:/.*|--root|-ic|-ip|-o|-os|-of|-oa|-on|--network|--bridge|--mac");
    /** Which operations are tried, separated by commas; all if it is empty. */
    private static final String ONLY = System.getProperty("testbed.injection", "");

    /** Whether each text is tried at each place, in each format; else the places divide the texts among them. */
    private static final boolean ALL = Boolean.getBoolean("testbed.injection.all");

    /** Which part of the texts a place gets: one of so many. */
    private static final int SHARES = 12;

    private static final int LONGEST_ADDRESS = 3_000;
    private static final Set<Integer> CUT_OFF = Set.of(413, 414, 431);

    /** Those that wait for a host, a conversion or the hash of a password. */
    private static final Set<String> SLOW = Set.of(
            "addExternalVmImport",
            "addHost",
            "addUser",
            "changePassword",
            "importMachine",
            "importMachines",
            "retryImport");

    private static final Set<ApiString.Place> IN_THE_HEAD =
            Set.of(ApiString.Place.PATH, ApiString.Place.QUERY, ApiString.Place.HEADER);

    private static final Set<String> DESCRIBED = Set.of("dc2", "cluster2", "provider2", "network2");

    /** Which operations, where, and each text with what may become of it. */
    private static final String TABLE =
            """
            addDataCenter,updateDataCenter body name=kept description=kept
            addCluster,updateCluster body name=kept description=kept data_center.id=refused data_center.name=refused
            addHost,updateHost body name=kept address=any port=refused
            addHost,updateHost body cluster.id=refused cluster.name=refused
            fenceHost body fence_type=refused async=any
            addNetwork,updateNetwork body name=kept description=kept data_center.id=refused data_center.name=refused
            attachStorageDomain body id=refused name=any
            addJob body description=kept auto_cleared=refused external=refused status=refused
            addStep body description=kept external=refused job.id=any job.name=any status=refused type=refused
            endJob,endStep body succeeded=any force=any async=any
            importMachines table csv=any csv=any(name,virtual_machine.id|%s,{machine})
            removeNetwork,updateNetwork header If-Match=any
            followEvents header Last-Event-ID=any
            getConversionLog header Range=any
            getConversionLog path attempt=refused id=refused
            detachStorageDomain,getAttachedStorageDomain path domain=refused id=refused
            addStep,attachStorageDomain,checkStorageDomain,clearJob,endJob,followImport,getAgentLog,getHostV2v,getNetwork,getSupportBundle path id=refused
            getVnicProfile,listAttachedStorageDomains,listClustersOfDataCenter,listNetworksOfDataCenter path id=refused
            listVnicProfilesOfNetwork,removeNetwork,updateNetwork path id=refused
            endStep path id=refused step=refused
            getAgentLog query max=any
            getExportedMachine header All-Content=refused
            listNetworks query case_sensitive=refused follow=any max=any search=any
            listJobs query case_sensitive=refused follow=any search=any search=any(description="%s")
            followEvents query case_sensitive=refused from=any search=any
            getConversionLog query file=refused follow=refused offset=refused
            getApi,getAttachedStorageDomain,getCluster,getDataCenter,getEvent,getExportedMachine,getHost,getJob query follow=any
            getNetwork,getPermission,getRole,getStep,getStorageDomain,getUser,getVm,getVnicProfile query follow=any
            listAttachedStorageDomains,listClusters,listClustersOfDataCenter,listDataCenters,listEvents query follow=any
            listExportedDiskAttachments,listExportedDisks,listExportedMachines,listExportedNics,listHosts query follow=any
            listNetworksOfDataCenter,listPermissions,listPermissionsOfUser,listRoles,listSteps query follow=any
            listStorageDomains,listUsers,listVmDiskAttachments,listVmNics,listVmNumaNodes,listVms query follow=any
            listVnicProfilesOfNetwork query follow=any
            listVnicProfiles query follow=any max=any
            listAttachedStorageDomains,listClustersOfDataCenter,listExportedDisks,listExportedMachines,listExportedNics query max=any
            listNetworksOfDataCenter,listRoles,listSteps,listVmNics,listVmNumaNodes,listVnicProfilesOfNetwork query max=any
            listExportedMachines query unregistered=refused
            addStorageDomain,updateStorageDomain body name=kept type=refused data_center.id=refused data_center.name=refused
            addStorageDomain,updateStorageDomain body host.id=refused host.name=refused storage.type=refused
            addStorageDomain,updateStorageDomain body storage.address=refused storage.address=refused(%s.example)
            addStorageDomain,updateStorageDomain body storage.path=refused storage.path=refused(/srv/%s)
            addStorageDomain,updateStorageDomain body storage.mount_path=refused storage.mount_path=refused(/srv/%s)
            addProvider,updateProvider body name=kept description=kept type=refused address=kept address=kept(%s.example)
            addProvider,updateProvider body url=refused url=any(xen+ssh://root@%s.example) url=any(xen+ssh://%s@example)
            addProvider,updateProvider body username=kept password=secret tls.mode=refused tls.certificate=refused
            addProvider,updateProvider body data_center.id=refused data_center.name=refused proxy_host.id=refused
            addProvider,updateProvider body proxy_host.name=refused ssh.host_key=refused
            fetchCertificate body address=any host.id=refused host.name=refused
            fetchCertificate body data_center.id=refused data_center.name=refused
            fetchHostKeys body url=refused url=any(xen+ssh://root@%s.example) host.id=refused host.name=refused
            fetchHostKeys body data_center.id=refused data_center.name=refused
            testConnectivity body host.id=refused host.name=refused
            addUser body user_name=kept password=secret
            changePassword body old_password=any new_password=secret
            addPermission body user.id=refused user.name=refused role.id=refused role.name=refused
            addPermission body data_center.id=refused data_center.name=refused
            importMachine,retryImport body name=kept cluster.id=refused cluster.name=refused storage_domain.id=refused
            importMachine,retryImport body storage_domain.name=refused host.id=refused host.name=refused allocation=refused
            importMachine,retryImport body format=refused network_mappings[].source=any network_mappings[].target=any
            importMachine,retryImport body drivers_iso.id=refused drivers_iso.id=any(/srv/%s.iso) start_time=refused
            importMachine,retryImport body priority=refused
            importMachines body imports[].virtual_machine.id=refused imports[].virtual_machine.name=refused imports[].name=kept
            importMachines body imports[].cluster.id=refused imports[].cluster.name=refused imports[].storage_domain.id=refused
            importMachines body imports[].storage_domain.name=refused imports[].host.id=refused imports[].host.name=refused
            importMachines body imports[].allocation=refused imports[].format=refused imports[].network_mappings[].source=any
            importMachines body imports[].network_mappings[].target=any imports[].drivers_iso.id=refused
            importMachines body imports[].start_time=refused imports[].priority=refused
            importMachines body cluster.id=refused cluster.name=refused storage_domain.id=refused storage_domain.name=refused
            importMachines body host.id=refused host.name=refused allocation=refused format=refused
            importMachines body network_mappings[].source=any network_mappings[].target=any drivers_iso.id=refused
            importMachines body start_time=refused priority=refused
            addExternalVmImport body name=refused vm.name=kept provider=refused url=refused url=any(vpx://{vcenter}/DC0/%s?no_verify=1)
            addExternalVmImport body url=any(vpx://%s@{vcenter}/DC0/C/H?no_verify=1) username=any password=secret
            addExternalVmImport body cluster.id=refused cluster.name=refused storage_domain.id=refused
            addExternalVmImport body storage_domain.name=refused host.id=refused host.name=refused sparse=refused
            addExternalVmImport body drivers_iso.id=refused drivers_iso.id=any(/srv/%s.iso)
            updateImport body priority=any
            signIn form grant_type=any username=any password=any
            signOut form token=any
            openSession body username=any password=any
            showTokenInfo form scope=any token=any
            getToken,revokeToken path id=refused
            removeExportedMachine path id=refused vm=refused
            updateCluster,removeCluster,getCluster,updateDataCenter,removeDataCenter,getDataCenter path id=refused
            getEvent,updateImport,getImport,listAttempts,cancelImport,pauseImport,resumeImport,retryImport path id=refused
            tryImportNow,retryOwedRemovals path id=refused
            updateProvider,removeProvider,getProvider,fetchProviderCertificate,testConnectivity path id=refused
            fetchProviderHostKeys path id=refused
            updateHost,removeHost,getHost,fenceHost,getJob,listSteps,getStep,removePermission,getPermission,getRole path id=refused
            updateStorageDomain,removeStorageDomain,getStorageDomain,listExportedMachines,getExportedMachine path id=refused
            listExportedDiskAttachments,listExportedDisks,listExportedNics,removeUser,getUser,changePassword path id=refused
            listPermissionsOfUser,getVm,listVmDiskAttachments,listVmNics,listVmNumaNodes path id=refused
            getExportedMachine,listExportedDiskAttachments,listExportedDisks,listExportedNics path vm=refused
            getStep path step=refused
            importMachines,listMachines,getMachine,importMachine path provider=refused
            getMachine,importMachine path machine=refused
            listClusters,listDataCenters,listProviders,listHosts,listStorageDomains,listUsers,listVms query case_sensitive=refused
            listClusters,listDataCenters,listProviders,listHosts,listStorageDomains,listUsers,listVms query max=any search=any
            listClusters,listHosts,listProviders,listVms query search=any(name=%s) search=any(name!="%s") search=any(id=%s)
            listEvents query after=any case_sensitive=refused from=any max=any search=any search=any(%s) search=any(time>%s)
            listEvents query search=any(message=%s) search=any(vm.name="%s") search=any(type=%s) search=any(severity>%s)
            listImports query after=any max=any page=any status=refused
            listJobs query after=any max=any
            listMachines query max=any page=any refresh=refused search=any sort=any name=any id=any status=any host=any
            listMachines query cluster=any datacenter=any folder=any firmware=any os=any memory=any cpus=any capacity=any
            cancelImport query force=refused
            removeStorageDomain query destroy=refused format=refused host=any
            importMachines,importMachine query dry_run=refused wait=refused
            updateCluster,updateDataCenter,updateProvider,updateHost,updateStorageDomain header If-Match=any
            removeCluster,removeDataCenter,removeProvider,removeHost,removeStorageDomain,detachStorageDomain header If-Match=any
            importMachines,importMachine header Idempotency-Key=any
            followImports header Last-Event-ID=any
            """;

    /** What the API reads without the document telling of it at each operation. */
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "All-Content",
            "Authorization",
            "Content-Type",
            "Cookie",
            "Correlation-Id",
            "Filter",
            "Forwarded",
            "Version",
            "X-Forwarded-For",
            "X-Forwarded-Host");

    private static final List<String> FORMATS = List.of("application/json", "application/xml");

    private TestingPki pki;
    private TestingPostgres postgres;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private TestingVirtV2v virtV2v;
    private AgentProcess agent;
    private TestingRelay relay;
    private EngineProcess engine;
    private EngineClient client;
    private HttpClient http;
    private String token;
    private Path canary;
    private List<String> texts;
    private List<ApiString> strings;
    private final Map<String, String> ids = new HashMap<>();
    private int number;

    @BeforeAll
    void deploy() throws IOException {
        pki = TestingPki.create();
        postgres = TestingPostgres.start();
        vcenter = TestingVCenter.start();
        domain = TestingExportDomain.createEmpty();
        virtV2v = TestingVirtV2v.create();
        agent = AgentProcess.start(
                pki.host(),
                Map.of(
                        "agent.v2v.program",
                        virtV2v.program().toString(),
                        "agent.export-roots",
                        "/srv," + TestingFolder.place()));
        relay = TestingRelay.to(agent.port(), Duration.ZERO); // another address of the same agent
        engine = EngineProcess.builder(pki)
                .database(postgres)
                .set("v2v.imports.poll-interval", "1s")
                .set("v2v.imports.retries", "0")
                .set("v2v.clients.requests-per-second", "10000")
                .start();
        canary = engine.folder().resolve("canary");
        texts = HostileTexts.all(canary);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(PinnedTls.context(Files.readString(pki.authority())))
                .build();
        token = engine.anonymous()
                .requestToken(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD)
                .accepted()
                .path("access_token")
                .asText();
        client = engine.anonymous().withToken(token);
        strings = ApiString.of(client.getBeside("/services/openapi?format=json").body());
        register();
    }

    @AfterAll
    void close() {
        engine.close();
        relay.close();
        agent.close();
        virtV2v.close();
        domain.close();
        vcenter.close();
        postgres.close();
        pki.close();
    }

    @Test
    void theTableKnowsEveryText() {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        strings.stream().map(ApiString::key).toList());
    }

    Collection<String> operations() {
        return strings.stream()
                .map(ApiString::operation)
                .filter(InjectionIT::isWanted)
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isWanted(String operation) {
        return ONLY.isEmpty() || List.of(ONLY.split(",", -1)).contains(operation);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aHostileTextIsRefusedByNameOrKeptAsItIs(String operation) {
        Set<String> wrong = new LinkedHashSet<>();
        for (ApiString where : strings) {
            if (where.operation().equals(operation)) {
                for (Rule rule : table().getOrDefault(where.key(), List.of())) {
                    probe(where, rule, wrong);
                }
            }
        }
        awaitIdle();
        assertThat(wrong).isEmpty();
        assertNothingEscaped();
    }

    @Test
    void hostileHeadersOfAnyRequestDoNotHarm() {
        Set<String> wrong = new LinkedHashSet<>();
        for (String header : HEADERS) {
            for (String text : texts) {
                Map<String, String> headers = new LinkedHashMap<>(usual("application/json"));
                headers.put(header, text);
                judge(header, text, send("GET", API + "/datacenters", headers, null), wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertNothingEscaped();
    }

    @Test
    void hostileDocumentsAreRefused() {
        for (String document : List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><data_center><name>&e;</name></data_center>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><data_center><name>x</name></data_center>",
                "<data_center><name>&undefined;</name></data_center>",
                "<data_center><name>a]]>b</name></data_center>",
                "<data_center><name>x</name>",
                "<data_center name='x' name='y'/>",
                "<a>".repeat(10_000),
                "<a>".repeat(60) + "</a>".repeat(60),
                "<?xml version='1.0' encoding='UTF-7'?><data_center/>",
                "\uFEFF",
                "")) {
            Answer answer = send(
                    "POST", API + "/datacenters", usual("application/xml"), document.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status())
                    .as(document.substring(0, Math.min(80, document.length())))
                    .isEqualTo(400);
            assertThat(answer.defect()).isEmpty();
            assertThat(answer.body()).doesNotContain("root:");
        }
        for (String document : List.of(
                "[".repeat(100_000), "{\"name\":".repeat(5_000), "\"x", "\u0000", "t\u0000\u0000\u0000\u0000")) {
            Answer answer = send(
                    "POST", API + "/datacenters", usual("application/json"), document.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status())
                    .as(document.substring(0, Math.min(80, document.length())))
                    .isEqualTo(400);
            assertThat(answer.defect()).isEmpty();
        }
    }

    private void probe(ApiString where, Rule rule, Set<String> wrong) {
        for (String hostile : textsFor(where)) {
            String text = rule.shaped(hostile).replace("{vcenter}", vcenter.address());
            if (where.place() == ApiString.Place.TABLE) {
                text = text.replace("{machine}", ids.get("machine")).replaceFirst("\\|", "\n");
            }
            if (IN_THE_HEAD.contains(where.place()) && text.length() > 4_000) {
                text = text.substring(0, 4_000);
            }
            for (String type : formats(where)) {
                virtV2v.succeeding();
                if (where.operation().equals("retryImport") && where.place() == ApiString.Place.BODY) {
                    virtV2v.failingAt("Opening the source", "no");
                }
                Request request = request(where).with(where, text);
                Map<String, String> headers = new LinkedHashMap<>(usual(type));
                if (where.operation().startsWith("follow")) {
                    headers.put("Accept", "text/event-stream");
                }
                if (where.operation().equals("getConversionLog")) {
                    headers.put("Accept", "*/*");
                }
                if (where.place() == ApiString.Place.HEADER) {
                    headers.put(where.name(), text);
                }
                byte[] body = null;
                if (where.place() == ApiString.Place.FORM) {
                    headers.put("Content-Type", "application/x-www-form-urlencoded");
                    headers.put("Accept", "application/json");
                    body = request.form();
                } else if (where.place() == ApiString.Place.TABLE) {
                    headers.put("Content-Type", "text/csv");
                    body = text.getBytes(StandardCharsets.UTF_8);
                } else if (request.body() != null) {
                    body = type.contains("xml") ? request.xml() : request.json();
                }
                Answer answer = send(where.method(), request.address(where.path()), headers, body);
                if (answer == null) {
                    continue;
                }
                String what = where.key() + " in " + type.substring("application/".length());
                judge(what, text, answer, wrong);
                judge(what, where, rule, text, answer, wrong);
                if (answer.isAccepted()) {
                    cleanUp(where, answer);
                }
            }
        }
    }

    /** All strings are read by the same few readers, and a name that many operations have stands at different places of the list. */
    private List<String> textsFor(ApiString where) {
        if (ALL || !ONLY.isEmpty()) {
            return texts;
        }
        int share = strings.indexOf(where) % SHARES;
        return IntStream.range(0, texts.size())
                .filter(index -> index % SHARES == share)
                .mapToObj(texts::get)
                .toList();
    }

    /** Where a body is, both or, as everywhere else, one, which each text of the document gets in turn. */
    private List<String> formats(ApiString where) {
        boolean isBody =
                where.place() == ApiString.Place.BODY && !SLOW.contains(where.operation()) && (ALL || !ONLY.isEmpty());
        return isBody ? FORMATS : List.of(FORMATS.get(number++ % FORMATS.size()));
    }

    /** What holds for any answer. */
    private static void judge(String what, String text, Answer answer, Set<String> wrong) {
        if (answer == null) {
            return;
        }
        if (answer.status() >= 500 && answer.status() != 503) {
            wrong.add(what + " with " + shown(text) + ": " + answer.status());
        }
        answer.defect().ifPresent(defect -> wrong.add(what + " with " + shown(text) + ": " + defect));
        if (answer.status() >= 400
                && answer.body().isEmpty()
                && !CUT_OFF.contains(answer.status())
                && answer.status() != 404
                && answer.status() != 400
                && answer.status() != 401) {
            wrong.add(what + " with " + shown(text) + ": " + answer.status() + " without a word");
        }
    }

    private void judge(String what, ApiString where, Rule rule, String text, Answer answer, Set<String> wrong) {
        boolean isItemRefused = answer.isAccepted() && isRefusedItem(answer);
        if (answer.isAccepted() && !isItemRefused) {
            switch (rule.kind()) {
                case REFUSED -> {
                    // nothing at all is as if it had not been said
                    if (!text.isBlank() && !text.equals("null")) {
                        wrong.add(what + " accepts " + shown(text));
                    }
                }
                case KEPT -> kept(what, where, text, answer, wrong);
                case SECRET -> {
                    if (text.length() > 3 && answer.body().contains(text)) {
                        wrong.add(what + " shows " + shown(text));
                    }
                }
                case ANY -> {}
            }
            return;
        }
        if (rule.kind() == Rule.Kind.ANY
                || CUT_OFF.contains(answer.status())
                || where.place() == ApiString.Place.PATH) {
            return;
        }
        String said = answer.body();
        List<String> names = List.of(where.name().replace("[]", "").split("\\."));
        // a document that no reader of XML takes has no members
        boolean isNamed = names.stream().anyMatch(said::contains) || said.contains("XML");
        if (!isNamed) {
            wrong.add(what + " refuses " + shown(text) + " without its name: " + answer.status() + " " + said);
        }
    }

    private static boolean isRefusedItem(Answer answer) {
        String path = answer.type().contains("xml") ? "import.status" : "import[].status";
        return answer.text(path).filter("failed"::equals).isPresent();
    }

    private void kept(String what, ApiString where, String text, Answer answer, Set<String> wrong) {
        String href = href(where, answer);
        String member = where.operation().contains("mport") ? "name" : where.name();
        for (String type : FORMATS) {
            Answer there = send("GET", href, usual(type), null);
            String found = there.text(member).orElse("nothing");
            // users without a profile get the engine's own
            if (!found.equals(text.strip()) && !found.equals(text.strip() + "@internal")) {
                wrong.add(what + " keeps " + shown(text) + " as " + shown(found) + " in " + type);
            }
        }
    }

    private String href(ApiString where, Answer answer) {
        boolean isXml = answer.type().contains("xml");
        return switch (where.operation()) {
            case "retryImport" -> IMPORTS + "/" + ids.get("import");
            case "addExternalVmImport" -> IMPORTS + "/" + answer.text("vm.id").orElseThrow();
            case "importMachines" ->
                answer.text(isXml ? "import.href" : "import[].href").orElseThrow();
            default -> answer.text("href").orElseThrow();
        };
    }

    private void cleanUp(ApiString where, Answer answer) {
        if (where.operation().equals("retryImport")) {
            awaitIdle();
        } else if (where.method().equals("PUT") && where.place() == ApiString.Place.BODY) {
            restore(answer);
        } else if (where.operation().startsWith("add") && !where.operation().equals("addExternalVmImport")) {
            send("DELETE", href(where, answer), usual("application/json"), null);
        }
    }

    /** So that no later text is found because an earlier one was kept. */
    private void restore(Answer answer) {
        String id = answer.text("id").orElseThrow();
        ids.forEach((name, known) -> {
            if (known.equals(id)) {
                ObjectNode before = EngineClient.named(name);
                if (DESCRIBED.contains(name)) {
                    before.put("description", "");
                }
                if (name.startsWith("provider")) {
                    before.put("username", TestingVCenter.USER);
                }
                client.put(answer.text("href").orElseThrow().substring(API.length()), before)
                        .accepted();
            }
        });
    }

    private void awaitIdle() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> client.get("/imports?status=validating,queued,starting,converting,finalizing")
                                .accepted()
                                .path("total")
                                .asInt()
                        == 0);
    }

    /** Neither a shell, nor a path, nor virt-v2v, nor a log has taken a text for more than a text. */
    private void assertNothingEscaped() {
        assertThat(canary).doesNotExist();
        assertThat(escaped()).isEmpty();
        for (String log : List.of(engine.log(), agent.log())) {
            assertThat(log.lines().filter(line -> line.startsWith(HostileTexts.FORGED)))
                    .as("lines of a log that are forged")
                    .isEmpty();
            assertThat(log.chars().filter(each -> Character.isISOControl(each) && "\t\r\n".indexOf(each) < 0))
                    .as("control characters in a log")
                    .isEmpty();
        }
        for (JsonNode run : virtV2v.invocations()) {
            List<String> arguments = new ArrayList<>();
            run.path("arguments").forEach(each -> arguments.add(each.asText()));
            List<String> machines = new ArrayList<>();
            for (int index = 0; index < arguments.size(); index++) {
                String word = arguments.get(index);
                if (!word.startsWith("-")) {
                    machines.add(word);
                    continue;
                }
                assertThat(word).as("an option of virt-v2v in %s", arguments).matches(STARTED_WITH);
                if (!word.contains("=")) {
                    index++; // its value
                }
            }
            assertThat(machines)
                    .as("machines of virt-v2v in %s", arguments)
                    .hasSize(1)
                    .allMatch(InjectionIT::isId);
        }
    }

    private static boolean isId(String text) {
        return UUID.fromString(text).toString().equals(text);
    }

    /** Files with the name that none must have, where the texts point to and where the services write. */
    private List<Path> escaped() {
        List<Path> found = new ArrayList<>();
        Map<Path, Integer> places = Map.of(
                Path.of("/"), 1,
                Path.of("/tmp"), 1,
                Path.of("/srv"), 2,
                Path.of("").toAbsolutePath(), 2,
                engine.folder().getParent(), 2,
                engine.folder(), 20,
                agent.folder(), 20,
                domain.root(), 20);
        places.forEach((place, depth) -> {
            try {
                Files.walkFileTree(place, Set.of(), depth, new Escaped(found));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return found;
    }

    /** Others make and remove files meanwhile, which then cannot be looked at. */
    private static final class Escaped extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        private Escaped(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return visitFile(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName() != null && file.getFileName().toString().contains(HostileTexts.ESCAPED)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
        }
    }

    private static Map<String, List<Rule>> table() {
        Map<String, List<Rule>> table = new TreeMap<>();
        TABLE.lines().map(line -> line.split(" ", -1)).forEach(cells -> {
            for (String operation : cells[0].split(",", -1)) {
                for (int index = 2; index < cells.length; index++) {
                    String[] entry = cells[index].split("=", 2);
                    table.computeIfAbsent(operation + " " + cells[1] + " " + entry[0], key -> new ArrayList<>())
                            .add(Rule.parse(entry[1]));
                }
            }
        });
        return table;
    }

    private Map<String, String> usual(String type) {
        return Map.of("Accept", type, "Content-Type", type, "Authorization", "Bearer " + token, "V2V-Pages", "1");
    }

    /** The client may take a connection that the engine is closing, as it does after a request that was too long. */
    private HttpResponse<InputStream> sendOnAnOpenConnection(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                throw e;
            }
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        }
    }

    /** Null if no client can say it. */
    private Answer send(String method, String path, Map<String, String> headers, byte[] body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(engine.address().replace("/ovirt-engine", "") + path))
                    .timeout(SOON)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach((name, value) -> {
                if (body != null || !name.equals("Content-Type")) {
                    request.setHeader(name, value);
                }
            });
            HttpResponse<InputStream> response = sendOnAnOpenConnection(request.build());
            String type = response.headers().firstValue("Content-Type").orElse("");
            byte[] said;
            try (InputStream in = response.body()) {
                // one that goes on for ever says nothing of the text
                said = type.startsWith("text/event-stream") ? new byte[0] : in.readAllBytes();
            }
            return new Answer(
                    response.statusCode(),
                    type,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(said))
                            .toString());
        } catch (IllegalArgumentException e) {
            return null;
        } catch (IOException e) {
            boolean isLong = Stream.concat(Stream.of(path), headers.values().stream())
                    .anyMatch(text -> text.length() > LONGEST_ADDRESS);
            if (isLong) {
                return new Answer(431, "", ""); // and the connection is closed before all is read
            }
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(60).forEach(each -> {
            if (each < ' ' || each > '~') {
                shown.append(String.format("\\u{%x}", each));
            } else {
                shown.appendCodePoint(each);
            }
        });
        return shown.append(text.length() > 60 ? "… (" + text.length() + ")" : "")
                .toString();
    }

    // ---- what there is, and a good request of each kind

    private void register() {
        ids.put("dc", add("/datacenters", "{'name': 'dc'}"));
        ids.put("dc2", add("/datacenters", "{'name': 'dc2'}"));
        ids.put("cluster", add("/clusters", "{'name': 'cluster', 'data_center': {'id': '{dc}'}}"));
        ids.put("cluster2", add("/clusters", "{'name': 'cluster2', 'data_center': {'id': '{dc}'}}"));
        ids.put("agent", Integer.toString(agent.port()));
        ids.put("relay", Integer.toString(relay.port()));
        await().atMost(SOON)
                .until(() -> client.post("/hosts", json(host("host"))).isAccepted());
        ids.put(
                "host",
                client.get("/hosts").accepted().path("host").path(0).path("id").asText());
        ids.put("path", domain.root().toString());
        ids.put("domain", add("/storagedomains", storageDomain("domain")));
        ids.put("vcenter", vcenter.address());
        ids.put("provider", add("/externalvmproviders", provider("provider")));
        ids.put("provider2", add("/externalvmproviders", provider("provider2")));
        JsonNode machines = client.get("/externalvmproviders/" + ids.get("provider") + "/virtualmachines?status=down")
                .accepted();
        ids.put("machine", machines.path("virtual_machine").path(0).path("id").asText());
        ids.put("user", add("/users", "{'user_name': 'somebody@internal', 'password': 'some-Passw0rd'}"));
        ids.put(
                "role",
                client.get("/roles").accepted().path("role").path(0).path("id").asText());
        ids.put("permission", add("/permissions", "{'user': {'id': '{user}'}, 'role': {'id': '{role}'}}"));
        virtV2v.failingAt("Opening the source", "no");
        String path =
                "/externalvmproviders/" + ids.get("provider") + "/virtualmachines/" + ids.get("machine") + "/import";
        ids.put(
                "import",
                client.post(path, json(TARGET.formatted("failed")))
                        .accepted()
                        .path("id")
                        .asText());
        awaitIdle();
        JsonNode job = client.get("/jobs").accepted().path("job").path(0);
        ids.put("job", job.path("id").asText());
        ids.put(
                "step",
                client.get("/jobs/" + ids.get("job") + "/steps")
                        .accepted()
                        .path("step")
                        .path(0)
                        .path("id")
                        .asText());
        JsonNode attempts =
                client.get("/imports/" + ids.get("import") + "/attempts").accepted();
        ids.put("attempt", attempts.elements().next().path(0).path("id").asText());
        ids.put("network", add("/networks", NETWORK.formatted("network")));
        ids.put("network2", add("/networks", NETWORK.formatted("network2")));
        JsonNode profiles =
                client.get("/networks/" + ids.get("network") + "/vnicprofiles").accepted();
        ids.put("profile", profiles.path("vnic_profile").path(0).path("id").asText());
        ids.put("told", add("/jobs", TOLD));
        ids.put("told2", add("/jobs", TOLD));
        ids.put("toldStep", add("/jobs/" + ids.get("told") + "/steps", TOLD_STEP));
        ids.put(
                "event",
                client.get("/events?max=1")
                        .accepted()
                        .path("event")
                        .path(0)
                        .path("id")
                        .asText());
    }

    private static final String NETWORK = "{'name': '%s', 'data_center': {'id': '{dc}'}}";
    private static final String TOLD =
            "{'description': 'told of', 'external': 'true', 'status': 'started', 'auto_cleared': 'false'}";
    private static final String TOLD_STEP =
            "{'description': 'told of', 'external': 'true', 'status': 'started', 'type': 'unknown'}";
    private static final String TARGET =
            "{'name': '%s', 'cluster': {'id': '{cluster}'}, 'storage_domain': {'id': '{domain}'}}";

    private static String host(String name) {
        return "{'name': '" + name + "', 'address': '127.0.0.1', 'port': '{agent}', 'cluster': {'id': '{cluster}'}}";
    }

    private static String storageDomain(String name) {
        return "{'name': '" + name + "', 'type': 'export', 'data_center': {'id': '{dc}'}, 'host': {'id': '{host}'},"
                + " 'storage': {'type': 'localfs', 'path': '{path}'}}";
    }

    private static String provider(String name) {
        return "{'name': '" + name
                + "', 'type': 'vmware', 'address': '{vcenter}', 'username': 'PLACE', 'password': 'HOLDER',"
                + " 'tls': {'mode': 'none'}, 'data_center': {'id': '{dc}'}}";
    }

    private String add(String path, String body) {
        return client.post(path, json(body)).id();
    }

    private ObjectNode json(String text) {
        String filled = text.replace('\'', '"');
        for (Map.Entry<String, String> each : ids.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        try {
            ObjectNode object = (ObjectNode) JSON.readTree(filled);
            if (object.path("username").asText().equals("PLACE")) {
                object.put("username", TestingVCenter.USER).put("password", TestingVCenter.PASSWORD);
            }
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Request request(ApiString where) {
        Map<String, String> path = new LinkedHashMap<>();
        List<String> steps = List.of(where.path().split("/", -1));
        for (int index = 1; index < steps.size(); index++) {
            String step = steps.get(index);
            if (step.startsWith("{")) {
                path.put(step.substring(1, step.length() - 1), idBelow(steps.get(index - 1), where));
            }
        }
        return new Request(path, Map.of(), body(where));
    }

    private String idBelow(String collection, ApiString where) {
        boolean isChanged = where.method().equals("PUT");
        boolean isRemoved = where.method().equals("DELETE");
        return switch (collection) {
            case "datacenters" -> ids.get(isChanged ? "dc2" : "dc");
            case "clusters" -> ids.get(isChanged ? "cluster2" : "cluster");
            case "externalvmproviders" ->
                isRemoved ? UUID.randomUUID().toString() : ids.get(isChanged ? "provider2" : "provider");
            case "hosts" -> isRemoved ? UUID.randomUUID().toString() : ids.get("host");
            case "storagedomains" -> isRemoved ? UUID.randomUUID().toString() : ids.get("domain");
            case "virtualmachines" -> ids.get("machine");
            case "imports", "vms" -> ids.get("import");
            case "attempts" -> ids.get("attempt");
            case "tokens" -> UUID.randomUUID().toString();
            case "networks" -> isRemoved ? UUID.randomUUID().toString() : ids.get(isChanged ? "network2" : "network");
            case "vnicprofiles" -> ids.get("profile");
            case "jobs" ->
                switch (where.operation()) {
                    case "addStep", "endStep" -> ids.get("told");
                    case "endJob", "clearJob" -> ids.get("told2");
                    default -> ids.get("job");
                };
            case "steps" -> ids.get(where.operation().equals("endStep") ? "toldStep" : "step");
            case "events" -> ids.get("event");
            case "users" -> ids.get("user");
            case "roles" -> ids.get("role");
            case "permissions" -> ids.get("permission");
            default -> throw new IllegalArgumentException("no id is known for " + where.path());
        };
    }

    /** Null for operations that take none. */
    private ObjectNode body(ApiString where) {
        String name = "fresh-" + number++;
        boolean isUrl = where.name().equals("url");
        boolean isOfXen = isUrl || where.name().startsWith("ssh.");
        String text =
                switch (where.operation()) {
                    case "addDataCenter" -> "{'name': '" + name + "'}";
                    case "updateDataCenter", "updateCluster" -> "{}";
                    case "addCluster" -> "{'name': '" + name + "', 'data_center': {'id': '{dc}'}}";
                    case "addNetwork" -> NETWORK.formatted(name);
                    case "updateNetwork" -> "{}";
                    case "attachStorageDomain" -> "{'id': '{domain}'}";
                    case "addJob" -> TOLD;
                    case "addStep" -> TOLD_STEP;
                    case "endJob", "endStep" -> "{'succeeded': 'true'}";
                    case "addHost" -> host(name).replace("{agent}", "{relay}");
                    case "updateHost" -> "{}";
                    case "fenceHost" -> "{'fence_type': 'manual'}";
                    case "addStorageDomain" -> storageDomain(name);
                    case "updateStorageDomain" ->
                        where.name().startsWith("storage.")
                                ? "{'storage': {'type': 'localfs', 'path': '{path}'}}"
                                : "{}";
                    case "addProvider" ->
                        where.name().startsWith("tls.")
                                ? provider(name).replace("'none'", "'pinned'")
                                : isOfXen
                                        ? "{'name': '" + name + "', 'type': 'xen', 'data_center': {'id': '{dc}'}"
                                                + (isUrl ? "}" : ", 'url': 'xen+ssh://root@xen.example/'}")
                                        : provider(name);
                    case "updateProvider" -> where.name().startsWith("tls.") ? "{'tls': {'mode': 'pinned'}}" : "{}";
                    case "fetchCertificate" -> "{'address': '{vcenter}', 'data_center': {'id': '{dc}'}}";
                    case "fetchHostKeys" -> "{'url': 'xen+ssh://root@xen.example/', 'data_center': {'id': '{dc}'}}";
                    case "testConnectivity" -> "{}";
                    case "addUser" -> "{'user_name': '" + name + "@internal', 'password': 'some-Passw0rd'}";
                    case "changePassword" -> "{'new_password': 'some-Passw0rd'}";
                    case "addPermission" -> "{'user': {'id': '{user}'}, 'role': {'id': '{role}'}}";
                    case "importMachine" -> TARGET.formatted(name);
                    case "retryImport" -> "{'name': '" + name + "'}";
                    case "importMachines" ->
                        "{'imports': [{'virtual_machine': {'id': '{machine}'}, 'name': '" + name
                                + "'}], 'cluster': {'id': '{cluster}'}, 'storage_domain': {'id': '{domain}'}}";
                    case "addExternalVmImport" ->
                        "{'name': '" + TestingVCenter.FIRST_MACHINE + "', 'vm': {'name': '" + name
                                + "'}, 'provider': 'vmware',"
                                + " 'url': 'vpx://{vcenter}/DC0/DC0_C0/DC0_C0_H0?no_verify=1', 'username': 'PLACE',"
                                + " 'cluster': {'id': '{cluster}'}, 'storage_domain': {'id': '{domain}'}}";
                    case "updateImport" -> "{'priority': '50'}";
                    case "signIn" -> "{'grant_type': 'password', 'username': 'nobody@internal', 'password': 'wrong'}";
                    case "openSession" -> "{'username': 'nobody@internal', 'password': 'wrong'}";
                    case "signOut", "showTokenInfo" -> "{'token': 'none'}";
                    default -> "";
                };
        return text.isEmpty() ? null : json(text);
    }
}
