package org.ovirt.v2v.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The agent's settings, from its properties file, overridden by the environment (AGENT_PORT and so on). */
@ConfigMapping(prefix = "agent")
public interface AgentConfig {
    /** Address to listen on. */
    @WithDefault("0.0.0.0")
    String address();

    /** VDSM may own 54321 on the same host. */
    @WithDefault("54322")
    int port();

    Tls tls();

    /** Keeps the job folders and the ssh folder; survives restarts. */
    @WithDefault("/var/lib/ovirt-v2v-agent")
    Path stateDir();

    /** Where password files go; must be on tmpfs. If missing: below /run if that is a tmpfs, otherwise below /dev/shm. */
    Optional<Path> secretsDir();

    V2v v2v();

    /** Where export domains are looked for by id if a request names no path. */
    @WithDefault("/rhev/data-center/mnt")
    List<Path> exportRoots();

    /** Mutual TLS: all three are PEM files. */
    interface Tls {
        @WithDefault("/etc/pki/ovirt-v2v/agent.pem")
        Path certificate();

        @WithDefault("/etc/pki/ovirt-v2v/agent.key")
        Path key();

        /** Only clients with a certificate of this authority are let in. */
        @WithDefault("/etc/pki/ovirt-v2v/ca.pem")
        Path ca();
    }

    /** How virt-v2v is run. */
    interface V2v {
        @WithDefault("virt-v2v")
        String program();

        /** Folder for temporary files of conversions, one folder below it for each job; not tmpfs. */
        @WithDefault("/var/tmp")
        Path tempDir();

        /** Whether the conversion appliance is emulated instead of run with KVM; AUTO tries KVM once. */
        @WithDefault("AUTO")
        Emulation emulation();
    }

    enum Emulation {
        AUTO,
        ALWAYS,
        NEVER
    }
}
