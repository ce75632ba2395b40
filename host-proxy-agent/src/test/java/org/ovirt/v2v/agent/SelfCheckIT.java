package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPki.Identity;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** {@code ovirt-v2v-agent --check} of the agent as it is installed tells what is wrong before anything is started. */
class SelfCheckIT {
    private static final Path PROGRAM = Repository.file("host-proxy-agent/target/agent/bin/ovirt-v2v-agent");

    private static final Duration TIME_OUT = Duration.ofMinutes(15);

    private final TestingFolder folder = TestingFolder.create("check");
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final Map<String, String> settings = new TreeMap<>();

    private record Outcome(int exitCode, String output) {}

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectory(temporary());
        Identity host = pki.host();
        settings.put("agent.address", "127.0.0.1");
        settings.put("agent.port", Integer.toString(FreePort.find()));
        settings.put("agent.tls.certificate", host.certificate().toString());
        settings.put("agent.tls.key", host.key().toString());
        settings.put("agent.tls.ca", host.authority().toString());
        settings.put("agent.state-dir", folder.resolve("state").toString());
        settings.put("agent.v2v.program", virtV2v.program().toString());
        settings.put("agent.v2v.emulation", "ALWAYS");
        settings.put("agent.v2v.temp-dir", temporary().toString());
    }

    private Path temporary() {
        return folder.resolve("tmp");
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
        assertThat(folder.resolve("state")).as("a check makes nothing").doesNotExist();
        assertThat(temporary()).isEmptyDirectory();
    }

    /** Whether it works on this machine or not; what is found out is found by the check itself, however long that takes. */
    @Test
    void kvmIsTriedToItsEndAndNothingIsLeftOfThat() throws Exception {
        settings.remove("agent.v2v.emulation");

        Outcome outcome = check();

        assertThat(outcome.output())
                .contains("KVM is tried")
                .containsPattern("KVM: (works|does not work: .|cannot be found out)");
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(temporary()).isEmptyDirectory();
    }

    @Test
    void whatTheAgentHasFoundOutOfKvmIsNotTriedAgain() throws Exception {
        settings.remove("agent.v2v.emulation");
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(
                Files.createDirectory(folder.resolve("state")).resolve("kvm"),
                boot + " false " + version().replace(' ', '_') + " QEMU failed: no such luck\n");

        Outcome outcome = check();

        assertThat(outcome.output())
                .contains("KVM: does not work: QEMU failed: no such luck", "conversions are emulated: yes")
                .doesNotContain("still being tried");
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
    void aCertificateThatHasExpiredIsFound() throws Exception {
        useCertificateOf("-40d", 20);

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "PROBLEM The certificate " + folder.resolve("own.pem") + " has expired on 20", "v2v-pki renew")
                .doesNotContain("WARNING The certificate");
    }

    @Test
    void aCertificateThatIsNotValidYetIsFound() throws Exception {
        useCertificateOf("+10d", 20);

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "PROBLEM The certificate " + folder.resolve("own.pem"), "is not valid before", "set the clock");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsFound() throws Exception {
        try (TestingPki other = TestingPki.create()) {
            settings.put("agent.tls.ca", other.authority().toString());

            Outcome outcome = check();

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .contains("PROBLEM The certificate " + pki.host().certificate()
                            + " (agent.tls.certificate) was issued by ")
                    .contains("none of the authorities in " + other.authority());
        }
    }

    @Test
    void aKeyThatEverybodyCanReadIsFound() throws Exception {
        Path key = Files.copy(pki.host().key(), folder.resolve("open.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        settings.put("agent.tls.key", key.toString());

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "PROBLEM Everyone can read the private key " + key + " (agent.tls.key); run: chmod 600 " + key);
    }

    @Test
    void aKeyThatCannotBeReadIsFound() throws Exception {
        settings.put(
                "agent.tls.key",
                Files.createDirectory(folder.resolve("folder.key")).toString());

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("PROBLEM " + folder.resolve("folder.key") + " (agent.tls.key) cannot be read")
                .doesNotContain("\tat ");
    }

    @Test
    void foldersOnTheWrongKindOfStorageAreFound() throws Exception {
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "v2v-check.");
        try {
            settings.put("agent.v2v.temp-dir", memory.toString());
            settings.put("agent.secrets-dir", folder.resolve("secrets").toString());

            Outcome outcome = check();

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .contains("WARNING " + memory + " (agent.v2v.temp-dir) is on a tmpfs")
                    .contains("PROBLEM " + folder.resolve("secrets") + " (agent.secrets-dir) is not on a tmpfs");
            assertThat(folder.resolve("secrets")).doesNotExist();
        } finally {
            Files.delete(memory);
        }
    }

    @Test
    void foldersThatCannotBeUsedAreFound() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        settings.put("agent.state-dir", file.resolve("state").toString());
        settings.put("agent.v2v.temp-dir", folder.resolve("missing").toString());

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("PROBLEM " + file.resolve("state") + " (agent.state-dir) cannot be made")
                .contains("PROBLEM " + folder.resolve("missing") + " (agent.v2v.temp-dir) is no folder")
                .doesNotContain("There is no temporary folder")
                .doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        settings.put("agent.port", "70000");

        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("PROBLEM ", "agent.port is 70000, but must be between 1 and 65535; correct it")
                .doesNotContain("\tat ");
    }

    /** One that is its own authority, valid from so far from now on. */
    private void useCertificateOf(String start, int days) {
        Path store = folder.resolve("own.p12");
        Command.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-startdate",
                start,
                "-validity",
                Integer.toString(days)));
        Path certificate = folder.resolve("own.pem");
        Path key = folder.resolve("own.key");
        openssl(store, "-nokeys", certificate);
        openssl(store, "-nocerts", key);
        settings.put("agent.tls.certificate", certificate.toString());
        settings.put("agent.tls.key", key.toString());
        settings.put("agent.tls.ca", certificate.toString());
    }

    private static void openssl(Path store, String part, Path file) {
        Command.run(List.of(
                "openssl",
                "pkcs12",
                "-in",
                store.toString(),
                "-passin",
                "pass:changeit",
                "-noenc",
                part,
                "-out",
                file.toString()));
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

    private String version() throws IOException, InterruptedException {
        Path output = folder.resolve("version");
        Process process = new ProcessBuilder(PROGRAM.toString(), "--version")
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(output).strip().replaceFirst("^ovirt-v2v-agent ", "");
    }

    private Outcome check() throws IOException, InterruptedException {
        Path file = folder.resolve("agent.properties");
        Files.writeString(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(PROGRAM.toString(), "--check", "--config", file.toString())
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
