package org.ovirt.v2v.agent.source.ssh;

import java.nio.file.Path;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * The one key that a host may show. What is made of it is for OpenSSH and libssh alike, which both count what a file of settings says
 * first.
 */
record ConfirmedHostKey(SourceUri host, SshPublicKey key) {
    private static final int SSH = 22;

    /** The line of a known_hosts file. */
    String knownHosts() {
        String name = host.port() == 0 || host.port() == SSH ? host.host() : "[" + host.host() + "]:" + host.port();
        return name + " " + key + "\n";
    }

    /** Settings by which nothing but that file counts for this host, and those of the admin for all else. */
    String settings(Path knownHosts, String ofTheAdmin) {
        return """
                Host %s
                    StrictHostKeyChecking yes
                    UserKnownHostsFile "%s"
                    GlobalKnownHostsFile /dev/null
                    KnownHostsCommand none
                    UpdateHostKeys no
                    VerifyHostKeyDNS no
                Host *
                """
                        .formatted(host.host(), knownHosts)
                + ofTheAdmin;
    }
}
