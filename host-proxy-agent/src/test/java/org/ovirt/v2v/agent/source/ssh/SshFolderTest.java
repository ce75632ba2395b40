package org.ovirt.v2v.agent.source.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.process.BindMount;

class SshFolderTest {
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

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
