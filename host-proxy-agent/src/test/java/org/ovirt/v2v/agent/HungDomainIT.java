package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingProcess;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/**
 * A domain whose storage hangs, so that whoever touches it is in uninterruptible sleep and cannot be killed, costs its own imports a wait
 * and nobody else anything.
 */
class HungDomainIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String STOP = "stop";
    private static final String WRITTEN = "Finishing off";
    /** More than a healthy domain takes to answer beside other tests. */
    private static final int LIMIT_SECONDS = 6;

    /** More than a job may take to end that was aborted before virt-v2v was started. */
    private static final int LONG_LIMIT_SECONDS = 40;

    /** A test whose agent has the long limit. */
    private static final String PATIENT = "patient";

    /** Of each of two verbs: together more than what may be at work and wait for one domain. */
    private static final int CALLS = 40;

    private static final int HUNG_IMPORTS = 6;
    private static final int MEASURED_IMPORTS = 5;
    private static final int PINGS = 300;

    /** Far less than whoever waits for the domain waits; 200 on a machine that is not busy with other tests. */
    private static final long SLOWEST_PING_MILLIS = 1_000;

    private final UUID id = UUID.randomUUID();
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.createOnFaultyStorage();
    private final TestingExportDomain healthy = TestingExportDomain.create();
    private final UUID domainId = domain.id();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<TestingOvirtClient> clients = new ArrayList<>();
    private AgentProcess agent;
    private TestingOvirtClient client;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        int limitSeconds = test.getTags().contains(PATIENT) ? LONG_LIMIT_SECONDS : LIMIT_SECONDS;
        agent = AgentProcess.builder(pki.host())
                .set(Map.of(
                        "agent.v2v.program",
                        virtV2v.program().toString(),
                        "agent.v2v.emulation",
                        "ALWAYS",
                        "agent.storage.answer-limit",
                        Integer.toString(limitSeconds),
                        "agent.storage.work-limit",
                        Integer.toString(limitSeconds),
                        "agent.export-roots",
                        domain.root().getParent() + "," + healthy.root().getParent()))
                .asInstalled()
                .start();
        client = connect();
    }

    @AfterEach
    void stop() {
        domain.heal();
        clients.forEach(TestingOvirtClient::close);
        agent.close();
        callers.shutdownNow();
        domain.close();
        healthy.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
        TestingMemory.assertBounded(agent);
    }

    @Test
    void everybodyElseIsAnsweredWhileADomainHangs() throws Exception {
        client.result(VerbName.OPEN_EXPORT_DOMAIN, path(domain));
        domain.hang();
        List<CompletableFuture<JsonRpcResponse>> asked = new ArrayList<>();
        for (VerbName verb : List.of(VerbName.OPEN_EXPORT_DOMAIN, VerbName.LIST_EXPORTED_VMS)) {
            IntStream.range(0, CALLS).forEach(number -> asked.add(ask(verb, path(domain))));
        }
        CompletableFuture<JsonRpcResponse> listing = ask(VerbName.GET_EXTERNAL_VMS, TestingRequests.source(vcenter));
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, healthy, id));

        List<Long> millis = new ArrayList<>();
        for (int number = 0; number < PINGS; number++) {
            millis.add(millis(VerbName.PING));
            millis.add(millis(VerbName.GET_STATS));
        }

        assertThat(listing.get().getError()).isNull();
        assertDone(id);
        for (CompletableFuture<JsonRpcResponse> each : asked) {
            assertThat(each.get().getError()).isNotNull();
            assertThat(String.valueOf(each.get().getError()))
                    .containsAnyOf("does not answer for " + LIMIT_SECONDS + " s", "HOST_BUSY");
        }
        long p99 = millis.stream().sorted().toList().get(millis.size() * 99 / 100);
        System.out.printf(
                "MEASURED: ping and stats beside %d calls into a domain that hangs: 99 of 100 within %d ms%n",
                asked.size(), p99);
        assertThat(p99).isLessThan(SLOWEST_PING_MILLIS);

        domain.heal();
        await().atMost(TIME_OUT)
                .until(() ->
                        client.call(VerbName.OPEN_EXPORT_DOMAIN, path(domain)).getError() == null);
    }

    @Test
    void theDomainThatIsMeantIsFoundBesideOneThatHangs() throws Exception {
        UUID healthyId = healthy.id();
        domain.hang();

        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversionWithoutPath(vcenter, healthyId, id));
        assertDone(id);

        UUID other = UUID.randomUUID();
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversionWithoutPath(vcenter, domainId, other));
        JsonNode failed = awaitReport(other, told -> told.has("endedAt"));
        assertThat(failed.at("/failure/code").asText()).isEqualTo("DOMAIN_NOT_ANSWERING");
        assertThat(failed.at("/failure/message").asText())
                .contains(domain.root().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO", "ESTALE"})
    void aDomainWhoseStorageFailsIsNotTakenForOneThatIsNotMounted(String error) throws Exception {
        domain.fail(error);

        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversionWithoutPath(vcenter, domainId, id));

        JsonNode failed = awaitReport(id, told -> told.has("endedAt"));
        assertThat(failed.at("/failure/code").asText()).as("%s", failed).isEqualTo("DOMAIN_NOT_ANSWERING");
        assertThat(failed.at("/failure/message").asText()).contains(domain.root() + " (");
    }

    @ParameterizedTest
    @CsvSource({"EIO,Input/output error", "ESTALE,Stale file handle"})
    void aDomainThatIsNamedByItsPathWhileItsStorageFailsIsNotTakenForOneThatIsNotThere(String error, String words)
            throws Exception {
        domain.fail(error);

        client.result(
                VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversionInto(vcenter, domainId, domain.root(), id));

        JsonNode failed = awaitReport(id, told -> told.has("endedAt"));
        assertThat(failed.at("/failure/code").asText()).as("%s", failed).isEqualTo("DOMAIN_NOT_ANSWERING");
        assertThat(failed.at("/failure/message").asText()).contains(words);
    }

    @Test
    void theAgentStartsAgainWhileADomainHangsAndItsJobGoesOnWhenThatIsOver() throws Exception {
        convertUntilWritten(List.of(id));
        ProcessHandle conversion = virtV2v.process();
        // one of them is the one that will hang: it is ready before it is needed
        List<Long> helpers = agent.helpers().map(ProcessHandle::pid).toList();
        domain.hang();
        virtV2v.release(STOP);
        conversion.onExit().get();
        assertWaiting();

        agent.kill();
        client.close();
        agent.restart();
        client = connect();

        assertWaiting();
        assertThat(helpers).anyMatch(HungDomainIT::isThere);
        assertThat(agent.log()).contains("of an earlier run hangs in " + domain.root());
        domain.heal();
        assertDone(id);
        assertThat(domain.ovf(id)).exists();
        assertThat(domain.staged()).isEmpty();
        assertThat(virtV2v.runs()).isEqualTo(1);
        await().atMost(TIME_OUT).until(() -> helpers.stream().noneMatch(HungDomainIT::isThere));
        List<Long> last = agent.helpers().map(ProcessHandle::pid).toList();
        assertThat(last).isNotEmpty();
        agent.stop();
        await().atMost(TIME_OUT).until(() -> last.stream().noneMatch(HungDomainIT::isThere));
    }

    @Test
    void anImportIsCancelledWhileItsDomainHangsAndLeavesNothingWhenThatIsOver() throws Exception {
        convertUntilItsResultIsMovedIntoADomainThatHangs();

        long started = System.nanoTime();
        client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

        JsonNode ended = awaitReport(id, told -> told.has("endedAt"));
        System.out.printf(
                "MEASURED: cancelled %d ms after that was asked for, while its domain hangs%n",
                Duration.ofNanos(System.nanoTime() - started).toMillis());
        assertThat(ended.get("status").asText()).isEqualTo("aborted");
        JsonNode owed = client.result(VerbName.GET_OWED_REMOVALS, Map.of());
        assertThat(owed).hasSize(1);
        assertThat(owed.at("/0/path").asText()).isEqualTo(domain.root().toString());
        client.result(VerbName.DELETE_JOB, Map.of("jobid", id));
        domain.heal();

        await().atMost(TIME_OUT)
                .until(() -> client.result(VerbName.GET_OWED_REMOVALS, Map.of()).isEmpty());
        assertThat(domain.staged()).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.ovf(id)).doesNotExist();
    }

    /** It has ended before the domain answers, and the machine is in the domain after that. */
    @Test
    @Tag(PATIENT)
    void anImportIsCancelledWhileItsResultIsMovedSlowlyAndTheMachineIsTakenOutAgain() throws Exception {
        convertUntilItsResultIsMovedIntoADomainThatHangs();

        client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

        assertThat(awaitReport(id, told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("aborted");
        assertThat(agent.log()).as("the domain was given up").doesNotContain("does not answer");
        domain.heal();
        assertNothingIsLeft();
    }

    @Test
    @Tag(PATIENT)
    void anImportIsCancelledWhileTheDomainHangsInWhichItIsJustToBegin() throws Exception {
        domain.failAt("hang", "mkdir", "/.v2v/" + id + "/*", 1);
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
        await().atMost(TIME_OUT).until(domain::isFaultMet);

        client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

        assertThat(awaitReport(id, told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("aborted");
        assertThat(agent.log()).as("the domain was still waited for").doesNotContain("does not answer");
        client.result(VerbName.DELETE_JOB, Map.of("jobid", id));
        domain.heal();
        assertNothingIsLeft();
        assertThat(virtV2v.runs()).isZero();
    }

    /** It is virt-v2v itself that hangs there, and cannot be ended before the domain is back. */
    @Test
    void anImportIsCancelledAndDeletedWhileItsConversionHangsAndLeavesNothingWhenThatIsOver() throws Exception {
        domain.failAt("hang", "write", "/.v2v/" + id + "/*", 1);
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
        await().atMost(TIME_OUT).until(domain::isFaultMet);

        client.result(VerbName.ABORT_JOB, Map.of("jobid", id));

        assertThat(awaitReport(id, told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("aborted");
        client.result(VerbName.DELETE_JOB, Map.of("jobid", id));
        domain.heal();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        await().atMost(TIME_OUT)
                .until(() -> client.result(VerbName.GET_OWED_REMOVALS, Map.of()).isEmpty());
        assertThat(domain.staged()).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.ovf(id)).doesNotExist();
        assertThat(agent.folder().resolve("tmp")).isEmptyDirectory();
        assertThat(agent.secrets()).isEmptyDirectory();
    }

    @Test
    void aFinishedConversionWaitsForStorageThatFails() throws Exception {
        Map<String, String> codes = Map.of(
                "EIO", "DOMAIN_NOT_ANSWERING",
                "ESTALE", "DOMAIN_NOT_ANSWERING",
                "ENOSPC", "DOMAIN_FULL",
                "EROFS", "DOMAIN_READ_ONLY");
        for (Map.Entry<String, String> each : codes.entrySet()) {
            assertWaitsForStorageThatFails(each.getKey(), each.getValue());
        }
        assertThat(virtV2v.runs()).isEqualTo(codes.size());
    }

    private void assertWaitsForStorageThatFails(String error, String code) throws Exception {
        UUID job = UUID.randomUUID();
        convertUntilWritten(List.of(job), error);
        ProcessHandle conversion = virtV2v.process();
        domain.fail(error);
        virtV2v.release(error);
        conversion.onExit().get();

        JsonNode waiting = awaitReport(job, told -> told.has("failure"));
        assertThat(waiting.has("endedAt")).as(error).isFalse();
        assertThat(waiting.at("/failure/code").asText()).as(error).isEqualTo(code);
        domain.heal();

        assertDone(job);
        assertThat(domain.ovf(job)).exists();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void importsIntoADomainThatHangsSlowDownNoOther() throws Exception {
        converted(UUID.randomUUID()); // an agent that has just started is slow
        long alone = medianOfConversions();

        List<UUID> waiting =
                Stream.generate(UUID::randomUUID).limit(HUNG_IMPORTS).toList();
        convertUntilWritten(waiting);
        domain.hang();
        virtV2v.release(STOP);
        // the ends of six conversions cost processor time, which is not what is asked for
        for (UUID each : waiting) {
            awaitReport(each, HungDomainIT::isCommitting);
        }

        long beside = medianOfConversions();

        System.out.printf(
                "MEASURED: an import alone %d ms, beside %d whose domain hangs %d ms, each the median of %d%n",
                alone, HUNG_IMPORTS, beside, MEASURED_IMPORTS);
        // it has ended while none of the others could
        for (UUID each : waiting) {
            assertThat(awaitReport(each, told -> true).has("endedAt")).isFalse();
        }
        domain.heal();
        for (UUID each : waiting) {
            assertDone(each);
            assertThat(domain.ovf(each)).exists();
        }
        assertThat(domain.staged()).isEmpty();
    }

    private void convertUntilItsResultIsMovedIntoADomainThatHangs() throws Exception {
        convertUntilWritten(List.of(id));
        ProcessHandle conversion = virtV2v.process();
        domain.hang();
        virtV2v.release(STOP);
        conversion.onExit().get();
        awaitReport(id, HungDomainIT::isCommitting);
    }

    private static boolean isCommitting(JsonNode report) {
        return report.get("phase").asText().equals("COMMITTING");
    }

    private void convertUntilWritten(List<UUID> jobs) throws Exception {
        convertUntilWritten(jobs, STOP);
    }

    private void convertUntilWritten(List<UUID> jobs, String stop) throws Exception {
        virtV2v.stoppingAt(WRITTEN, stop);
        for (UUID job : jobs) {
            client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, job));
        }
        await().atMost(TIME_OUT).until(() -> jobs.stream().allMatch(this::hasWrittenAll));
    }

    private boolean hasWrittenAll(UUID job) {
        Path output = agent.jobFolder(job.toString()).resolve("stdout");
        try {
            return Files.exists(output) && Files.readString(output).contains(WRITTEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertWaiting() {
        JsonNode report = awaitReport(id, told -> told.has("failure"));
        assertThat(report.has("endedAt")).isFalse();
        assertThat(report.at("/failure/code").asText()).isEqualTo("DOMAIN_NOT_ANSWERING");
        assertThat(report.get("description").asText())
                .startsWith("Waiting to move the result into the export domain: ");
    }

    private void assertDone(UUID job) {
        JsonNode report = awaitReport(job, told -> told.has("endedAt"));
        assertThat(report.get("status").asText()).as("%s", report).isEqualTo("done");
    }

    /** Of a process that was killed while it hung a thread is left. */
    private static boolean isThere(long pid) {
        String[] threads = Path.of("/proc/" + pid + "/task").toFile().list();
        return TestingProcess.runs(pid) || (threads != null && threads.length > 1);
    }

    /** In milliseconds. */
    private long medianOfConversions() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int number = 0; number < MEASURED_IMPORTS; number++) {
            millis.add(converted(UUID.randomUUID()));
        }
        return millis.stream().sorted().toList().get(MEASURED_IMPORTS / 2);
    }

    /** In milliseconds. */
    private long converted(UUID job) throws Exception {
        long started = System.nanoTime();
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, healthy, job));
        assertDone(job);
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private long millis(VerbName verb) throws Exception {
        long started = System.nanoTime();
        client.result(verb, Map.of());
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private static Map<String, Object> path(TestingExportDomain asked) {
        return Map.of("path", asked.root().toString());
    }

    private CompletableFuture<JsonRpcResponse> ask(VerbName verb, Object params) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.call(verb, params);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                callers);
    }

    private TestingOvirtClient connect() throws Exception {
        TestingOvirtClient made = TestingOvirtClient.of(pki, agent.port());
        clients.add(made);
        return made;
    }

    private JsonNode awaitReport(UUID job, Predicate<JsonNode> wanted) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", job)), wanted);
    }
}
