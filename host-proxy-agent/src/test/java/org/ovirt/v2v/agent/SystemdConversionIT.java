package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingProcess;
import org.ovirt.v2v.testbed.TestingSystemd;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** The agent as it is shipped, with the unit that is shipped with it, under a real systemd: conversions have units of their own. */
class SystemdConversionIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String STOP = "stop";
    private static final String AGENT = "ovirt-v2v-agent.service";
    private static final String SLICE = "ovirtv2v.slice";

    private final UUID id = UUID.randomUUID();
    private final String unit = "ovirt-v2v-" + id + ".scope";
    private final TestingFolder folder = TestingFolder.create("agent");
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.createOnFileSystemOf(64);
    private final TestingSystemd systemd = TestingSystemd.start(
            folder.path(), pki.authority().getParent(), virtV2v.program().getParent(), domain.root());
    private final int port = FreePort.find();
    private final Path program = Repository.program("host-proxy-agent", "agent/bin/ovirt-v2v-agent");
    private TestingOvirtClient client;

    @BeforeEach
    void start() throws Exception {
        TestingPki.Identity host = pki.host();
        write(Map.ofEntries(
                Map.entry("agent.address", "127.0.0.1"),
                Map.entry("agent.port", Integer.toString(port)),
                Map.entry("agent.tls.certificate", host.certificate().toString()),
                Map.entry("agent.tls.key", host.key().toString()),
                Map.entry("agent.tls.ca", host.authority().toString()),
                Map.entry("agent.state-dir", folder.resolve("state").toString()),
                Map.entry("agent.sources.local-addresses", "127.0.0.1"),
                Map.entry("agent.export-roots", domain.root().getParent().toString()),
                Map.entry("agent.v2v.program", virtV2v.program().toString()),
                Map.entry("agent.v2v.emulation", "ALWAYS"),
                Map.entry("agent.v2v.cpu-weight", "20"),
                Map.entry("agent.v2v.memory-high", "512"),
                Map.entry(
                        "agent.v2v.temp-dir",
                        Files.createDirectory(folder.resolve("tmp")).toString())));
        systemd.unit(AGENT, Files.readString(Repository.file("host-proxy-agent/src/main/dist/share/" + AGENT)));
        systemd.unit(
                AGENT + ".d/testing.conf",
                """
                [Unit]
                DefaultDependencies=no
                [Service]
                ExecStart=
                ExecStart=%s --config %s
                StandardOutput=append:%s
                StandardError=inherit
                """
                        .formatted(program, settings(), log()));
        systemd.run("systemctl", "start", AGENT);
        connect();
        await().atMost(TIME_OUT).until(() -> logged().contains("Units: "));
    }

    @AfterEach
    void stop() {
        client.close();
        systemd.close();
        domain.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
        folder.close();
    }

    @Test
    void aConversionOutlivesTheAgentsUnitInOneOfItsOwn() throws Exception {
        virtV2v.withDisk(1 << 20, 0, 66, 100).stoppingAt("1:66", STOP);
        reach();
        List<Long> conversion = ofConversion();
        assertThat(conversion).hasSizeGreaterThan(1);
        assertThat(ofAgent()).isNotEmpty().doesNotContainAnyElementsOf(conversion);
        assertThat(shown("MemoryHigh", unit)).isEqualTo(Long.toString(512L << 20));
        // what the kernel ends for want of memory is not the launcher; versions before 253 have no such property, and
        // do so
        assertThat(shown("OOMPolicy", unit)).isIn("continue", "");
        await().atMost(TIME_OUT)
                .untilAsserted(() -> assertThat(shown("CPUWeight", SLICE)).isEqualTo("20"));

        client.close();
        systemd.run("systemctl", "stop", AGENT);
        assertThat(ofAgent()).isEmpty();
        assertThat(ofConversion()).containsExactlyInAnyOrderElementsOf(conversion);
        systemd.run("systemctl", "start", AGENT);
        connect();
        virtV2v.release(STOP);

        JsonNode report = awaitReport(told -> told.has("endedAt"));
        assertThat(report.get("status").asText()).isEqualTo("done");
        assertThat(report.at("/usage/processorMillis").asLong()).isPositive();
        assertThat(logged()).contains("is DONE after", "its conversion has used");
        assertThat(domain.ovf(id)).exists();
        assertThat(virtV2v.runs()).isEqualTo(1);
        awaitNothingLeft();
    }

    @Test
    void theAgentIsRestartedByTheServiceManager() throws Exception {
        virtV2v.stoppingAt("1:66", STOP);
        reach();
        List<Long> conversion = ofConversion();

        client.close();
        systemd.run("systemctl", "restart", AGENT);
        connect();

        assertThat(ofConversion()).containsExactlyInAnyOrderElementsOf(conversion);
        virtV2v.release(STOP);
        assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("done");
        awaitNothingLeft();
    }

    /** It waits for a minute, in case the update is still under way. */
    @Test
    @Tag("long")
    void anAgentWhoseJavaWasUpdatedIsStartedAgainAndItsConversionGoesOn() throws Exception {
        virtV2v.stoppingAt("1:66", STOP);
        reach();
        List<Long> conversion = ofConversion();
        List<Long> agent = ofAgent();
        client.close();

        Path helper = Path.of(System.getProperty("java.home"), "lib/jspawnhelper");
        Path updated = Files.copy(helper, folder.resolve("jspawnhelper"));
        Files.setPosixFilePermissions(updated, Files.getPosixFilePermissions(helper));
        systemd.run("mount", "--bind", updated.toString(), helper.toString());

        await().atMost(TIME_OUT.multipliedBy(2)).until(() -> logged().contains("was updated: the agent ends"));
        await().atMost(TIME_OUT).until(() -> logged().split("listens on", -1).length > 2);
        assertThat(ofAgent()).isNotEmpty().doesNotContainAnyElementsOf(agent);
        assertThat(ofConversion()).containsExactlyInAnyOrderElementsOf(conversion);
        connect();
        virtV2v.release(STOP);
        assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("done");
    }

    /** As all units are when the host goes down: the import is begun again then. */
    @Test
    void aConversionWhoseUnitIsStoppedIsLostAndHasNotFailed() throws Exception {
        virtV2v.stoppingAt("1:66", STOP);
        reach();

        systemd.run("systemctl", "stop", unit);

        JsonNode report = awaitReport(told -> told.has("endedAt"));
        assertThat(report.at("/failure/code").asText()).isEqualTo("JOB_LOST");
        assertThat(domain.staged()).isEmpty();
        awaitNothingLeft();
    }

    /** It has neither the session nor the environment nor the parent by which it would be found otherwise. */
    @Test
    void abortEndsWhatHasMadeADaemonOfItself() throws Exception {
        virtV2v.leavingDaemon().stoppingAt("1:66", STOP);
        reach();
        long daemon = daemon();

        client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

        assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("aborted");
        awaitNothingLeft();
        assertThat(TestingProcess.runs(daemon)).isFalse();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void whatASuccessfulConversionLeavesBehindIsEnded() throws Exception {
        virtV2v.leavingDaemon().stoppingAt("1:66", STOP);
        reach();
        long daemon = daemon();

        virtV2v.release(STOP);

        assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("done");
        awaitNothingLeft();
        assertThat(TestingProcess.runs(daemon)).isFalse();
    }

    @Test
    void aSystemdThatHangsKeepsNoConversionFromBeginningOrEnding() throws Exception {
        virtV2v.stoppingAt("1:66", STOP);
        systemd.freeze(true);
        try {
            reach();
            assertThat(logged()).contains("systemd has made no unit for job " + id);
            assertThat(ofConversion()).isEmpty();

            client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

            assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                    .isEqualTo("aborted");
            await().atMost(TIME_OUT).until(() -> virtV2v.runningChildren().isEmpty());
            assertThat(domain.staged()).isEmpty();
        } finally {
            systemd.freeze(false);
        }
        // what it was asked for while it hung must not be done now
        systemd.run("systemctl", "daemon-reload");
        assertThat(virtV2v.runs()).isEqualTo(1);
        awaitNothingLeft();
    }

    @Test
    void theCheckTriesAUnitAndLeavesNone() {
        String told = systemd.run(
                "sh",
                "-c",
                "\"$@\" || true",
                "check",
                program.toString(),
                "--config",
                settings().toString(),
                "--check");

        assertThat(told).contains("units: each conversion has a unit of systemd in ovirtv2v.slice");
        awaitNothingLeft();
    }

    private void reach() throws Exception {
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));
    }

    private void connect() throws Exception {
        await().atMost(TIME_OUT).until(this::isListening);
        client = TestingOvirtClient.of(pki, port);
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Long> ofConversion() {
        return systemd.processes(SLICE + "/" + unit);
    }

    private List<Long> ofAgent() {
        return systemd.processes("system.slice/" + AGENT);
    }

    private long daemon() {
        return await().atMost(TIME_OUT)
                .until(
                        () -> ofConversion().stream()
                                .filter(SystemdConversionIT::isDaemon)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isDaemon(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("sleep")
                    && Files.readString(Path.of("/proc/" + pid + "/environ")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private String shown(String property, String name) {
        return systemd.run("systemctl", "show", "--value", "--property=" + property, name)
                .strip();
    }

    private JsonNode awaitReport(Predicate<JsonNode> wanted) {
        return await().atMost(TIME_OUT).until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", id)), wanted);
    }

    private void awaitNothingLeft() {
        await().atMost(TIME_OUT)
                .untilAsserted(() -> assertThat(systemd.unitsIn(SLICE)).isEmpty());
    }

    private Path settings() {
        return folder.resolve("agent.properties");
    }

    private Path log() {
        return folder.resolve("agent.log");
    }

    private String logged() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, String> settings) throws IOException {
        Files.writeString(
                settings(),
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
