package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** Who is kept out by ssh is told another thing than who is let in and may not use libvirt. */
class XenFailuresTest {
    private static final SourceParams SOURCE =
            new SourceParams(SourceUri.parse("xen+ssh://admin@dom0"), "", null, null, null);

    @TempDir
    private Path folder;

    @Test
    void aRefusedKey() {
        Failure failure =
                failure("Cannot recv data: admin@dom0: Permission denied (publickey,password).: Connection reset");

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertThat(failure.remedy()).contains("authorized_keys");
    }

    /** An sshd before OpenSSH 6.5 refuses an ed25519 key wherever it stands. */
    @Test
    void aKeyThatAnOldSshdDoesNotKnow() {
        Failure failure =
                failure("Cannot recv data: admin@dom0: Permission denied (publickey).: Connection reset by peer");

        assertThat(failure.remedy())
                .contains(
                        "older than OpenSSH 6.5",
                        "ssh-keygen -t rsa -N '' -f " + folder.resolve("ssh/id_rsa"),
                        "IdentityFile ~/.ssh/id_rsa",
                        "PubkeyAcceptedKeyTypes +ssh-rsa",
                        folder.resolve("ssh/config").toString());
    }

    /** As by MaxStartups, or while its host goes down: it passes. */
    @Test
    void anSshdThatHangsUp() {
        for (String text : new String[] {
            "Cannot recv data: kex_exchange_identification: Connection closed by remote host: Connection reset by peer",
            "Cannot recv data: ssh_exchange_identification: read: Connection reset by peer: Connection reset by peer",
            "Cannot recv data: Connection closed by 192.0.2.7 port 22: Connection reset by peer",
            "Cannot recv data: Connection reset by 192.0.2.7 port 22: Connection reset by peer"
        }) {
            assertThat(failure(text).code()).as(text).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        }
    }

    @Test
    void aHostWithoutLibvirtIsNotTakenForOneThatHangsUp() {
        assertThat(failure("Cannot recv data: bash: nc: command not found: Connection reset by peer")
                        .code())
                .isEqualTo(FailureCode.SOURCE_ERROR);
    }

    @Test
    void anSshdThatIsTooOld() {
        for (String what : new String[] {"key exchange method", "host key type"}) {
            Failure failure = failure("Cannot recv data: Unable to negotiate with 192.0.2.7 port 22: no matching "
                    + what + " found. Their offer: ssh-rsa,ssh-dss: Connection reset by peer");

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(failure.message()).contains("dom0:22", "no algorithm in common", "Their offer: ssh-rsa");
            assertThat(failure.remedy())
                    .contains(
                            "HostKeyAlgorithms +ssh-rsa",
                            "PubkeyAcceptedKeyTypes +ssh-rsa",
                            "KexAlgorithms +diffie-hellman-group14-sha1",
                            folder.resolve("ssh/config").toString());
        }
    }

    /** "Welc" is the length of the message to libvirt. */
    @Test
    void aShellThatPrintsAWelcome() {
        Failure failure = failure("packet 1466264675 bytes received from server too large, want 33554432");

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(failure.message()).contains("dom0:22", "its shell prints something before libvirt does");
        assertThat(failure.remedy()).contains("~/.bashrc of admin on dom0", "unless the shell is interactive");
        assertThat(failure.detail()).contains("1466264675");
    }

    @Test
    void aUserWhoMayNotUseLibvirt() {
        for (String text : new String[] {
            "End of file while reading data: virt-ssh-helper: cannot connect to '/var/run/libvirt/libvirt-sock': Failed to"
                    + " connect socket to '/var/run/libvirt/libvirt-sock': Permission denied: Input/output error",
            "End of file while reading data: nc: unix connect failed: Permission denied: Input/output error"
        }) {
            Failure failure = failure(text);

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(failure.message()).contains("ssh logs in at dom0:22", "admin may not use libvirtd");
            assertThat(failure.remedy()).contains("root").doesNotContain("authorized_keys");
        }
    }

    private Failure failure(String error) {
        return new XenFailures(SshFolder.below(folder), new SourceHostKeys(TestingAddresses.HERE))
                .explain(SOURCE, error)
                .failure();
    }
}
