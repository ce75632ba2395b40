package org.ovirt.v2v.agent.host;

import java.util.Optional;

/** What is known of KVM on this host. Never waits. */
public interface KvmKnowledge {
    /** Empty while it is not known. */
    Optional<Boolean> works();

    /** Why it could not be found out; empty if it could, or if nobody has tried yet. */
    Optional<String> doubt();
}
