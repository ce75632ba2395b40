package org.ovirt.v2v.agent.source.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Explains a TLS connection that ended because the server's certificate was not believed. */
public final class CertificateRefusal {
    private CertificateRefusal() {}

    /** The failure, if this error was caused by a certificate. */
    public static Optional<Failure> explain(String address, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedCertificateException refused) {
                return Optional.of(failure(address, refused));
            }
        }
        return Optional.empty();
    }

    private static Failure failure(String address, UntrustedCertificateException refused) {
        X509Certificate certificate = refused.certificate();
        return new Failure(
                FailureCode.SOURCE_CERTIFICATE_UNTRUSTED,
                "The certificate of " + address + " is not trusted: " + refused.getMessage() + ". It names "
                        + names(certificate) + "; its SHA-256 fingerprint is " + Pem.fingerprint(certificate),
                refused.remedy(),
                null);
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                // an alternative name is a pair of its kind and the name
                return String.join(
                        ", ",
                        alternatives.stream()
                                .map(pair -> String.valueOf(pair.get(1)))
                                .toList());
            }
        } catch (CertificateParsingException e) {
            return certificate.getSubjectX500Principal().getName() + " (its other names cannot be read)";
        }
        return certificate.getSubjectX500Principal().getName();
    }
}
