package org.ovirt.v2v.engine.config;

/** The engine cannot start as it is configured; the message is one line that names cause and remedy. */
public final class StartException extends RuntimeException {
    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
