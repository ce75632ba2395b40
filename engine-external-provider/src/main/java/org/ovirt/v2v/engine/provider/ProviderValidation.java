package org.ovirt.v2v.engine.provider;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NetworkAddress;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Checks the fields of a provider one by one, each for itself. */
final class ProviderValidation {
    private static final int USER_LENGTH = 255;
    private static final int HTTPS = 443;

    private ProviderValidation() {}

    static SourceType type(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "vmware" -> SourceType.VMWARE;
            case "xen" -> SourceType.XEN;
            default -> throw new InvalidFieldException("type", "The type of a provider is vmware or xen.");
        };
    }

    /** The URI of a whole vCenter; its default port is left out. */
    static SourceUri vmwareUri(String address) {
        NetworkAddress parsed = NetworkAddress.parse("address", address);
        int port = parsed.port() == HTTPS ? 0 : parsed.port();
        return new SourceUri(SourceUri.VPX, "", parsed.host(), port, List.of(), "");
    }

    /** The URI of a Xen host, which is reached by ssh only. */
    static SourceUri xenUri(String text) {
        SourceUri uri;
        try {
            uri = SourceUri.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("url", "The URL is " + e.getMessage() + ".", e);
        }
        // host and user become arguments of ssh
        if (!uri.scheme().equals(SourceUri.XEN_SSH)
                || !uri.path().isEmpty()
                || !uri.query().isEmpty()
                || uri.user().contains(":")
                || uri.user().startsWith("-")
                || uri.host().startsWith("-")) {
            throw new InvalidFieldException(
                    "url",
                    "The URL of a Xen host is xen+ssh://user@host/, with a port if it is not 22, and nothing else.");
        }
        EntityText.printable("url", uri.user());
        return uri;
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
            case "none" -> TlsTrust.NONE;
            default -> throw new InvalidFieldException("tls.mode", "The mode is pinned, ca or none.");
        };
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
