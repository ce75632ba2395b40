package org.ovirt.v2v.agent.host;

import java.util.Optional;

/**
 * What was found out about KVM on this host.
 *
 * @param reason for people: why it does not work, or why that could not be found out; no whole sentence
 */
record KvmFinding(Verdict verdict, String reason) {
    enum Verdict {
        WORKS,
        FAILS,
        /** The host may have been busy, or have had no space; another time tells more. */
        UNKNOWN
    }

    static KvmFinding works() {
        return new KvmFinding(Verdict.WORKS, "");
    }

    static KvmFinding fails(String reason) {
        return new KvmFinding(Verdict.FAILS, reason);
    }

    static KvmFinding unknown(String reason) {
        return new KvmFinding(Verdict.UNKNOWN, reason);
    }

    boolean isKnown() {
        return verdict != Verdict.UNKNOWN;
    }

    /** Empty if that is not known. */
    Optional<Boolean> answer() {
        return switch (verdict) {
            case WORKS -> Optional.of(true);
            case FAILS -> Optional.of(false);
            case UNKNOWN -> Optional.empty();
        };
    }
}
