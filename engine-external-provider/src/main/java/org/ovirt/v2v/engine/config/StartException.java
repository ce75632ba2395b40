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

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
