package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/** Whoever commands the agent reaches export domains below its roots, and nothing else of the host. */
class ExportRootsIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain inside = TestingExportDomain.create();

    /** Could be used in every way, if only it were at the right place. */
    private final TestingExportDomain outside = TestingExportDomain.create();

    private final Path root = inside.root().getParent();
    private final TestingFolder folder = TestingFolder.create("roots");
    private final Path empty = TestingExportDomain.emptyFolder(folder);
    private AgentProcess agent;
    private TestingOvirtClient client;

    @BeforeEach
    void start() throws Exception {
        agent = AgentProcess.start(
                pki.host(),
                Map.of(
                        "agent.v2v.program", virtV2v.program().toString(),
                        "agent.v2v.emulation", "ALWAYS",
                        "agent.export-roots", root.toString()));
        client = TestingOvirtClient.of(pki, agent.port());
    }

    @AfterEach
    void stop() {
        client.close();
        agent.close();
        folder.close();
        outside.close();
        inside.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
    }

    @Test
    void aPathThatIsNotBelowARootIsRefusedByEachVerbAndNothingIsTouched() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("link"), outside.root());
        // begins alike
        Path alike = Files.createDirectory(Path.of(root + "-evil"));
        TestingExportDomain.emptyFolderAt(alike.resolve("export"));
        List<String> before = content(outside.root());
        try {
            for (String path : List.of(
                    outside.root().toString(),
                    root + "/../" + outside.root().getParent().getFileName() + "/export",
                    link.toString(),
                    alike.resolve("export").toString(),
                    "export",
                    "/")) {
                for (VerbName verb : List.of(
                        VerbName.OPEN_EXPORT_DOMAIN,
                        VerbName.CREATE_EXPORT_DOMAIN,
                        VerbName.LIST_EXPORTED_VMS,
                        VerbName.CHECK_EXPORT_DOMAIN,
                        VerbName.GET_EXPORTED_VM_OVF,
                        VerbName.REMOVE_EXPORTED_VM)) {
                    assertRefused(verb, path);
                }
                UUID job = UUID.randomUUID();
                Map<String, Object> conversion =
                        TestingRequests.conversionInto(vcenter, outside.id(), Path.of(path), job);
                client.result(VerbName.CONVERT_EXTERNAL_VM, conversion);
                JsonNode failed = awaitEnd(job);
                assertThat(failed.at("/failure/code").asText()).as(path).isEqualTo("INVALID_REQUEST");
            }
            assertThat(content(alike)).containsExactly("export");
        } finally {
            TestingFolder.delete(alike);
        }

        assertThat(content(outside.root())).isEqualTo(before);
        assertThat(virtV2v.wasStarted()).isFalse();
    }

    @Test
    void whatIsRefusedSaysWhereDomainsAreAndWhatToDo() throws Exception {
        assertThat(answer(VerbName.OPEN_EXPORT_DOMAIN, outside.root().toString()))
                .contains(
                        "The storage path " + outside.root() + " is not below " + root,
                        "add the folder above it to agent.export-roots");
        Path link = Files.createSymbolicLink(root.resolve("link"), outside.root());
        assertThat(answer(VerbName.OPEN_EXPORT_DOMAIN, link.toString()))
                .contains("The storage path " + link + " is a link to " + outside.root());
    }

    @Test
    void aDomainBelowARootIsUsedAsBefore() throws Exception {
        Path linked = Files.createSymbolicLink(root.resolve("by-another-name"), inside.root());

        for (Path path : List.of(inside.root(), linked)) {
            assertThat(client.result(VerbName.OPEN_EXPORT_DOMAIN, Map.of("path", path.toString()))
                            .get("id")
                            .asText())
                    .isEqualTo(inside.id().toString());
        }
        Path fresh = TestingExportDomain.emptyFolderAt(root.resolve("fresh"));
        client.result(VerbName.CREATE_EXPORT_DOMAIN, Map.of("path", fresh.toString(), "name", "fresh"));
        assertThat(fresh).isNotEmptyDirectory();
    }

    /** The roots say where new imports go, not what becomes of those that have begun. */
    @Test
    void aConversionIsBroughtToItsEndThoughItsDomainIsNotBelowARootAnyMore() throws Exception {
        UUID job = UUID.randomUUID();
        virtV2v.stoppingAt("Finishing off", "end");
        client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, inside, job));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("end"));
        Path settings = agent.folder().resolve("agent.properties");
        Files.writeString(settings, Files.readString(settings).replace("=" + root + "\n", "=" + empty + "\n"));
        agent.kill();
        agent.restart();
        client.close();
        client = TestingOvirtClient.of(pki, agent.port());

        virtV2v.release("end");

        assertThat(awaitEnd(job).get("status").asText()).isEqualTo("done");
        assertThat(inside.ovf(job)).exists();
        assertThat(inside.staged()).isEmpty();
        assertThat(answer(VerbName.OPEN_EXPORT_DOMAIN, inside.root().toString()))
                .contains("is not below " + empty);
    }

    private void assertRefused(VerbName verb, String path) throws Exception {
        assertThat(answer(verb, path))
                .as("%s of %s", verb, path)
                .contains("-32602")
                .containsAnyOf("is not below " + root, "which is not below " + root, "is not an absolute one");
    }

    private String answer(VerbName verb, String path) throws Exception {
        Map<String, Object> params = new HashMap<>(Map.of("path", path));
        switch (verb) {
            case CREATE_EXPORT_DOMAIN -> params.put("name", "mine");
            case GET_EXPORTED_VM_OVF, REMOVE_EXPORTED_VM -> params.put("vmid", UUID.randomUUID());
            default -> {}
        }
        JsonRpcResponse response = client.call(verb, params);
        return String.valueOf(response.getError());
    }

    private JsonNode awaitEnd(UUID job) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.result(VerbName.GET_JOB, Map.of("jobid", job)), told -> told.has("endedAt"));
    }

    private static List<String> content(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(each -> !each.equals(top))
                    .map(each -> top.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }
}
