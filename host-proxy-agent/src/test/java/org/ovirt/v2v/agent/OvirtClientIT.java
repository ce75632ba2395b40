package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.rpc.stomp.TestingTls;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPki.Identity;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.v2v.testbed.TestingXenHost;

/** oVirt's own client drives the agent over mutual TLS: every verb, events, heart-beats and restarts. */
class OvirtClientIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final Set<VerbName> called = EnumSet.noneOf(VerbName.class);
    private TestingFolder folder;
    private TestingPki pki;
    private TestingVirtV2v virtV2v;
    private Agent agent;
    private TestingOvirtClient client;

    @BeforeEach
    void start() throws Exception {
        folder = TestingFolder.create("agent");
        pki = TestingPki.create();
        virtV2v = TestingVirtV2v.create();
        agent = Agent.start(config(FreePort.find()));
        client = new TestingOvirtClient(tls(), agent.port(), 0);
    }

    @AfterEach
    void stop() {
        client.close();
        agent.close();
        virtV2v.close();
        pki.close();
        folder.close();
    }

    @Test
    void everyVerbIsAnswered() throws Exception {
        try (TestingVCenter vcenter = TestingVCenter.start();
                TestingExportDomain domain = TestingExportDomain.create()) {
            assertThat(result(VerbName.PING, Map.of()).booleanValue()).isTrue();
            assertThat(result(VerbName.GET_CAPABILITIES, Map.of())
                            .get("problems")
                            .isArray())
                    .isTrue();
            assertThat(result(VerbName.GET_STATS, Map.of()).get("v2vJobs").isObject())
                    .isTrue();
            listMachines(vcenter);
            JsonNode opened = result(
                    VerbName.OPEN_EXPORT_DOMAIN, Map.of("path", domain.root().toString()));
            assertThat(opened.get("id").textValue()).isEqualTo(domain.id().toString());
            Path empty = TestingExportDomain.emptyFolder(folder);
            JsonNode created = result(VerbName.CREATE_EXPORT_DOMAIN, Map.of("path", empty.toString(), "name", "new"));
            assertThat(created.get("name").textValue()).isEqualTo("new");
            UUID machine = convert(vcenter, domain);
            String path = domain.root().toString();
            assertThat(result(VerbName.LIST_EXPORTED_VMS, Map.of("path", path))).hasSize(1);
            assertThat(result(VerbName.GET_EXPORTED_VM_OVF, Map.of("path", path, "vmid", machine))
                            .textValue())
                    .contains(machine.toString());
            assertThat(result(VerbName.CHECK_EXPORT_DOMAIN, Map.of("path", path)))
                    .isEqualTo(new ObjectMapper().readTree("{\"defects\":[],\"orphans\":[],\"complete\":true}"));
            assertThat(result(VerbName.REMOVE_EXPORTED_VM, Map.of("path", path, "vmid", machine))
                            .booleanValue())
                    .isTrue();
            assertThat(result(VerbName.LIST_EXPORTED_VMS, Map.of("path", path))).isEmpty();
        }
        assertThat(result(VerbName.GET_OWED_REMOVALS, Map.of())).isEmpty();
        assertThat(result(VerbName.RETRY_OWED_REMOVALS, Map.of()).booleanValue())
                .isTrue();
        assertThat(called).isEqualTo(EnumSet.allOf(VerbName.class));
    }

    private void listMachines(TestingVCenter vcenter) throws Exception {
        Map<String, Object> source = TestingRequests.source(vcenter);
        JsonNode certificate = result(VerbName.GET_SOURCE_CERTIFICATE, source);
        assertThat(certificate.textValue()).startsWith("-----BEGIN CERTIFICATE-----");
        try (TestingXenHost xen = TestingXenHost.start()) {
            assertThat(result(VerbName.GET_SOURCE_HOST_KEYS, Map.of("uri", xen.uri()))
                            .get(0)
                            .textValue())
                    .isEqualTo(xen.hostKey());
        }
        JsonNode names = result(VerbName.GET_EXTERNAL_VM_NAMES, source);
        assertThat(names).hasSize(4);
        JsonNode described = result(VerbName.DESCRIBE_SOURCE, source);
        assertThat(described.get("product").textValue()).startsWith("VMware vCenter Server");
        assertThat(described.get("machines").intValue()).isEqualTo(4);
        assertThat(described.get("missingPrivileges")).isEmpty();
        assertThat(result(VerbName.GET_AGENT_LOG, Map.of("lines", 100_000)).get("lines"))
                .extracting(JsonNode::textValue)
                .anyMatch(line -> line.matches("\\S+Z INFO .*listens on .*"));
        JsonNode machines = result(VerbName.GET_EXTERNAL_VMS, source);
        assertThat(machines.isArray()).isTrue();
        assertThat(machines.get(0).get("vmName")).isEqualTo(names.get(0));
        assertThat(machines.get(0).at("/disks/0/capacity").isTextual()).isTrue();
    }

    private UUID convert(TestingVCenter vcenter, TestingExportDomain domain) throws Exception {
        UUID job = UUID.randomUUID();
        Map<String, Object> jobParams = Map.of("jobid", job);
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        assertThat(result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, job))
                        .booleanValue())
                .isTrue();
        assertThat(client.call(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, job))
                        .getError()
                        .get("code")
                        .intValue())
                .isEqualTo(69);
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        assertThat(result(VerbName.LIST_JOBS, Map.of())).hasSize(1);
        assertThat(result(VerbName.RETRY_JOB, jobParams).booleanValue()).isTrue();
        virtV2v.release("copying");
        await().atMost(TIME_OUT).untilAsserted(() -> assertThat(
                        result(VerbName.GET_JOB, jobParams).get("status").textValue())
                .isEqualTo("done"));
        JsonNode told = result(VerbName.GET_STATS, Map.of()).get("v2vJobs").get(job.toString());
        assertThat(told.get("status").textValue()).isEqualTo("done");
        assertThat(told.get("progress").intValue()).isEqualTo(100);
        assertThat(result(VerbName.GET_CONVERTED_VM, jobParams).textValue()).contains(job.toString());
        await().atMost(TIME_OUT).untilAsserted(() -> assertThat(client.events())
                .anySatisfy(event ->
                        assertThat(event.get(job.toString()).toString()).contains("status=done")));
        assertThat(result(VerbName.ABORT_JOB, jobParams).booleanValue()).isTrue();
        assertThat(result(VerbName.GIVE_UP_JOB, jobParams).booleanValue()).isTrue();
        assertThat(result(VerbName.DELETE_JOB, jobParams).booleanValue()).isTrue();
        assertThat(client.call(VerbName.GET_JOB, jobParams)
                        .getError()
                        .get("code")
                        .intValue())
                .isEqualTo(66);
        JsonNode log =
                result(VerbName.GET_JOB_LOG, Map.of("jobid", job, "log", "STDOUT", "offset", 0, "length", 100_000));
        assertThat(log.get("complete").booleanValue()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(log.get("content").textValue()), StandardCharsets.UTF_8))
                .contains("Copying disk 1/1");
        return job;
    }

    @Test
    void aMachineIsNotConvertedIfAnotherHasItsUuid() throws Exception {
        String copy = "DC0_C0_RP0_VM1";
        try (TestingVCenter vcenter = TestingVCenter.builder()
                        .sameUuid(TestingVCenter.FIRST_MACHINE, copy)
                        .start();
                TestingExportDomain domain = TestingExportDomain.create()) {
            UUID job = UUID.randomUUID();

            result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, job));

            JsonNode report = await().atMost(TIME_OUT)
                    .until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", job)), told -> List.of("error", "done")
                            .contains(told.get("status").textValue()));
            assertThat(report.at("/failure/code").textValue()).isEqualTo("VM_UUID_SHARED");
            assertThat(report.at("/failure/message").textValue())
                    .containsPattern(TestingVCenter.FIRST_MACHINE + " \\(vm-\\d+\\)")
                    .containsPattern(copy + " \\(vm-\\d+ in DC0\\)");
            assertThat(report.at("/failure/remedy").textValue()).contains("BIOS UUID");
            assertThat(virtV2v.wasStarted()).isFalse();
        }
    }

    @Test
    void unreachableSourceIsToldWithCauseAndRemedy() throws Exception {
        JsonNode error = client.call(
                        VerbName.GET_EXTERNAL_VM_NAMES,
                        Map.of("uri", "vpx://127.0.0.1:1/", "username", "u", "password", "hunter2"))
                .getError();

        assertThat(error.get("code").intValue()).isEqualTo(65);
        assertThat(error.at("/data/code").textValue()).isEqualTo("SOURCE_UNREACHABLE");
        assertThat(error.get("message").textValue())
                .contains("127.0.0.1")
                .contains(error.at("/data/remedy").textValue())
                .doesNotContain("hunter2");
    }

    @Test
    void connectionWithHeartBeatsStaysOpenWithoutRequests() throws Exception {
        try (TestingOvirtClient beating = new TestingOvirtClient(tls(), agent.port(), 2_000)) {
            beating.result(VerbName.PING, Map.of());

            await().during(Duration.ofSeconds(7)).atMost(TIME_OUT).until(beating::isOpen);

            assertThat(beating.result(VerbName.PING, Map.of()).booleanValue()).isTrue();
        }
    }

    @Test
    void clientComesBackAfterARestartOfTheAgent() throws Exception {
        int port = agent.port();
        try (TestingOvirtClient beating = new TestingOvirtClient(tls(), port, 2_000)) {
            beating.result(VerbName.PING, Map.of());

            agent.close();
            await().atMost(TIME_OUT).until(() -> !beating.isOpen());
            agent = Agent.start(config(port));

            assertThat(beating.result(VerbName.PING, Map.of()).booleanValue()).isTrue();
        }
    }

    private JsonNode result(VerbName verb, Map<String, ?> params) throws Exception {
        called.add(verb);
        return client.result(verb, params);
    }

    private AgentConfig config(int port) throws Exception {
        Identity host = pki.host();
        Path file = folder.resolve("agent.properties");
        Files.write(
                file,
                List.of(
                        "agent.address=127.0.0.1",
                        "agent.port=" + port,
                        "agent.sources.local-addresses=127.0.0.1",
                        "agent.tls.certificate=" + host.certificate(),
                        "agent.tls.key=" + host.key(),
                        "agent.tls.ca=" + host.authority(),
                        "agent.state-dir=" + folder.resolve("state"),
                        "agent.export-roots=" + TestingFolder.place(),
                        "agent.v2v.program=" + virtV2v.program(),
                        "agent.v2v.temp-dir=" + folder.path()));
        return ConfigLoader.load(file);
    }

    private SSLContext tls() throws Exception {
        return TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
    }
}
