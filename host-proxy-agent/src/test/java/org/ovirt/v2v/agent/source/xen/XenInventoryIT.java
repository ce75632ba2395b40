package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.VmLookup;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingXenHost;

/** Against a real sshd and libvirtd. */
class XenInventoryIT {
    private static final String OTHER_ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHznThiCoDZc4tFXkGeHnF6AVq0dbRSX8smGotcmy/Rx";
    private static final String OTHER_ECDSA =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHhNOChx/e5QOrpnsPyJ7/K2wUgPeXx4qdWqdWdqpja5NazhcauVJ0dWTZ42uuRWl5w9vsaaVKFeFNP0icBr/nU=";
    private static final long DISK_BYTES = 4 << 20;

    @TempDir
    private Path folder;

    private TestingXenHost xen;
    private SshFolder ssh;
    private XenSource inventory;

    @BeforeEach
    void startXenHost() throws Exception {
        Path disk = folder.resolve("disk [1] *.raw");
        Files.write(disk, new byte[(int) DISK_BYTES]);
        xen = TestingXenHost.start(disk);
        ssh = SshFolder.below(folder.resolve("state"));
        inventory = new XenSource(ssh, TestingAddresses.HERE);
    }

    @AfterEach
    void stopXenHost() {
        xen.close();
    }

    @Test
    void listsTheMachinesOfAHostThatLetsTheAgentIn() throws Exception {
        enrol();

        assertThat(inventory.names(source(xen.uri())))
                .containsExactly(TestingXenHost.MACHINE, TestingXenHost.RUNNING_MACHINE);
        List<ExternalVm> machines = inventory.machines(source(xen.uri()));

        assertThat(machines)
                .extracting(ExternalVm::vmName, ExternalVm::vmId, ExternalVm::status)
                .containsExactly(
                        tuple(TestingXenHost.MACHINE, TestingXenHost.MACHINE_ID.toString(), "Down"),
                        tuple(TestingXenHost.RUNNING_MACHINE, TestingXenHost.RUNNING_MACHINE_ID.toString(), "Up"));
        ExternalVm machine = machines.get(0);
        assertThat(machine.memSize()).isEqualTo(1024);
        assertThat(machine.smp()).isEqualTo(2);
        assertThat(machine.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.dev()).isEqualTo("xvda");
            assertThat(disk.disktype()).isEqualTo("file");
            assertThat(disk.capacity()).isEqualTo(DISK_BYTES);
            assertThat(disk.alias()).isEqualTo(folder.resolve("disk [1] *.raw").toString());
        });
        assertThat(machine.networks()).singleElement().satisfies(nic -> assertThat(nic.bridge())
                .isEqualTo("xenbr0"));
        assertThat(machine.uri()).hasToString("xen+ssh://root@127.0.0.1:" + xen.port() + "/?no_tty=1");
        assertThat(VmLookup.find(inventory, source(xen.uri()), TestingXenHost.MACHINE_ID.toString())
                        .vmName())
                .isEqualTo(TestingXenHost.MACHINE);
    }

    /** A host may have many others, and a slow link; and anybody may ask for anything. */
    @Test
    void ofMachinesThatAreNotWantedNoDescriptionIsAskedFor() throws Exception {
        enrol();
        String hostile = "'; touch " + folder.resolve("proof") + " #\n\"--\u00e4";

        assertThat(namesOf(TestingXenHost.MACHINE, hostile)).containsExactly(TestingXenHost.MACHINE);
        assertThat(xen.descriptions()).isEqualTo(1);

        assertThat(namesOf(TestingXenHost.RUNNING_MACHINE_ID.toString().toUpperCase(Locale.ROOT)))
                .containsExactly(TestingXenHost.RUNNING_MACHINE);
        assertThat(xen.descriptions()).isEqualTo(2);

        assertThat(namesOf(hostile)).isEmpty();
        assertThat(xen.descriptions()).isEqualTo(2);
        assertThat(folder.resolve("proof")).doesNotExist();
    }

    /** As with xend, whose driver has no such call in any version. */
    @Test
    void listsTheMachinesOfAHostWhoseLibvirtCannotListThemAtOnce() throws Exception {
        enrol();
        xen.haveOldLibvirt();

        assertThat(inventory.names(source(xen.uri())))
                .containsExactly(TestingXenHost.MACHINE, TestingXenHost.RUNNING_MACHINE);
        assertThat(inventory.machines(source(xen.uri())))
                .extracting(ExternalVm::vmName, ExternalVm::status)
                .containsExactly(tuple(TestingXenHost.MACHINE, "Down"), tuple(TestingXenHost.RUNNING_MACHINE, "Up"));
    }

    @Test
    void aHostWhoseKeyIsUnknownIsRefusedWithTheCommandThatAddsIt() {
        Failure failure = failureOf(xen.uri());

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_HOST_KEY_UNKNOWN);
        assertThat(failure.remedy()).contains("ssh-keyscan -p " + xen.port() + " 127.0.0.1 >> " + ssh.knownHosts());
    }

    @Test
    void theKeyThatWasConfirmedIsEnough() throws Exception {
        xen.authorize(Files.readString(publicKey()));

        assertThat(inventory.machines(confirmed(xen.hostKey())))
                .extracting(ExternalVm::vmName)
                .containsExactly(TestingXenHost.MACHINE, TestingXenHost.RUNNING_MACHINE);
        assertThat(inventory.machines(confirmed(xen.hostKey())).get(0).disks())
                .as("the size of what sftp tells")
                .singleElement()
                .satisfies(disk -> assertThat(disk.capacity()).isEqualTo(DISK_BYTES));
        assertThat(ssh.knownHosts()).isEmptyFile();
    }

    @Test
    void anotherKeyThanTheConfirmedOneIsRefusedWhateverElseTheProxyHostBelieves() throws Exception {
        enrol();
        Files.writeString(ssh.knownHosts().resolveSibling("config"), "StrictHostKeyChecking no\n");

        for (String other : List.of(OTHER_ED25519, OTHER_ECDSA)) {
            Failure failure = failureOf(confirmed(other));

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_HOST_KEY_UNKNOWN);
            assertThat(failure.message())
                    .contains(
                            "127.0.0.1:" + xen.port(),
                            SshPublicKey.parse(other).fingerprint(),
                            "it shows ED25519 " + xen.hostKeyFingerprint());
            assertThat(failure.remedy()).contains("fetch its host key in the provider");
        }
    }

    @Test
    void settingsOfTheAdminHoldBesideAConfirmedKey() throws Exception {
        xen.authorize(Files.readString(publicKey()));
        Files.writeString(ssh.knownHosts().resolveSibling("config"), "Ciphers none-such@example.org\n");

        assertThat(failureOf(confirmed(xen.hostKey())).detail()).contains("none-such@example.org");
    }

    @Test
    void aConfirmedKeyThatIsNoneIsRefused() {
        assertThat(failureOf(confirmed("ssh-ed25519 AAAA\n* ssh-rsa AAAA")).code())
                .isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void aHostThatDoesNotKnowTheAgentsKeyIsReportedWithTheKeyToInstall() throws Exception {
        ssh.prepare();
        Files.writeString(ssh.knownHosts(), xen.knownHost());

        Failure failure = failureOf(xen.uri());

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertThat(failure.remedy()).contains(ssh.publicKey().toString(), "authorized_keys");
    }

    /** libvirt leaves out all that ssh has printed if that is longer than 1,024 bytes. */
    @Test
    void aLongBannerDoesNotHideWhySshFailed() throws Exception {
        xen.showBanner("Authorized use only, and so on and on.\n".repeat(40));
        ssh.prepare();
        Files.writeString(ssh.knownHosts(), xen.knownHost());

        assertThat(failureOf(xen.uri()).code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertThat(failureOf(confirmed(xen.hostKey())).code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
    }

    /** No error to ssh's own log, and the reason why nothing works nevertheless. */
    @Test
    void whatSshAndAnOldSshdCannotAgreeUponIsTold() throws Exception {
        enrol();
        Files.writeString(
                ssh.settingsFile(), "KexAlgorithms diffie-hellman-group14-sha1"); // as a hasty editor leaves it

        Failure failure = failureOf(xen.uri());

        assertThat(failure.message())
                .contains(": Unable to negotiate with", "no matching key exchange method found")
                .doesNotContain("packet.c");
        assertThat(failure.remedy())
                .contains(
                        "'KexAlgorithms +diffie-hellman-group14-sha1'",
                        ssh.settingsFile().toString());
    }

    @Test
    void anAddressWhereNobodyListensIsUnreachable() {
        String uri = "xen+ssh://root@127.0.0.1:" + FreePort.find() + "/";

        Failure failure = failureOf(uri);

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure.message()).contains("127.0.0.1", "Connection refused");
    }

    @Test
    void aUriCannotNameAProgramToRunOnTheProxyHost() throws Exception {
        enrol();
        Path proof = folder.resolve("proof");

        inventory.names(source(xen.uri() + "?command=/usr/bin/touch&netcat=" + proof));

        assertThat(proof).doesNotExist();
    }

    private List<String> namesOf(String... wanted) throws FailureException {
        return inventory.machines(source(xen.uri()).withVmNames(List.of(wanted))).stream()
                .map(ExternalVm::vmName)
                .toList();
    }

    private Path publicKey() throws Exception {
        ssh.prepare();
        return ssh.publicKey();
    }

    private SourceParams confirmed(String hostKey) {
        return new SourceParams(SourceUri.parse(xen.uri()), "", null, null, null, new SshTrust(hostKey));
    }

    private void enrol() throws Exception {
        ssh.prepare();
        Files.writeString(ssh.knownHosts(), xen.knownHost());
        xen.authorize(Files.readString(ssh.publicKey()));
    }

    private Failure failureOf(String uri) {
        return failureOf(source(uri));
    }

    private Failure failureOf(SourceParams source) {
        return catchThrowableOfType(FailureException.class, () -> inventory.machines(source))
                .failure();
    }

    private static SourceParams source(String uri) {
        return new SourceParams(SourceUri.parse(uri), "", null, null, null);
    }
}
