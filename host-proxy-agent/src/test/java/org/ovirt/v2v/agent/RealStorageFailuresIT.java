package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Storage fails under the real virt-v2v while it copies: what the job says is what happened, in words of the tools of this system. */
@Tag("long")
class RealStorageFailuresIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(8);

    private final UUID id = UUID.randomUUID();
    private final TestingPki pki = TestingPki.create();
    private final TestingGuest guest = TestingGuest.create();
    private final TestingVCenter vcenter =
            TestingVCenter.builder().disk(guest.disk()).start();
    private final TestingExportDomain domain = TestingExportDomain.createOnFaultyStorage();
    private final AgentProcess agent = AgentProcess.start(
            pki.host(), Map.of("agent.export-roots", domain.root().getParent().toString()));
    private TestingOvirtClient client;

    @BeforeEach
    void connect() throws Exception {
        client = TestingOvirtClient.of(pki, agent.port());
    }

    @AfterEach
    void stop() {
        domain.heal();
        client.close();
        agent.close();
        domain.close();
        vcenter.close();
        guest.close();
        pki.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EIO, DOMAIN_NOT_ANSWERING, Input/output error",
        "ESTALE, DOMAIN_NOT_ANSWERING, Stale file handle",
        "EROFS, DOMAIN_READ_ONLY, Read-only file system",
        "ENOSPC, DOMAIN_FULL, No space left on device"
    })
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatTheStorageSaidIsToldAndNothingIsLeft(String error, String code, String words) throws Exception {
        domain.failAt(error, "write", "/.v2v/%s/*/images/*/????????-????-????-????-????????????".formatted(id), 8);
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
        await().atMost(TIME_OUT).until(domain::isFaultMet);

        JsonNode waiting = await().atMost(TIME_OUT).until(this::report, told -> told.has("failure"));
        domain.heal();
        JsonNode ended = await().atMost(TIME_OUT).until(this::report, told -> told.has("endedAt"));

        System.out.println(
                "MEASURED: while it failed " + waiting.path("failure") + "; in the end " + ended.path("failure"));
        assertThat(ended.path("status").asText()).isEqualTo("error");
        assertThat(ended.at("/failure/code").asText()).isEqualTo(code);
        assertThat(ended.at("/failure/detail").asText()).contains(words);
        assertThat(domain.staged()).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
    }

    private JsonNode report() throws Exception {
        return client.result(VerbName.GET_JOB, Map.of("jobid", id));
    }
}
