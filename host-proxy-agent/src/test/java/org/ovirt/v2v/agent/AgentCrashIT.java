package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** The agent as it is shipped is killed with SIGKILL, and its successor brings every job to its end. */
class AgentCrashIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String STOP = "stop";

    private final UUID id = UUID.randomUUID();
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.createOnServerOf(64);
    private final UUID domainId = domain.id();
    private AgentProcess agent;
    private TestingOvirtClient client;

    @BeforeEach
    void start() throws Exception {
        agent = AgentProcess.builder(pki.host())
                .set(Map.of("agent.v2v.program", virtV2v.program().toString(), "agent.v2v.emulation", "ALWAYS"))
                .asInstalled()
                .start();
        connect();
    }

    @AfterEach
    void stop() {
        client.close();
        agent.close();
        domain.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
        TestingMemory.assertBounded(agent);
    }

    @Test
    void aConversionGoesOnInTheSameProcess() throws Exception {
        virtV2v.withDisk(1 << 20, 0, 66, 100).stoppingAt("1:66", STOP);
        reach();
        long pid = virtV2v.process().pid();
        Instant started = virtV2v.started();

        killAndRestart();

        awaitReport(report -> report.get("progress").asInt() == 66);
        assertThat(virtV2v.process().pid()).isEqualTo(pid);
        assertThat(virtV2v.started()).isEqualTo(started);
        virtV2v.release(STOP);
        assertImported();
    }

    /** The successor knows the machine's id from the job's folder alone. */
    @Test
    void aMachineWithAnIdOfItsOwnGetsIt() throws Exception {
        UUID machine = UUID.randomUUID();
        virtV2v.withDisk(1 << 20, 0, 66, 100).stoppingAt("1:66", STOP);
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id, machine));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));

        killAndRestart();
        virtV2v.release(STOP);

        assertThat(awaitReport(told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("done");
        assertThat(domain.ovf(machine)).exists();
        assertThat(domain.ovf(id)).doesNotExist();
        assertThat(client.result(VerbName.GET_CONVERTED_VM, Map.of("jobid", id)).toString())
                .contains(machine.toString());
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void whatWasFinishedMeanwhileWaitsForItsDomainThroughAnotherCrash() throws Exception {
        virtV2v.stoppingAt("Finishing off", STOP);
        reach();
        ProcessHandle conversion = virtV2v.process();

        agent.kill();
        domain.unmount();
        virtV2v.release(STOP);
        conversion.onExit().get();
        restart();
        awaitWaiting();
        killAndRestart();
        awaitWaiting();
        domain.mountAgain();

        assertImported();
    }

    @Test
    void aConversionThatDiedWithTheAgentLeavesNothing() throws Exception {
        virtV2v.leavingImagesBehind().stoppingAt("1:66", STOP);
        reach();

        agent.kill();
        ProcessHandle conversion = virtV2v.process();
        conversion.parent().orElseThrow().destroyForcibly();
        conversion.destroyForcibly();
        restart();

        JsonNode report = awaitReport(told -> told.get("status").asText().equals("error"));
        assertThat(report.at("/failure/code").asText()).isEqualTo("JOB_LOST");
        assertThat(domain.staged()).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(agent.secrets()).isEmptyDirectory();
    }

    private void reach() throws Exception {
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));
    }

    private void killAndRestart() throws Exception {
        agent.kill();
        restart();
    }

    private void restart() throws Exception {
        client.close();
        agent.restart();
        connect();
    }

    private void connect() throws Exception {
        client = TestingOvirtClient.of(pki, agent.port());
    }

    private void awaitWaiting() {
        JsonNode report = awaitReport(told -> told.has("failure"));
        assertThat(report.get("status").asText()).isEqualTo("copying_disk");
        assertThat(report.at("/failure/code").asText()).isEqualTo("DOMAIN_MISSING");
        assertThat(report.get("description").asText())
                .startsWith("Waiting to move the result into the export domain: ")
                .contains(domainId.toString());
    }

    private JsonNode awaitReport(Predicate<JsonNode> wanted) {
        return await().atMost(TIME_OUT).until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", id)), wanted);
    }

    private void assertImported() {
        JsonNode report = awaitReport(told -> told.has("endedAt"));
        assertThat(report.get("status").asText()).isEqualTo("done");
        assertThat(domain.ovf(id)).exists();
        assertThat(domain.staged()).isEmpty();
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertThat(Files.exists(agent.jobFolder(id.toString()))).isTrue();
    }
}
