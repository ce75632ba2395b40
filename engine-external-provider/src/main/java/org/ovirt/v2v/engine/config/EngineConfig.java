package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.model.setting.Setting;
import org.ovirt.v2v.model.source.AddressRanges;

/** The engine's own settings. */
@Setting("Folders")
@ConfigMapping(prefix = "v2v")
public interface EngineConfig {
    @Setting(
            "Folder for the embedded database, the key file and the certificates; only the engine's user needs access. The"
                    + " unit has to let the engine write in another one: see ReadWritePaths= in ovirt-v2v-engine.service.")
    @WithDefault("/var/lib/ovirt-v2v-engine")
    Path home();

    @Setting(
            value =
                    "Folder on tmpfs for what must not reach a disk. If it is not set: /run/ovirt-v2v-engine, or a folder in"
                            + " /dev/shm where /run is not on tmpfs.",
            example = "/run/ovirt-v2v-engine")
    Optional<Path> runtimeDir();

    Web web();

    Secrets secrets();

    Admin admin();

    Tokens tokens();

    Clients clients();

    Providers providers();

    /** What the engine shows to browsers and other clients. */
    @Setting("Certificate of the https port (PEM), made by: v2v-pki engine DIR NAME-OF-THIS-HOST")
    interface Web {
        @Setting("The certificate, for the names and addresses that clients use.")
        @WithDefault("${v2v.home}/pki/web.pem")
        Path certificate();

        @Setting("The certificate's key: PKCS #8, not encrypted.")
        @WithDefault("${v2v.home}/pki/web.key")
        Path key();

        @Setting(
                value =
                        "Addresses or networks of the proxies that clients come through, separated by commas. From these, and"
                                + " from nobody else, the client's address is taken out of the header X-Forwarded-For: the"
                                + " last one in it that is not a proxy's. If it is not set, a client's address is where its"
                                + " connection comes from.",
                unit = "addresses or ranges of them, separated by commas",
                example = "192.0.2.7,10.1.0.0/16")
        Optional<AddressRanges> trustedProxies();
    }

    /** How passwords of providers are kept. */
    @Setting("Secrets")
    interface Secrets {
        @Setting(
                "Keys that the providers' passwords are encrypted with; made at the first start, mode 0600. Back it up apart"
                        + " from the database. To change the key, add a line \"<new id> <Base64 of 32 random bytes>\" at the"
                        + " end (openssl rand -base64 32) and restart: passwords given from then on use it; the older lines"
                        + " are still needed for the others.")
        @WithDefault("${v2v.home}/secrets.key")
        Path keyFile();
    }

    /** The administrator that is made at first start. */
    @Setting("The administrator, admin@internal")
    interface Admin {
        @Setting(
                value =
                        "Where the initial password is taken from, at the first start only: the first line of this file. If"
                                + " it is not set, a random one is written to the file initial-admin-password in"
                                + " v2v.runtime-dir.",
                example = "/run/ovirt-v2v-engine/password")
        Optional<Path> passwordFile();

        @Setting("Set to true and restart once to give admin@internal the initial password again; all log-ins end. Then"
                + " remove it.")
        @WithDefault("false")
        boolean resetPassword();
    }

    /** Tokens of the REST API. */
    @Setting("Tokens of the REST API")
    interface Tokens {
        @Setting("How long a token lives without being used.")
        @WithDefault("30m")
        @WithConverter(PositiveTime.class)
        Duration idleTime();

        @Setting("How long a token lives at most.")
        @WithDefault("12h")
        @WithConverter(PositiveTime.class)
        Duration lifeTime();
    }

    /** Where machines come from. */
    @Setting("Providers")
    interface Providers {
        @Setting(
                value =
                        "Addresses of a proxy host itself (127.0.0.0/8, ::1) or of its link (169.254.0.0/16, fe80::/10) that"
                                + " providers may have nevertheless; agent.sources.local-addresses on the proxy host has to"
                                + " allow them too. Others are refused, so that operators cannot reach what only a proxy host"
                                + " may.",
                unit = "addresses or ranges of them, separated by commas",
                example = "127.0.0.1")
        Optional<AddressRanges> localAddresses();
    }

    /** What one client may ask for. */
    @Setting(
            "What one user may ask of an engine; what is more is answered with 429. Without a user it holds for each token"
                    + " that is shown, and for each address if there is none")
    interface Clients {
        @Setting(value = "How many requests of a user may be under way at a time.", unit = "requests")
        @WithDefault("200")
        @WithConverter(PositiveNumber.class)
        int simultaneousRequests();

        @Setting(
                value = "How many requests a user may send each second, on average over ten seconds.",
                unit = "requests")
        @WithDefault("500")
        @WithConverter(PositiveNumber.class)
        int requestsPerSecond();

        @Setting(value = "How many streams of events a user may have open.", unit = "streams")
        @WithDefault("100")
        @WithConverter(PositiveNumber.class)
        int streams();
    }
}
