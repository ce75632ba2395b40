package org.ovirt.v2v.engine.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Who the engine is to its hosts, and which authority it believes; PEM files, read again for every connection. */
@ConfigMapping(prefix = "v2v.pki")
public interface PkiSettings {
    /** The authority, or several, that issues the hosts' certificates. */
    @WithDefault("${v2v.home}/pki/ca.pem")
    Path ca();

    /** The engine's own certificate, followed by those of intermediate authorities if there are any. */
    @WithDefault("${v2v.home}/pki/engine.pem")
    Path certificate();

    /** The key of the engine's own certificate: PKCS #8, not encrypted. */
    @WithDefault("${v2v.home}/pki/engine.key")
    Path key();
}
