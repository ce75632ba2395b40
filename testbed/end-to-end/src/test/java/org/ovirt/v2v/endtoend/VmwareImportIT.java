package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * One machine of a vCenter with names that need escaping, imported by the real virt-v2v; while it copies, the agent is killed and
 * started again. Each test looks at another side of the same run.
 */
class VmwareImportIT {
    private static final Pattern NBDCOPY_FIGURE = Pattern.compile("(\\d+)% \\[[*-]+]");
    private static final int DATA_MEBIBYTES = 48;

    /** Makes the copy last about a quarter of a minute. */
    private static final Duration SLOW = Duration.ofMillis(250);

    private static final TestingGuest GUEST = TestingGuest.create(192, DATA_MEBIBYTES);
    private static final TestingVCenter VCENTER =
            TestingVCenter.builder().disk(GUEST.disk()).folders().specialNames().start();
    private static final TestingExportDomain DOMAIN = TestingExportDomain.createEmpty();
    private static final Deployment DEPLOYMENT = Deployment.withEmbeddedDatabase();
    private static final Set<String> SECRETS_SEEN = new TreeSet<>();
    private static String importId;
    private static JsonNode result;
    private static List<ProgressRecorder.Event> events;
    private static String nbdcopyOutput;

    @BeforeAll
    static void importMachine() {
        EngineClient client = DEPLOYMENT.client();
        DEPLOYMENT.addExportDomain("export", DOMAIN).accepted();
        String provider = client.post("/externalvmproviders", DEPLOYMENT.vmwareProvider("vcenter", VCENTER))
                .id();
        String machine = DEPLOYMENT
                .machine(provider, TestingVCenter.SPECIAL_MACHINE)
                .path("id")
                .asText();
        importId = DEPLOYMENT.startImport(provider, machine, "web1", "export").id();
        try (ProgressRecorder recorder = ProgressRecorder.start(
                        client, importId, () -> Files.exists(DOMAIN.ovf(UUID.fromString(importId))));
                FileFollower virtV2vErrors =
                        new FileFollower(DEPLOYMENT.agent().jobFolder(importId).resolve("stderr"))) {
            awaitCopying(recorder);
            DEPLOYMENT.agent().kill();
            DEPLOYMENT.agent().restart();
            result = DEPLOYMENT.awaitEnd(importId, Deployment.CONVERSION_TIME_OUT);
            Awaitility.await("the stream tells of the end")
                    .until(() -> !recorder.events().isEmpty()
                            && "succeeded".equals(last(recorder.events()).status()));
            events = recorder.events();
            nbdcopyOutput = virtV2vErrors.text();
        }
    }

    /** Until the copy is well under way, looking for passwords on the way. */
    private static void awaitCopying(ProgressRecorder recorder) {
        SecretSearch search = SecretSearch.of(TestingVCenter.PASSWORD).without(VmwareImportIT::isOfOthers);
        boolean[] slow = {false};
        Awaitility.await("virt-v2v copies")
                .atMost(Deployment.CONVERSION_TIME_OUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    SECRETS_SEEN.addAll(search.processes());
                    SECRETS_SEEN.addAll(search.filesBelow(DEPLOYMENT.agent().folder()));
                    SECRETS_SEEN.addAll(search.filesBelow(DEPLOYMENT.engine().folder()));
                    JsonNode now = DEPLOYMENT.importNow(importId);
                    assertThat(now.path("status").asText()).as("%s", now).isNotIn("failed", "cancelled", "succeeded");
                    if (!slow[0]
                            && "PREPARING_COPY"
                                    .equalsIgnoreCase(now.path("phase").asText())) {
                        VCENTER.setLatency(SLOW);
                        slow[0] = true;
                    }
                    return now.path("progress").asInt() >= 20;
                });
        assertThat(recorder.events()).isNotEmpty();
    }

    /** libguestfs makes its appliance from this machine's own files; virt-v2v writes what curl is to ask for, for its moment. */
    private static boolean isOfOthers(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".guestfs-") || name.matches("guestfscurl.*\\.conf");
    }

    @AfterAll
    static void close() {
        DEPLOYMENT.close();
        DOMAIN.close();
        VCENTER.close();
        GUEST.close();
    }

    @Test
    void machineLiesCompleteInTheExportDomainUnderTheIdOfTheImport() {
        assertThat(result.path("status").asText()).as("%s", result).isEqualTo("succeeded");
        ImportedMachine.assertComplete(DOMAIN, importId, GUEST.capacity());
        assertThat(DOMAIN.ovf(UUID.fromString(importId))).content().contains("<Name>web1</Name>", "ovirtmgmt");
    }

    @Test
    void progressNeverGoesBackAndIsCompleteOnlyAtTheEnd() {
        int before = 0;
        for (ProgressRecorder.Event event : events) {
            assertThat(event.progress()).as("%s", event).isGreaterThanOrEqualTo(before);
            if (event.progress() == 100) {
                assertThat(event.committed()).as("%s", event).isTrue();
            }
            before = event.progress();
        }
        assertThat(before).isEqualTo(100);
    }

    @Test
    void progressIsWhatTheCopyingToolPrints() {
        List<Integer> figures = new ArrayList<>();
        Matcher matcher = NBDCOPY_FIGURE.matcher(nbdcopyOutput);
        while (matcher.find()) {
            figures.add(Integer.valueOf(matcher.group(1)));
        }
        assertThat(figures).isNotEmpty();
        for (ProgressRecorder.Event event : events) {
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
        SecretSearch search = SecretSearch.of(TestingVCenter.PASSWORD).without(VmwareImportIT::isOfOthers);
        assertThat(SECRETS_SEEN).isEmpty();
        assertThat(search.filesBelow(DEPLOYMENT.agent().folder())).isEmpty();
        assertThat(search.filesBelow(DEPLOYMENT.engine().folder())).isEmpty();
        assertThat(search.filesBelow(DEPLOYMENT.agent().secrets())).isEmpty();
        assertThat(DEPLOYMENT.agent().log()).doesNotContain(TestingVCenter.PASSWORD);
        assertThat(DEPLOYMENT.engine().log()).doesNotContain(TestingVCenter.PASSWORD);
    }

    @Test
    void passwordOfTheAdministratorIsNotInAnyFile() {
        SecretSearch search = SecretSearch.of(EngineProcess.ADMIN_PASSWORD);
        assertThat(search.filesBelow(DEPLOYMENT.engine().folder())).isEmpty();
    }

    private static ProgressRecorder.Event last(List<ProgressRecorder.Event> list) {
        return list.get(list.size() - 1);
    }
}
