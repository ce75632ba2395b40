package org.ovirt.v2v.agent.source.xen;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** Says what libvirt's error text, which has ssh's in it, means for the admin. */
final class XenFailures {
    private static final int SSH = 22;

    /** Where in its source ssh says so, which stands before what it is made to say. */
    private static final Pattern PLACE = Pattern.compile("packet\\.c:sshpkt_vfatal\\(\\):\\d+(?: \\(pid=\\d+\\))?: ");

    /** An sshd that has too many log-ins under way, or that goes down with its host; libvirt's own "connection reset" names nobody. */
    private static final Pattern HUNG_UP = Pattern.compile("connection (?:closed|reset) by \\S+ port \\d+");

    private final SshFolder sshFolder;
    private final SourceHostKeys hostKeys;

    XenFailures(SshFolder sshFolder, SourceHostKeys hostKeys) {
        this.hostKeys = hostKeys;
        this.sshFolder = sshFolder;
    }

    FailureException explain(SourceParams source, String libvirts) {
        String error = PLACE.matcher(libvirts).replaceAll("");
        return new FailureException(failure(source, error).withDetail(error));
    }

    private Failure failure(SourceParams source, String error) {
        SourceUri uri = source.uri();
        String address = uri.host() + ":" + port(uri);
        String text = error.toLowerCase(Locale.ROOT);
        boolean isChanged = text.contains("host identification has changed");
        boolean isUnknown = text.contains("host key verification failed") || text.contains("host key is known");
        if (source.ssh().isConfirmed() && (isChanged || isUnknown)) {
            return new Failure(
                    FailureCode.SOURCE_HOST_KEY_UNKNOWN,
                    "The ssh host key of " + address + " is not the one that was confirmed, "
                            + described(SshPublicKey.parse(source.ssh().hostKey())) + shown(uri)
                            + ": the host was installed anew, or something pretends to be it",
                    "If the host was installed anew, fetch its host key in the provider, compare it with the one on the host"
                            + " (ssh-keygen -lf) and confirm it.",
                    null);
        }
        if (isChanged) {
            return new Failure(
                    FailureCode.SOURCE_HOST_KEY_UNKNOWN,
                    "The ssh host key of " + address + " is not the one in " + sshFolder.knownHosts()
                            + ": the host was installed anew, or something pretends to be it",
                    "If the host was installed anew, remove its old key (ssh-keygen -R " + knownHostName(uri) + " -f "
                            + sshFolder.knownHosts() + ") and add the new one: " + keyScan(uri),
                    null);
        }
        if (isUnknown) {
            return new Failure(
                    FailureCode.SOURCE_HOST_KEY_UNKNOWN,
                    "The ssh host key of " + address + " is not in " + sshFolder.knownHosts(),
                    "Run on the proxy host: " + keyScan(uri)
                            + " and compare the key with the one on the source (ssh-keygen -lf)",
                    null);
        }
        if (text.contains("permission denied (") || text.contains("too many authentication failures")) {
            Path publicKey = sshFolder.publicKey();
            return new Failure(
                    FailureCode.SOURCE_CREDENTIALS_REFUSED,
                    "ssh on " + address + " refuses " + userText(uri) + " with the agent's key " + publicKey,
                    "Append the line in " + publicKey + " of the proxy host to ~/.ssh/authorized_keys of "
                            + userText(uri) + " on " + uri.host() + ". " + rsaKey(),
                    null);
        }
        if (text.contains("could not resolve hostname")) {
            return Failure.of(FailureCode.SOURCE_UNREACHABLE, "No host is called " + uri.host());
        }
        if (text.contains("ssh: connect to host")
                || text.contains("timed out")
                || text.contains("banner exchange")
                || text.contains("exchange_identification")
                || HUNG_UP.matcher(text).find()) {
            return Failure.of(FailureCode.SOURCE_UNREACHABLE, "ssh cannot reach " + address + ": " + lastLine(error));
        }
        if (text.contains("no matching key exchange") || text.contains("no matching host key")) {
            return new Failure(
                    FailureCode.SOURCE_ERROR,
                    "The sshd of " + address + " and the proxy host know no algorithm in common: " + lastLine(error),
                    "If its sshd is an old one, put the lines 'HostKeyAlgorithms +ssh-rsa', 'PubkeyAcceptedKeyTypes +ssh-rsa'"
                            + " and 'KexAlgorithms +diffie-hellman-group14-sha1' at the top of "
                            + sshFolder.settingsFile()
                            + "; on EL 9 allow SHA-1, too (update-crypto-policies --set DEFAULT:SHA1).",
                    null);
        }
        if (text.contains("bytes received from server too")) {
            // the first bytes of what was printed were taken for the length of a message
            return new Failure(
                    FailureCode.SOURCE_ERROR,
                    "ssh logs in at " + address + ", but its shell prints something before libvirt does",
                    "Let ~/.bashrc of " + userText(uri) + " on " + uri.host()
                            + ", and what else its shell reads, print nothing unless the shell is interactive.",
                    null);
        }
        if (text.contains("permission denied")) {
            return new Failure(
                    FailureCode.SOURCE_ERROR,
                    "ssh logs in at " + address + ", but " + userText(uri) + " may not use libvirtd there",
                    "Name root as the user of the provider, or let " + userText(uri)
                            + " use libvirt on the Xen host, mostly by the group libvirt.",
                    null);
        }
        if (text.contains("command not found")
                || text.contains("failed to connect socket")
                || text.contains("no such file or directory")) {
            return new Failure(
                    FailureCode.SOURCE_ERROR,
                    "ssh logs in at " + address + ", but no libvirtd answers there",
                    "Install and start libvirtd on the Xen host (dom0); hosts without it, such as XCP-ng, are not supported.",
                    null);
        }
        return Failure.of(FailureCode.SOURCE_ERROR, "libvirt on " + address + " answers: " + error);
    }

    /** What it shows in place of that key, as far as it can be asked. */
    private String shown(SourceUri uri) {
        try {
            return "; it shows "
                    + hostKeys.fetch(uri).stream().map(XenFailures::described).collect(joining(", "));
        } catch (FailureException gone) {
            return "";
        }
    }

    private static String described(SshPublicKey key) {
        return key.kind() + " " + key.fingerprint();
    }

    private String rsaKey() {
        return "If its sshd is older than OpenSSH 6.5, which knows no ed25519 keys, make an RSA key unless one is there (ssh-keygen -t rsa -N '' -f "
                + sshFolder.rsaKey()
                + "), put the lines 'IdentityFile ~/.ssh/id_rsa' and 'PubkeyAcceptedKeyTypes +ssh-rsa' into "
                + sshFolder.settingsFile() + ", and append " + sshFolder.rsaKey() + ".pub there instead.";
    }

    private String keyScan(SourceUri uri) {
        return "ssh-keyscan -p " + port(uri) + " " + uri.host() + " >> " + sshFolder.knownHosts();
    }

    private static String knownHostName(SourceUri uri) {
        return port(uri) == SSH ? uri.host() : "'[" + uri.host() + "]:" + port(uri) + "'";
    }

    private static String userText(SourceUri uri) {
        return uri.user().isEmpty() ? "root" : uri.user();
    }

    private static int port(SourceUri uri) {
        return uri.port() == 0 ? SSH : uri.port();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (first, second) -> second);
    }
}
