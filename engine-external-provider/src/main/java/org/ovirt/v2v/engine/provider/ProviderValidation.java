package org.ovirt.v2v.engine.provider;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** Checks the fields of a provider one by one, each for itself. */
final class ProviderValidation {
    private static final int USER_LENGTH = 255;

    private ProviderValidation() {}

    /** Refuses a field that such a request cannot have. */
    static void refuse(String field, Object value, String message) {
        if (value != null) {
            throw new InvalidFieldException(field, message);
        }
    }

    static String username(String text) {
        return EntityText.atMost(USER_LENGTH, "username", EntityText.printable("username", text.strip()));
    }

    static TlsTrust trust(ProviderRequest.Tls tls) {
        if (tls.mode() == null) {
            throw new InvalidFieldException("tls.mode", "The mode is missing: pinned, ca or none.");
        }
        String pem = tls.certificate() == null ? "" : tls.certificate().strip();
        return switch (tls.mode().toLowerCase(Locale.ROOT)) {
            case "pinned" -> new TlsTrust(TlsTrust.Mode.PINNED, pinned(pem));
            case "ca" ->
                pem.isEmpty()
                        ? TlsTrust.SYSTEM
                        : new TlsTrust(TlsTrust.Mode.CA, Pem.write(Certificates.parse("tls.certificate", pem)));
            case "none" -> {
                if (!pem.isEmpty()) {
                    throw new InvalidFieldException(
                            "tls.certificate", "With the mode none no certificate is looked at: leave it out.");
                }
                yield TlsTrust.NONE;
            }
            default -> throw new InvalidFieldException("tls.mode", "The mode is pinned, ca or none.");
        };
    }

    static SshTrust ssh(ProviderRequest.Ssh ssh) {
        String key = ssh.hostKey() == null ? "" : ssh.hostKey().strip();
        return key.isEmpty()
                ? SshTrust.KNOWN_HOSTS
                : new SshTrust(SshKeys.parse("ssh.host_key", key).toString());
    }

    private static String pinned(String pem) {
        List<X509Certificate> certificates = Certificates.parse("tls.certificate", pem);
        if (certificates.size() != 1) {
            throw new InvalidFieldException(
                    "tls.certificate",
                    "Exactly one certificate can be pinned; the text holds " + certificates.size() + ".");
        }
        return Pem.write(certificates);
    }
}
