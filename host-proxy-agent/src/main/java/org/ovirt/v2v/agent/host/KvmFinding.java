package org.ovirt.v2v.agent.host;

import java.util.Optional;

/**
 * What was found out about KVM on this host.
 *
 * @param reason for people: why it does not work, or why that could not be found out; no whole sentence
 */
public record KvmFinding(Verdict verdict, String reason) implements KvmKnowledge {
    public enum Verdict {
        WORKS,
        FAILS,
        /** Nobody lets the agent use it, or it is not there; that may be mended at any time. */
        BARRED,
        /** The host may have been busy, or have had no space; another time tells more. */
        UNKNOWN
    }

    static KvmFinding working() {
        return new KvmFinding(Verdict.WORKS, "");
    }

    static KvmFinding failing(String reason) {
        return new KvmFinding(Verdict.FAILS, reason);
    }

    static KvmFinding barred(String reason) {
        return new KvmFinding(Verdict.BARRED, reason);
    }

    static KvmFinding unknown(String reason) {
        return new KvmFinding(Verdict.UNKNOWN, reason);
    }

    /** For people. */
    public String text() {
        return switch (verdict) {
            case WORKS -> "works";
            case FAILS, BARRED -> "does not work: " + reason;
            case UNKNOWN -> "cannot be found out now: " + reason;
        };
    }

    /** Whether it holds until the next boot. */
    boolean isLasting() {
        return switch (verdict) {
            case WORKS, FAILS -> true;
            case BARRED, UNKNOWN -> false;
        };
    }

    @Override
    public Optional<Boolean> works() {
        return switch (verdict) {
            case WORKS -> Optional.of(true);
            case FAILS, BARRED -> Optional.of(false);
            case UNKNOWN -> Optional.empty();
        };
    }

    @Override
    public Optional<String> doubt() {
        return Optional.of(reason).filter(said -> verdict == Verdict.UNKNOWN);
    }
}
