package org.ovirt.v2v.engine.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import org.ovirt.v2v.model.setting.Setting;

/** Who the engine is to its hosts, and which authority it believes; PEM files, read again for every connection. */
@Setting(
        "Certificates between engine and proxy hosts (PEM), made by: v2v-pki engine DIR NAME-OF-THIS-HOST; copy DIR/engine to ${v2v.home}/pki. They are read again for every connection")
@ConfigMapping(prefix = "v2v.pki")
public interface PkiSettings {
    @Setting("The authority, or several, that issues the proxy hosts' certificates.")
    @WithDefault("${v2v.home}/pki/ca.pem")
    Path ca();

    @Setting(
            "The certificate by which the engine shows itself to the proxy hosts, followed by those of intermediate authorities if there are any.")
    @WithDefault("${v2v.home}/pki/client.pem")
    Path certificate();

    @Setting("The certificate's key: PKCS #8, not encrypted.")
    @WithDefault("${v2v.home}/pki/client.key")
    Path key();
}
