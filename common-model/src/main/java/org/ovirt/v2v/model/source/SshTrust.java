package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * How the host key of a Xen host is checked.
 *
 * @param hostKey the one key that the host may show, as in OpenSSH's {@code .pub} files; empty means those in the {@code known_hosts}
 *     of the proxy host's agent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SshTrust(String hostKey) {
    /** What the agent's {@code known_hosts} says. */
    public static final SshTrust KNOWN_HOSTS = new SshTrust("");

    public SshTrust {
        hostKey = Objects.requireNonNullElse(hostKey, "");
    }

    /** Whether one key is confirmed, and so no other counts. */
    @JsonIgnore
    public boolean isConfirmed() {
        return !hostKey.isEmpty();
    }
}
