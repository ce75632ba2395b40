package org.ovirt.v2v.engine.provider;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.format.Pem;

/** Certificates in fields of a request. */
final class Certificates {
    private static final int LENGTH = 262_144;

    private Certificates() {}

    /** The certificates in the text, at least one; refuses the field if there are none or one is broken. */
    static List<X509Certificate> parse(String field, String pem) {
        if (pem.length() > LENGTH) {
            throw invalid(field, null);
        }
        try {
            List<X509Certificate> certificates = Pem.certificates(pem);
            if (certificates.isEmpty()) {
                throw invalid(field, null);
            }
            return certificates;
        } catch (CertificateException e) {
            throw invalid(field, e);
        }
    }

    private static InvalidFieldException invalid(String field, CertificateException cause) {
        return new InvalidFieldException(
                field, "The text is not a certificate in PEM format (-----BEGIN CERTIFICATE----- and so on).", cause);
    }
}
