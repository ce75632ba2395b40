package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPki.Identity;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** {@code ovirt-v2v-agent --check} of the agent as it is installed tells what is wrong before anything is started. */
class SelfCheckIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(2);

    private final TestingFolder folder = TestingFolder.create("check");
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final Map<String, String> settings = new TreeMap<>();

    private record Outcome(int exitCode, String output) {}

    @BeforeEach
    void configure() {
        Identity host = pki.host();
        settings.put("agent.address", "127.0.0.1");
        settings.put("agent.port", Integer.toString(FreePort.find()));
        settings.put("agent.tls.certificate", host.certificate().toString());
        settings.put("agent.tls.key", host.key().toString());
        settings.put("agent.tls.ca", host.authority().toString());
        settings.put("agent.state-dir", folder.resolve("state").toString());
        settings.put("agent.v2v.program", virtV2v.program().toString());
        settings.put("agent.v2v.emulation", "ALWAYS");
        settings.put("agent.v2v.temp-dir", folder.resolve("tmp").toString());
    }

    @AfterEach
    void remove() {
        virtV2v.close();
        pki.close();
        folder.close();
    }

    @Test
    void nothingIsWrongWithAHostThatCanConvert() throws Exception {
        Outcome outcome = check();

        assertThat(outcome.output()).contains("virt-v2v: 2.2.0", "Nothing is wrong.");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        settings.put("agent.tls.certificate", "/nowhere/agent.pem");
        settings.put("agent.v2v.program", "/nowhere/virt-v2v");
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            settings.put("agent.port", Integer.toString(other.getLocalPort()));

            Outcome outcome = check();

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .contains("PROBLEM /nowhere/agent.pem (agent.tls.certificate) does not exist; enrol this host")
                    .contains("PROBLEM /nowhere/virt-v2v is not installed on this host. Install it: ")
                    .contains("PROBLEM Cannot listen on 127.0.0.1 port " + other.getLocalPort())
                    .doesNotContain("Nothing is wrong", "\tat ");
        }
    }

    @Test
    void aKeyThatDoesNotBelongToTheCertificateIsFound() throws Exception {
        String other = pki.host("other.example.org").key().toString();
        settings.put("agent.tls.key", other);

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("PROBLEM The private key " + other + " does not belong");
    }

    @Test
    void aCertificateThatExpiresSoonIsToldOfButKeepsNobodyFromWorking() throws Exception {
        try (TestingPki shortLived = TestingPki.validFor(20)) {
            Identity host = shortLived.host();
            settings.put("agent.tls.certificate", host.certificate().toString());
            settings.put("agent.tls.key", host.key().toString());
            settings.put("agent.tls.ca", host.authority().toString());

            Outcome outcome = check();

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output())
                    .contains("WARNING The certificate " + host.certificate() + " expires on 20", "v2v-pki renew")
                    .doesNotContain(host.authority() + " expires");
        }
    }

    @Test
    void aSettingThatIsNoneIsNamed() throws Exception {
        settings.put("agent.port", "many");

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "agent.port", "many", folder.resolve("agent.properties").toString())
                .doesNotContain("\tat ");
    }

    private Outcome check() throws IOException, InterruptedException {
        Path file = folder.resolve("agent.properties");
        Files.writeString(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Repository.file("host-proxy-agent/target/agent/bin/ovirt-v2v-agent")
                                .toString(),
                        "--check",
                        "--config",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(TIME_OUT.toSeconds(), TimeUnit.SECONDS))
                    .as("the check ends")
                    .isTrue();
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
