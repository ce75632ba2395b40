package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The engine's own settings; {@code src/main/dist/conf/engine.properties} explains each to the admin. */
@ConfigMapping(prefix = "v2v")
public interface EngineConfig {
    /** Folder for the embedded database and the key file. */
    Path home();

    /** Folder for what must not reach a disk; a folder on tmpfs is looked for if missing. */
    Optional<Path> runtimeDir();

    Pki pki();

    Web web();

    Secrets secrets();

    Admin admin();

    Tokens tokens();

    /** How the engine proves itself to the agents, and which agents it believes; all files are PEM. */
    interface Pki {
        /** The authority that issued the agents' certificates. */
        Path ca();

        /** The engine's client certificate. */
        Path certificate();

        /** The key of the client certificate. */
        Path key();
    }

    /** What the engine shows to browsers and other clients. */
    interface Web {
        /** PEM. */
        Path certificate();

        /** PEM. */
        Path key();
    }

    /** How passwords of providers are kept. */
    interface Secrets {
        /** The keys that they are encrypted with; made at first start. */
        Path keyFile();
    }

    /** The administrator that is made at first start. */
    interface Admin {
        /** File to take the initial password from; a random one is made if missing. */
        Optional<Path> passwordFile();

        /** Gives the administrator the initial password again. */
        @WithDefault("false")
        boolean resetPassword();
    }

    /** Tokens of the REST API. */
    interface Tokens {
        /** How long a token lives without being used. */
        @WithDefault("30m")
        Duration idleTime();

        /** How long a token lives at most. */
        @WithDefault("12h")
        Duration lifeTime();
    }
}
