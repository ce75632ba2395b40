package org.ovirt.v2v.agent.host;

/** Finds out whether KVM works; may take long. */
@FunctionalInterface
interface KvmTest {
    KvmFinding run();
}
