package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.AdministrationGuide;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingSystemd;

/**
 * The engine as it is shipped, installed by the commands of the administration guide, with the unit that is shipped with it, under a real
 * systemd.
 */
@Tag("process")
class EngineUnitIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(3);
    private static final String UNIT = "ovirt-v2v-engine.service";
    private static final String PASSWORD = "/run/ovirt-v2v-engine/initial-admin-password";
    private static final int HTTPS = 443;
    private static final int LOWEST = 300;
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Pattern DROP_IN = Pattern.compile("(?s)```ini\n(\\[Service].*?)```");

    private final TestingFolder folder = TestingFolder.create("engine-unit");
    private final TestingSystemd systemd = TestingSystemd.start(folder.path());
    private AdministrationGuide guide;

    @BeforeEach
    void install() throws IOException {
        guide = AdministrationGuide.read();
        // a user can be made there that this machine does not get
        shell(
                """
                mkdir -p /run/etc/upper /run/etc/work /opt /var/lib /var/cache
                mount -t overlay -o lowerdir=/etc,upperdir=/run/etc/upper,workdir=/run/etc/work etc /etc
                """);
        shell(
                """
                bin/v2v-pki init /root/v2v-pki
                bin/v2v-pki engine /root/v2v-pki localhost
                """);
        // root's on hardened machines
        shell("umask 077\n"
                + commands()
                        .lines()
                        .takeWhile(line -> !line.contains("/etc/systemd/system"))
                        .collect(Collectors.joining("\n")));
        systemd.unit(
                UNIT,
                Files.readString(Repository.file("engine-external-provider/src/main/dist/share")
                        .resolve(UNIT)));
        // there is no journal
        systemd.unit(
                UNIT + ".d/testing.conf",
                """
                [Unit]
                DefaultDependencies=no
                [Service]
                StandardOutput=append:%s
                StandardError=inherit
                """
                        .formatted(log()));
    }

    @AfterEach
    void stop() {
        systemd.close();
        folder.close();
    }

    @Test
    void theUnitIsStartedRestartedAndStopped() {
        int port = FreePort.find();
        listenAt(port);

        systemctl("start");

        String password = initialPassword();
        awaitSignedIn(port, password);
        String before = shown("MainPID");
        systemctl("restart");
        await().atMost(TIME_OUT).until(() -> !List.of(before, "0").contains(shown("MainPID")));
        awaitSignedIn(port, password);
        assertThat(shell("stat --format='%U %a' " + PASSWORD).strip()).isEqualTo("ovirt-v2v 600");
        assertThat(systemd.processes("system.slice/" + UNIT)).hasSize(1);

        systemctl("stop");
        awaitStopped();

        // one that did not end in time would be killed, which counts as a failure
        assertThat(shown("Result")).isEqualTo("success");
        assertThat(shown("ActiveState")).isEqualTo("inactive");
        assertThat(shown("NRestarts")).isEqualTo("0");
    }

    @Test
    void aPortBelow1024NeedsTheDropInOfTheGuide() {
        int port = privilegedPort();
        listenAt(port);
        systemctl("start");
        await().atMost(TIME_OUT).until(() -> logged().contains("Port " + port + " seems to be in use"));
        systemctl("stop");
        awaitStopped();

        Matcher dropIn = DROP_IN.matcher(guide.section("## Installing the engine"));
        assertThat(dropIn.find()).isTrue();
        // the guide's command for the folder that the drop-in names
        shell(guide.commands("## Installing the engine").get(1));
        systemd.unit(UNIT + ".d/override.conf", dropIn.group(1));
        systemctl("start");

        awaitSignedIn(port, initialPassword());
    }

    /** Of the block with which the program is installed. */
    private String commands() {
        return guide.commands("## Installing the engine").get(0);
    }

    private void listenAt(int port) {
        shell("printf '%%s\\n' quarkus.http.host=127.0.0.1 quarkus.http.ssl-port=%d >>/etc/ovirt-v2v/engine.properties"
                .formatted(port));
    }

    private static int privilegedPort() {
        return IntStream.iterate(HTTPS, port -> port > LOWEST, port -> port - 1)
                .filter(port -> FreePort.find(port) == port)
                .findFirst()
                .orElseThrow();
    }

    private String initialPassword() {
        return await("the initial password")
                .atMost(TIME_OUT)
                .pollInterval(POLL)
                .until(() -> shell("cat " + PASSWORD + " 2>/dev/null || true").strip(), text -> !text.isEmpty());
    }

    private void awaitSignedIn(int port, String password) {
        String authority = shell("cat /root/v2v-pki/ca.pem");
        EngineClient client = EngineClient.anonymous("https://localhost:" + port + "/ovirt-engine", authority);
        await("an answer of " + UNIT).atMost(TIME_OUT).until(client::isAnswered);
        assertThat(client.withPassword(EngineProcess.ADMIN, password).get("").status())
                .isEqualTo(200);
    }

    private void systemctl(String action) {
        systemd.run("systemctl", "--no-block", action, UNIT);
    }

    private void awaitStopped() {
        await().atMost(TIME_OUT).pollInterval(POLL).until(() -> List.of("inactive", "failed")
                .contains(shown("ActiveState")));
        assertThat(systemd.processes("system.slice/" + UNIT)).isEmpty();
    }

    private String shown(String property) {
        return systemd.run("systemctl", "show", "--value", "--property=" + property, UNIT)
                .strip();
    }

    /** In the repository, as root, beside the units. */
    private String shell(String commands) {
        String home = Repository.root().toString();
        return systemd.run("bash", "-euc", "cd \"$0\"\n" + commands, home);
    }

    private Path log() {
        return folder.resolve("engine.log");
    }

    private String logged() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
