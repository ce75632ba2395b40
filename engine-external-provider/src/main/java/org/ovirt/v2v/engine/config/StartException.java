package org.ovirt.v2v.engine.config;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The engine cannot start as it is configured; the message is one line that names cause and remedy. Quarkus ends with just
 * the message for this kind of exception.
 */
public final class StartException extends ConfigurationException {
    public StartException(String message) {
        super(message);
    }

    /** What has led to it is not its cause: Quarkus tells of the innermost one, and of any other kind with the whole stack. */
    public StartException(String message, Throwable reason) {
        super(message);
        addSuppressed(reason);
    }
}
