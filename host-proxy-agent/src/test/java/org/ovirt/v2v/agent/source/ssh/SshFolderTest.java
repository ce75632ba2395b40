package org.ovirt.v2v.agent.source.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.testbed.Command;

class SshFolderTest {
    private static final String HOST_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHznThiCoDZc4tFXkGeHnF6AVq0dbRSX8smGotcmy/Rx";

    @TempDir
    private Path folder;

    @Test
    void theFirstUseMakesAKeyThatOnlyItsOwnerCanRead() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("state/ssh"), folder);

        BindMount mount = ssh.prepare();

        assertThat(mount).isEqualTo(new BindMount(folder.resolve("state/ssh"), folder.resolve(".ssh")));
        assertThat(permissions(mount.source())).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("state/ssh/id_ed25519"))).isEqualTo("rw-------");
        assertThat(ssh.publicKey()).content().startsWith("ssh-ed25519 ");
        assertThat(ssh.knownHosts()).isEmptyFile();
    }

    @Test
    void keyAndKnownHostsAreKept() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        ssh.prepare();
        String key = Files.readString(ssh.publicKey());
        Files.writeString(ssh.knownHosts(), "dom0 ssh-ed25519 AAAA\n");

        ssh.prepare();

        assertThat(ssh.publicKey()).hasContent(key);
        assertThat(ssh.knownHosts()).content().contains("dom0");
    }

    /** As a host in FIPS mode does. */
    @Test
    void whereEd25519IsRefusedAnEcdsaKeyIsMade() throws Exception {
        Path keygen = folder.resolve("keygen");
        Files.writeString(
                keygen,
                """
                #!/bin/sh
                case " $* " in
                    *" ed25519 "*) echo "ED25519 keys are not allowed in FIPS mode" >&2; exit 1 ;;
                esac
                exec ssh-keygen "$@"
                """);
        Files.setPosixFilePermissions(keygen, PosixFilePermissions.fromString("rwx------"));
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder, keygen.toString());

        ssh.prepare();

        assertThat(ssh.publicKey()).isEqualTo(folder.resolve("ssh/id_ecdsa.pub"));
        assertThat(ssh.publicKey()).content().startsWith("ecdsa-sha2-nistp256 ");
        assertThat(ssh.settingsFile()).content().contains(" ~/.ssh/id_ecdsa\n");
    }

    @Test
    void aKeyOfTheAdminIsUsedAndNoOtherMade() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder, "no-such-program");
        Files.createDirectory(folder.resolve("ssh"));
        Files.writeString(ssh.rsaKey(), "a key");

        ssh.prepare();

        assertThat(ssh.publicKey()).isEqualTo(folder.resolve("ssh/id_rsa.pub"));
        assertThat(ssh.settingsFile()).content().contains(" ~/.ssh/id_rsa\n");
    }

    @Test
    void settingsThatAnEarlierAgentMadeNameTheOtherKeysToo() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Path own = Files.createDirectory(folder.resolve("own"));
        ssh.prepare();
        String made = Files.readString(ssh.settingsFile());
        String earlier = made.replaceAll(" *IdentityFile ~/.ssh/id_(ecdsa|rsa)\n", "");
        assertThat(earlier).hasLineCount(6);
        Files.writeString(ssh.settingsFile(), earlier);

        assertThat(settings(ssh.prepare(source(""), own))).content().contains(made);
        assertThat(ssh.settingsFile()).hasContent(earlier);
    }

    @Test
    void whySshKeygenMadeNoKeyIsToldInItsOwnWords() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Files.createDirectory(folder.resolve("ssh"));
        for (String name : List.of("id_ed25519", "id_ecdsa")) {
            Files.createSymbolicLink(folder.resolve("ssh").resolve(name), folder.resolve("nowhere/key"));
        }

        Failure failure =
                catchThrowableOfType(FailureException.class, ssh::prepare).failure();

        assertThat(failure.message()).isEqualTo("ssh-keygen could not make a key in " + folder.resolve("ssh"));
        assertThat(failure.detail()).contains("No such file or directory");
    }

    /** libssh, which virt-v2v has beside OpenSSH, limits each answer during the log-in by what OpenSSH limits connecting by. */
    @Test
    void virtV2vIsPatientWithSlowLogInsUnlessTheAdminSaysOtherwise() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Path own = Files.createDirectory(folder.resolve("own"));
        SourceParams source = source("");

        assertThat(settings(ssh.prepare(source, own))).content().contains(" ConnectTimeout 3\n");
        assertThat(folder.resolve("ssh/config")).content().contains(" ConnectTimeout 3\n");
        assertThat(settings(ssh.prepareForVirtV2v(source, own)))
                .content()
                .contains(" ConnectTimeout 60\n", "StrictHostKeyChecking yes")
                .doesNotContain("ConnectTimeout 3");

        Files.writeString(folder.resolve("ssh/config"), "Host *\n    ConnectTimeout 7\n");
        assertThat(settings(ssh.prepareForVirtV2v(source, own))).content().contains("ConnectTimeout 7");
    }

    /** Also where the admin has a file of settings from before: what is said first counts. */
    @Test
    void sshSaysNoMoreThanWhyItFailed() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Path own = Files.createDirectory(folder.resolve("own"));
        ssh.prepare();
        Files.writeString(folder.resolve("ssh/config"), "LogLevel VERBOSE\n");

        for (String hostKey : List.of("", HOST_KEY)) {
            SourceParams source = source(hostKey);

            assertThat(settings(ssh.prepare(source, own)))
                    .content()
                    .startsWith("LogLevel ERROR\n")
                    .contains("LogLevel VERBOSE\n\nHost *\n", "LogVerbose");
            assertThat(settings(ssh.prepareForVirtV2v(source, own))).content().startsWith("LogLevel ERROR\n");
        }
    }

    /** Before 8.5 it had no KnownHostsCommand and no LogVerbose: here it is made not to know them by other names for them. */
    @Test
    void anOldSshPassesOverWhatItDoesNotKnow() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Path own = Files.createDirectory(folder.resolve("own"));
        ssh.prepare();
        Files.writeString(
                ssh.settingsFile(),
                """
                IgnoreUnknown UseKeychain
                Host *
                    UseKeychain yes
                    PubkeyAcceptedAlgorithms +ssh-rsa
                    IdentityFile ~/.ssh/id_ed25519
                """);

        for (String hostKey : List.of("", HOST_KEY)) {
            Path settings = settings(ssh.prepare(source(hostKey), own));

            assertThat(settings)
                    .content()
                    .startsWith(
                            "LogLevel ERROR\nIgnoreUnknown KnownHostsCommand,LogVerbose,PubkeyAcceptedAlgorithms,UseKeychain\n");
            Path old = Files.writeString(
                    own.resolve("old"),
                    Files.readString(settings)
                            .replace("KnownHostsCommand", "NewHostsCommand")
                            .replace("LogVerbose", "NewVerbose")
                            .replace("PubkeyAcceptedAlgorithms", "NewAlgorithms"));
            assertThat(Command.run(List.of("ssh", "-G", "-F", old.toString(), "dom0")))
                    .contains("loglevel ERROR\n", "identityfile ~/.ssh/id_ed25519\n");
        }
    }

    private static SourceParams source(String hostKey) {
        return new SourceParams(SourceUri.parse("xen+ssh://root@dom0"), "", null, null, null, new SshTrust(hostKey));
    }

    private Path settings(List<BindMount> mounts) {
        return mounts.stream()
                .filter(mount -> mount.target().equals(folder.resolve(".ssh/config")))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
