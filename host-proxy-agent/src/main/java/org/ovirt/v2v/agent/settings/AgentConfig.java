package org.ovirt.v2v.agent.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.model.setting.Setting;
import org.ovirt.v2v.model.source.AddressRanges;

/** The agent's settings, from its properties file, overridden by the environment (AGENT_PORT and so on). */
@Setting("The agent itself")
@ConfigMapping(prefix = "agent")
public interface AgentConfig {
    @Setting("The address that the agent listens on; 0.0.0.0 means all of the host's.")
    @WithDefault("0.0.0.0")
    String address();

    @Setting(
            value = "The port that the agent listens on. VDSM may own 54321 on the same host, ovirt-imageio 54322.",
            unit = "a TCP port")
    @WithDefault("" + AgentEndpoint.DEFAULT_PORT)
    int port();

    @Setting(
            value =
                    "How many connections clients may have at the same time, a quarter of them from one address. One more is closed."
                            + " An engine has one.",
            unit = "connections, 8 to 1000")
    @WithDefault("128")
    int clients();

    Tls tls();

    @Setting("Folder for the jobs, and for the ssh key and known_hosts for Xen hosts. It must survive restarts.")
    @WithDefault("/var/lib/ovirt-v2v-agent")
    Path stateDir();

    @Setting(
            value =
                    "Folder for passwords while virt-v2v needs them; must be on tmpfs. If it is not set: a folder in /run,"
                            + " or in /dev/shm if /run is no tmpfs.",
            example = "/run/ovirt-v2v-agent")
    Optional<Path> secretsDir();

    V2v v2v();

    Sources sources();

    @Setting(
            "Folders in and below which export domains are mounted. What lies elsewhere is refused, also if a link leads there; a domain of"
                    + " which a request names only the id is looked for in these folders and in those directly in them.")
    @WithDefault("/rhev/data-center/mnt")
    List<Path> exportRoots();

    Storage storage();

    /** How long an export domain may be silent. */
    @Setting("Export domains that do not answer")
    interface Storage {
        @Setting(
                value =
                        "How long an export domain may give no answer while it is looked at. After that it costs its own imports a"
                                + " failure or a wait, and nobody else anything.",
                unit = "seconds, 1 to 600")
        @WithDefault("20")
        int answerLimit();

        @Setting(
                value =
                        "How long it may give none while a result is moved into it, or something is removed: as long as the slowest step"
                                + " may take, such as to bring one disk's last bytes onto the storage.",
                unit = "seconds, 1 to 86400")
        @WithDefault("300")
        int workLimit();

        @Setting(
                value =
                        "How many helper processes, each of some 60 MiB, may look at export domains at the same time. Each domain in"
                                + " use takes one or two, for as long as it is used and five minutes more.",
                unit = "processes, 2 to 500")
        @WithDefault("32")
        int helpers();
    }

    /** Mutual TLS: all three are PEM files. */
    @Setting("Mutual TLS. The files are PEM; v2v-pki makes them")
    interface Tls {
        @Setting("The agent's certificate, for the names and addresses under which engines reach it.")
        @WithDefault("/etc/pki/ovirt-v2v/agent.pem")
        Path certificate();

        @Setting("The certificate's key: PKCS #8 without a passphrase, mode 0600.")
        @WithDefault("/etc/pki/ovirt-v2v/agent.key")
        Path key();

        @Setting("The authority: only clients with a certificate of it are let in.")
        @WithDefault("/etc/pki/ovirt-v2v/ca.pem")
        Path ca();

        @Setting(
                "Whose certificates of that authority may command the agent. ENGINES: those that are for clients and not for servers, as"
                        + " v2v-pki makes them for engines, so that a proxy host does not command another one. ALL: each of them, as VDSM has"
                        + " it: where oVirt's own authority is used, or VDSM's clients are.")
        @WithDefault("ENGINES")
        Commanders commanders();
    }

    /** Where machines come from. */
    @Setting("Sources: vCenters and Xen hosts")
    interface Sources {
        @Setting(
                value =
                        "Addresses of this host itself (127.0.0.0/8, ::1) or of its link (169.254.0.0/16, fe80::/10) at which"
                                + " sources may be nevertheless. Whatever else is given as a source and means such an address,"
                                + " now or later, is refused, so that operators cannot reach what only this host may.",
                unit = "addresses or ranges of them, separated by commas",
                example = "127.0.0.1")
        Optional<AddressRanges> localAddresses();
    }

    /** How virt-v2v is run. */
    @Setting("virt-v2v")
    interface V2v {
        @Setting("The program: a path, or a name that is looked for in the PATH.")
        @WithDefault("virt-v2v")
        String program();

        @Setting("Folder for temporary files of conversions, 1 GiB and more for each; not on tmpfs.")
        @WithDefault("/var/tmp")
        Path tempDir();

        @Setting(
                "Whether the appliance that opens guests is emulated, which is slow, instead of run with KVM. AUTO tries KVM"
                        + " once after each boot.")
        @WithDefault("AUTO")
        Emulation emulation();

        @Setting(
                value =
                        "How long a conversion may use no processor, move no bytes and say nothing before it is reported as stalled, with"
                                + " what it waits for. It goes on when that answers again.",
                unit = "seconds, 1 to 86400")
        @WithDefault("600")
        int stalledAfter();

        @Setting(
                value =
                        "How long a conversion may be stalled, from its last move on, before it is ended as failed. If it is not set: it is"
                                + " never ended for that, since nobody can tell whether what it waits for comes back.",
                unit = "seconds, not less than agent.v2v.stalled-after",
                example = "86400")
        Optional<Integer> endStalledAfter();

        @Setting(
                "Whether each conversion is a unit of systemd, so that it outlives the agent's own, all that it has started ends"
                        + " with it, and weights and limits hold. AUTO: where systemd runs and makes one.")
        @WithDefault("AUTO")
        Units units();

        @Setting(
                value =
                        "How much of the processors all conversions together get while others want them too: all other services"
                                + " together have 100, and so have all machines that libvirt runs here. If it is not set: 100. Only"
                                + " with units.",
                unit = "a weight, 1 to 10000",
                example = "20")
        Optional<Integer> cpuWeight();

        @Setting(
                value =
                        "The same for the host's own disks, with a scheduler that knows weights. If it is not set: 100. Only with"
                                + " units.",
                unit = "a weight, 1 to 10000",
                example = "20")
        Optional<Integer> ioWeight();

        @Setting(
                value =
                        "How much memory a conversion may have, with what it caches of files, before the kernel slows it down and takes"
                                + " memory back. If it is not set: as much as there is. Only with units, and version 2 of control"
                                + " groups.",
                unit = "MiB, 256 to 16777216",
                example = "4096")
        Optional<Integer> memoryHigh();
    }

    enum Units {
        AUTO,
        NEVER
    }

    /** Whose certificates may command. */
    enum Commanders {
        ENGINES,
        ALL
    }

    enum Emulation {
        AUTO,
        ALWAYS,
        NEVER
    }
}
