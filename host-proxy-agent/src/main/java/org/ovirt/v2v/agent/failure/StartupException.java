package org.ovirt.v2v.agent.failure;

/** The agent cannot start; the message says in one line why, and what to do. */
public final class StartupException extends Exception {
    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
