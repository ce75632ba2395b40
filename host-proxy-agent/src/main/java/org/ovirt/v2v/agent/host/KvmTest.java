package org.ovirt.v2v.agent.host;

import java.util.Optional;

/** Finds out whether KVM works; may take long. */
@FunctionalInterface
interface KvmTest {
    /** Empty if that cannot be found out now, for example because nothing that uses KVM is installed. */
    Optional<Boolean> run();
}
