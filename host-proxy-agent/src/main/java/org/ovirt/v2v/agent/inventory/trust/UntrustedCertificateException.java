package org.ovirt.v2v.agent.inventory.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A server showed a certificate that is not to be believed; the message says why, as the end of a sentence. */
final class UntrustedCertificateException extends CertificateException {
    private final transient X509Certificate certificate;

    UntrustedCertificateException(X509Certificate certificate, String reason, Throwable cause) {
        super(reason, cause);
        this.certificate = certificate;
    }

    X509Certificate certificate() {
        return certificate;
    }
}
