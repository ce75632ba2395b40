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
        assertThat(permissions(ssh.privateKey())).isEqualTo("rw-------");
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

    @Test
    void whySshKeygenMadeNoKeyIsToldInItsOwnWords() throws Exception {
        SshFolder ssh = new SshFolder(folder.resolve("ssh"), folder);
        Files.createDirectory(folder.resolve("ssh"));
        Files.createSymbolicLink(ssh.privateKey(), folder.resolve("nowhere/key"));

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
        SourceParams source = new SourceParams(SourceUri.parse("xen+ssh://root@dom0"), "", null, null, null);

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
            SourceParams source = new SourceParams(
                    SourceUri.parse("xen+ssh://root@dom0"), "", null, null, null, new SshTrust(hostKey));

            assertThat(settings(ssh.prepare(source, own)))
                    .content()
                    .startsWith("LogLevel ERROR\n")
                    .contains("LogLevel VERBOSE\n\nHost *\n", "LogVerbose");
            assertThat(settings(ssh.prepareForVirtV2v(source, own))).content().startsWith("LogLevel ERROR\n");
        }
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
