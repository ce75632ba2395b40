package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.ProcessIdentity;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingAuthority;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * One machine of a vCenter with names that need escaping and a certificate of a company's authority, imported by the real
 * virt-v2v; while it copies, first the agent and then the engine is killed and started again. Each test looks at another side of
 * the same run.
 */
class VmwareImportIT {
    private static final Pattern NBDCOPY_FIGURE = Pattern.compile("(\\d+)% \\[[*-]+]");
    private static final int DATA_MEBIBYTES = 48;

    /** Makes the copy last about a quarter of a minute. */
    private static final Duration SLOW = Duration.ofMillis(250);

    /** Keeps the copy from ending while nobody watches it. */
    private static final Duration CRAWLING = Duration.ofSeconds(3);

    /** So many polls have one search for passwords. */
    private static final int POLLS_OF_A_SEARCH = 5;

    private static final Set<String> COPIED_SOON_OR_NOW = Set.of("preparing_copy", "copying_disks");

    /** Looks different in every form, as the passwords do, but stands where it may: to see that the search finds it there. */
    private static final String DESCRIPTION = "l<o>o&k \"at' %+/é me";

    private static final TestingGuest GUEST = TestingGuest.create(192, DATA_MEBIBYTES);
    private static final TestingAuthority AUTHORITY = TestingAuthority.create();
    private static final TestingVCenter VCENTER = TestingVCenter.builder()
            .disk(GUEST.disk())
            .folders()
            .specialNames()
            .serverPem(AUTHORITY.server("IP:127.0.0.1"))
            .start();
    private static final TestingExportDomain DOMAIN = TestingExportDomain.createEmpty();
    private static final Deployment DEPLOYMENT = Deployment.trusting(AUTHORITY);
    private static final SecretSearch PASSWORDS = SecretSearch.of(TestingVCenter.PASSWORD, EngineProcess.ADMIN_PASSWORD)
            .without(VmwareImportIT::isOfOthers);
    private static final Set<String> SECRETS_SEEN = new TreeSet<>();
    private static final List<ProgressRecorder.Event> EVENTS = new ArrayList<>();
    /** How many of the events came before the engine was killed. */
    private static int eventsOfTheFirstEngine;

    private static String provider;
    private static String importId;
    private static JsonNode result;
    private static Set<ProcessIdentity> conversion;
    private static Set<ProcessIdentity> afterTheAgent;
    private static Set<ProcessIdentity> afterTheEngine;
    private static String nbdcopyOutput;

    @BeforeAll
    static void importMachine() {
        DEPLOYMENT.addExportDomain("export", DOMAIN).accepted();
        ObjectNode vcenter = DEPLOYMENT.vmwareProvider("vcenter", VCENTER).put("description", DESCRIPTION);
        vcenter.putObject("tls").put("mode", "ca");
        provider = DEPLOYMENT.client().post("/externalvmproviders", vcenter).id();
        String machine = DEPLOYMENT
                .machine(provider, TestingVCenter.SPECIAL_MACHINE)
                .path("id")
                .asText();
        importId = DEPLOYMENT.startImport(provider, machine, "web1", "export").id();
        try (FileFollower virtV2vErrors =
                new FileFollower(DEPLOYMENT.agent().jobFolder(importId).resolve("stderr"))) {
            try (ProgressRecorder recorder = record()) {
                awaitCopying();
                conversion = conversionProcesses();
                DEPLOYMENT.agent().kill();
                DEPLOYMENT.agent().restart();
                afterTheAgent = conversionProcesses();
                awaitProgress(40);
                VCENTER.setLatency(CRAWLING);
                DEPLOYMENT.engine().kill();
                EVENTS.addAll(recorder.events());
                eventsOfTheFirstEngine = EVENTS.size();
            }
            DEPLOYMENT.engine().restart();
            afterTheEngine = conversionProcesses();
            try (ProgressRecorder recorder = record()) {
                VCENTER.setLatency(SLOW);
                result = DEPLOYMENT.awaitEnd(importId, Deployment.CONVERSION_TIME_OUT);
                Awaitility.await("the stream tells of the end")
                        .until(() -> !recorder.events().isEmpty()
                                && "succeeded".equals(last(recorder.events()).status()));
                EVENTS.addAll(recorder.events());
            }
            nbdcopyOutput = virtV2vErrors.text();
        }
    }

    private static ProgressRecorder record() {
        return ProgressRecorder.start(
                DEPLOYMENT.client(), importId, () -> Files.exists(DOMAIN.ovf(UUID.fromString(importId))));
    }

    private static Set<ProcessIdentity> conversionProcesses() {
        return ProcessIdentity.of("virt-v2v", importId);
    }

    /** Until the copy is well under way, looking for passwords on the way. */
    private static void awaitCopying() {
        boolean[] slow = {false};
        int[] polls = {0};
        Awaitility.await("virt-v2v copies")
                .atMost(Deployment.CONVERSION_TIME_OUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    // a search takes longer than all the rest of a poll, and the copy may begin meanwhile
                    if (polls[0]++ % POLLS_OF_A_SEARCH == 0) {
                        lookForPasswords();
                    }
                    JsonNode now = runningImport();
                    if (!slow[0]
                            && COPIED_SOON_OR_NOW.contains(now.path("phase").asText())) {
                        VCENTER.setLatency(SLOW);
                        slow[0] = true;
                    }
                    return now.path("progress").asInt() >= 20;
                });
    }

    private static void awaitProgress(int percent) {
        Awaitility.await("virt-v2v goes on copying")
                .atMost(Deployment.CONVERSION_TIME_OUT)
                .until(() -> runningImport().path("progress").asInt() >= percent);
    }

    private static JsonNode runningImport() {
        JsonNode now = DEPLOYMENT.importNow(importId);
        assertThat(now.path("status").asText()).as("%s", now).isNotIn("failed", "cancelled", "succeeded");
        return now;
    }

    private static void lookForPasswords() {
        SECRETS_SEEN.addAll(PASSWORDS.processes());
        SECRETS_SEEN.addAll(PASSWORDS.filesBelow(DEPLOYMENT.agent().folder()));
        SECRETS_SEEN.addAll(PASSWORDS.filesBelow(DEPLOYMENT.engine().folder()));
    }

    /** libguestfs makes its appliance from this machine's own files. */
    private static boolean isOfOthers(Path file) {
        return file.getFileName().toString().startsWith(".guestfs-");
    }

    @AfterAll
    static void close() {
        DEPLOYMENT.close();
        DOMAIN.close();
        VCENTER.close();
        AUTHORITY.close();
        GUEST.close();
    }

    @Test
    void oneAndTheSameVirtV2vSurvivesTheDeathOfTheAgentAndOfTheEngine() {
        assertThat(conversion).hasSize(1);
        assertThat(afterTheAgent).isEqualTo(conversion);
        assertThat(afterTheEngine).isEqualTo(conversion);
        assertThat(conversionProcesses()).isEmpty();
    }

    @Test
    void machineLiesCompleteInTheExportDomainUnderTheIdOfTheImport() {
        assertThat(result.path("status").asText()).as("%s", result).isEqualTo("succeeded");
        ImportedMachine.assertComplete(DOMAIN, importId, GUEST.capacity());
        assertThat(DOMAIN.ovf(UUID.fromString(importId))).content().contains("<Name>web1</Name>", "ovirtmgmt");
    }

    @Test
    void progressNeverGoesBackAndIsCompleteOnlyAtTheEnd() {
        // an engine that is killed forgets the figures of its last two seconds, until it has asked the host again
        assertNeverGoesBack(EVENTS.subList(0, eventsOfTheFirstEngine));
        assertNeverGoesBack(EVENTS.subList(eventsOfTheFirstEngine, EVENTS.size()));
        assertThat(EVENTS)
                .filteredOn(event -> event.progress() == 100)
                .isNotEmpty()
                .allMatch(ProgressRecorder.Event::committed);
        assertThat(last(EVENTS).progress()).isEqualTo(100);
    }

    private static void assertNeverGoesBack(List<ProgressRecorder.Event> events) {
        int before = 0;
        for (ProgressRecorder.Event event : events) {
            assertThat(event.progress()).as("%s", event).isGreaterThanOrEqualTo(before);
            before = event.progress();
        }
    }

    @Test
    void progressIsWhatTheCopyingToolPrints() {
        List<Integer> figures = new ArrayList<>();
        Matcher matcher = NBDCOPY_FIGURE.matcher(nbdcopyOutput);
        while (matcher.find()) {
            figures.add(Integer.valueOf(matcher.group(1)));
        }
        assertThat(figures).isNotEmpty();
        for (ProgressRecorder.Event event : EVENTS) {
            int progress = event.progress();
            if (progress < 100) {
                assertThat(figures)
                        .as("figures of nbdcopy near %s", progress)
                        .anyMatch(figure -> Math.abs(figure - progress) < 2);
            }
        }
    }

    @Test
    void noPasswordIsAnywhereButInMemory() {
        assertThat(SECRETS_SEEN).isEmpty();
        assertThat(PASSWORDS.filesBelow(DEPLOYMENT.agent().folder())).isEmpty();
        assertThat(PASSWORDS.filesBelow(DEPLOYMENT.engine().folder())).isEmpty();
        assertThat(PASSWORDS.filesBelow(DEPLOYMENT.agent().secrets())).isEmpty();
        assertThat(PASSWORDS.processes()).isEmpty();
        assertThat(EVENTS)
                .noneMatch(event -> PASSWORDS.isIn(event.representation().toString()));
        assertThat(replies()).noneMatch(PASSWORDS::isIn);
    }

    @Test
    void theSearchFindsWhatIsThere() {
        SecretSearch search = SecretSearch.of(DESCRIPTION);
        assertThat(search.filesBelow(DEPLOYMENT.engine().folder())).anyMatch(file -> file.endsWith(".mv.db"));
        assertThat(replies()).anyMatch(search::isIn);
        SecretSearch machine = SecretSearch.of(TestingVCenter.SPECIAL_MACHINE).without(VmwareImportIT::isOfOthers);
        assertThat(machine.filesBelow(DEPLOYMENT.agent().folder())).isNotEmpty();
        assertThat(replies().filter(machine::isIn)).hasSizeGreaterThan(1);
    }

    /** All that the engine tells of these things. */
    private static Stream<String> replies() {
        return Stream.of(
                        "",
                        "/externalvmproviders",
                        "/externalvmproviders/" + provider,
                        "/externalvmproviders/" + provider + "/virtualmachines",
                        "/imports",
                        "/imports/" + importId,
                        "/events",
                        "/jobs",
                        "/hosts",
                        "/storagedomains",
                        "/users")
                .map(path -> DEPLOYMENT.client().get(path).accepted().toString());
    }

    private static ProgressRecorder.Event last(List<ProgressRecorder.Event> list) {
        return list.get(list.size() - 1);
    }
}
