package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * The calls that the user guide shows, run as somebody would who pastes them one after the other into bash. Only virt-v2v follows
 * a script, and the settings at the top of some sections are this test's.
 */
class UserGuideIT {
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- (settings|not run)[^>]*-->\n)?```sh\n(.*?)```\n", Pattern.DOTALL);
    private static final String SETTINGS = "settings";
    private static final String GATE = "copying";

    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create().stoppingAt("Copying disk 1/1", GATE);
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.createEmpty();
    private final TestingFolder folder = TestingFolder.create("guide");
    private AgentProcess agent;
    private EngineProcess engine;

    @BeforeEach
    void start() {
        agent = AgentProcess.start(
                pki.host(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        // so that the second import of the guide waits, and the third can be cancelled for sure
        engine = EngineProcess.builder(pki).set("v2v.imports.per-host", "1").start();
    }

    @AfterEach
    void close() {
        engine.close();
        agent.close();
        folder.close();
        domain.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
    }

    @Test
    void whatTheGuideShowsCanBePasted() throws IOException {
        Path script = Files.writeString(folder.resolve("guide.sh"), script());

        String output = Command.run(List.of("bash", script.toString()));

        assertThat(output)
                .contains(
                        "oVirt V2V",
                        TestingVCenter.FIRST_MACHINE,
                        "event:import",
                        "\"status\":\"succeeded\"",
                        "\"status\":\"cancelled\"",
                        "<Name>web1");
        JsonNode imports = engine.client().get("/imports?status=succeeded").accepted();
        assertThat(imports.path("import").findValuesAsText("name")).contains("web1");
        assertThat(folder.resolve("web1-1.qcow2")).exists();
        assertThat(Files.readString(folder.resolve("web1.xml"))).contains(folder.resolve("web1-1.qcow2") + "'/>");
    }

    private String script() throws IOException {
        List<String> parts = new ArrayList<>();
        // a refusal is an end with curl, unlike with the guide's reader
        parts.add(
                """
                set -euo pipefail
                cd %s
                curl() { command curl --fail-with-body --max-time 120 "$@"; }
                """
                        .formatted(folder.path()));
        parts.add(settings());
        Matcher block = BLOCK.matcher(Files.readString(Repository.file("docs/user-guide.md")));
        int shown = 0;
        while (block.find()) {
            String code = block.group(3);
            if (SETTINGS.equals(block.group(2))) {
                assertNamesKnown(code);
            } else if (block.group(2) == null) {
                shown++;
                if (code.contains("/stream")) {
                    parts.add("touch %s\n".formatted(virtV2v.program().resolveSibling(GATE + ".go")));
                }
                parts.add("echo; echo '--- block %d'%n".formatted(shown) + code);
                parts.add("FOLDER=%s\n".formatted(domainFolder()));
            }
        }
        assertThat(shown).as("blocks of the guide that are run").isGreaterThan(12);
        return String.join("", parts);
    }

    /** In the place of those that the guide shows for quickstart's engine. */
    private String settings() throws IOException {
        Path engineUser = Files.writeString(folder.resolve("engine-password"), EngineProcess.ADMIN_PASSWORD + "\n");
        Path vcenterUser = Files.writeString(folder.resolve("vcenter-password"), TestingVCenter.PASSWORD + "\n");
        return """
                ENGINE=%s
                CA=%s
                PASSWORD_FILE=%s
                HOST_PORT=%d
                EXPORT='{"type":"localfs","path":"%s"}'
                VCENTER=%s
                VCENTER_USER=%s
                VCENTER_PASSWORD_FILE=%s
                NAME=%s
                TARGET=%s
                """
                .formatted(
                        engine.address(),
                        pki.authority(),
                        engineUser,
                        agent.port(),
                        domain.root(),
                        vcenter.address(),
                        TestingVCenter.USER,
                        vcenterUser,
                        TestingVCenter.FIRST_MACHINE,
                        folder.path());
    }

    /** The engine makes it, under an id of its own. */
    private String domainFolder() {
        return "$(dirname \"$(ls -d " + domain.root() + "/*/dom_md 2>/dev/null || echo .)\")";
    }

    private void assertNamesKnown(String code) throws IOException {
        String known = settings() + "FOLDER=\n";
        for (String line : code.split("\n", -1)) {
            String name = line.substring(0, Math.max(line.indexOf('='), 0));
            assertThat(known).as("settings of this test").contains(name + "=");
        }
    }
}
