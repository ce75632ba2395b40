package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Nobody reaches what only the proxy host may reach by calling it a source, whatever names mean, and whenever that changes. Names are
 * looked up in a file, each time anew.
 */
class ForbiddenSourcesIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String NAME = "vcenter.example";
    private static final String FORBIDDEN = "SOURCE_FORBIDDEN";

    private final TestingFolder folder = TestingFolder.create("forbidden");
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final Path names = folder.resolve("names");
    private AgentProcess agent;
    private TestingOvirtClient client;

    @BeforeEach
    void start() throws Exception {
        mean("127.0.0.1");
        agent = AgentProcess.builder(pki.host())
                .javaOptions("-Djdk.net.hosts.file=" + names + " -Dsun.net.inetaddr.ttl=0")
                .set(Map.of(
                        "agent.sources.local-addresses",
                        "127.0.0.1",
                        "agent.v2v.program",
                        virtV2v.program().toString(),
                        "agent.v2v.emulation",
                        "ALWAYS"))
                .start();
        client = TestingOvirtClient.of(pki, agent.port());
    }

    @AfterEach
    void stop() {
        client.close();
        agent.close();
        vcenter.close();
        domain.close();
        virtV2v.close();
        pki.close();
        folder.close();
    }

    @Test
    void addressesOfTheProxyHostAndItsLinkAreRefusedUnlessAllowed() throws Exception {
        assertThat(client.result(VerbName.GET_EXTERNAL_VM_NAMES, source("127.0.0.1")))
                .isNotEmpty();
        for (String host : List.of(
                "127.0.0.2", "[::1]", "169.254.169.254", "[fe80::1]", "0.0.0.0", "[::ffff:127.0.0.2]", "2130706434")) {
            for (VerbName verb : List.of(
                    VerbName.GET_EXTERNAL_VM_NAMES,
                    VerbName.GET_EXTERNAL_VMS,
                    VerbName.DESCRIBE_SOURCE,
                    VerbName.GET_SOURCE_CERTIFICATE)) {
                assertThat(failure(verb, source(host)))
                        .as("%s of %s", verb, host)
                        .isEqualTo(FORBIDDEN);
            }
        }
        assertThat(failure(
                        VerbName.GET_EXTERNAL_VMS,
                        Map.of("uri", "xen+ssh://root@127.0.0.2/", "username", "", "password", "")))
                .isEqualTo(FORBIDDEN);
        assertThat(failure(VerbName.GET_SOURCE_HOST_KEYS, Map.of("uri", "xen+ssh://root@127.0.0.2/")))
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void aNameThatComesToMeanTheProxyHostIsRefusedFromThenOn() throws Exception {
        assertThat(client.result(VerbName.GET_EXTERNAL_VM_NAMES, source(NAME))).isNotEmpty();

        mean("127.0.0.2");

        assertThat(failure(VerbName.GET_EXTERNAL_VM_NAMES, source(NAME))).isEqualTo(FORBIDDEN);
        assertThat(failure(VerbName.GET_SOURCE_CERTIFICATE, source(NAME))).isEqualTo(FORBIDDEN);
        JsonNode job = conversion();
        assertThat(job.at("/failure/code").asText()).isEqualTo(FORBIDDEN);
        assertThat(job.at("/failure/message").asText()).contains(NAME, "127.0.0.2");
        assertThat(job.at("/failure/remedy").asText()).contains("agent.sources.local-addresses");
        assertThat(virtV2v.runs()).isZero();
    }

    /** A source with addresses of both is then reached. */
    @Test
    void theLauncherLeavesTheOrderOfAddressesToTheSystemWhereThereIsNoIpv4() throws Exception {
        String option = "java.net.preferIPv6Addresses = system";
        String launcher = Repository.program("host-proxy-agent", "agent/bin/ovirt-v2v-agent")
                .toString();

        assertThat(settingsOfJava("unshare", "--net", launcher, "--version")).contains(option);
        assertThat(settingsOfJava(launcher, "--version"))
                .contains("java.version")
                .doesNotContain(option);
    }

    private static String settingsOfJava(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OVIRT_V2V_AGENT_OPTS", "-XshowSettings:properties");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void virtV2vSeesTheNameMeanWhatWasCheckedWhateverItMeansLater() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        UUID id = submit();
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));

        mean("127.0.0.2");

        // what the process sees, not what this test sees
        String seen = Files.readString(
                Path.of("/proc", Long.toString(virtV2v.process().pid()), "root", "etc", "hosts"));
        assertThat(seen).startsWith("127.0.0.1 " + NAME + "\n").contains("localhost");
        assertThat(Files.readString(Path.of("/etc/hosts"))).doesNotContain(NAME);
        virtV2v.release("copying");
        await().atMost(TIME_OUT).until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", id))
                .get("status")
                .asText()
                .equals("done"));
    }

    private JsonNode conversion() throws Exception {
        UUID id = submit();
        return await().atMost(TIME_OUT)
                .until(
                        () -> client.result(VerbName.GET_JOB, Map.of("jobid", id)),
                        job -> job.get("status").asText().equals("error"));
    }

    private UUID submit() throws Exception {
        UUID id = UUID.randomUUID();
        Map<String, Object> request = new HashMap<>(TestingRequests.conversion(vcenter, domain, id));
        request.put("uri", request.get("uri").toString().replace("127.0.0.1", NAME));
        request.put("trust", Map.of("mode", "NONE"));
        client.result(VerbName.CONVERT_EXTERNAL_VM, request);
        return id;
    }

    private String failure(VerbName verb, Map<String, Object> source) throws Exception {
        return client.call(verb, source).getError().at("/data/code").asText();
    }

    private Map<String, Object> source(String host) {
        Map<String, Object> source = new HashMap<>(TestingRequests.source(vcenter));
        source.put("uri", "vpx://" + host + ":" + vcenter.port() + "/");
        source.put("trust", Map.of("mode", "NONE"));
        return source;
    }

    private void mean(String address) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), address + " " + NAME + "\n127.0.0.1 localhost\n");
        Files.move(draft, names, StandardCopyOption.REPLACE_EXISTING);
    }
}
