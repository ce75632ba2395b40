package org.ovirt.v2v.agent.source.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.ovirt.v2v.model.conversion.FailureCode;

/** A server showed a certificate that is not to be believed; the message says why, as the end of a sentence. */
final class UntrustedCertificateException extends CertificateException {
    private final transient X509Certificate certificate;
    private final String remedy;

    UntrustedCertificateException(X509Certificate certificate, String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.certificate = certificate;
        this.remedy = remedy;
    }

    /** One that can be believed once it is pinned, or with its authority. */
    static UntrustedCertificateException unknown(X509Certificate certificate, String reason, Throwable cause) {
        return new UntrustedCertificateException(
                certificate, reason, FailureCode.SOURCE_CERTIFICATE_UNTRUSTED.remedy(), cause);
    }

    X509Certificate certificate() {
        return certificate;
    }

    String remedy() {
        return remedy;
    }
}
