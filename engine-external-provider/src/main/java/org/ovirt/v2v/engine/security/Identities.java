package org.ovirt.v2v.engine.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.Permit;

/** Makes of a user what Quarkus calls an identity. */
final class Identities {
    private Identities() {}

    /** With a role for each permit that the user has everywhere, by its label. */
    static SecurityIdentity of(Access access, Proof proof) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(access.userName()))
                .addAttribute(Access.ATTRIBUTE, access)
                .addAttribute(Proof.ATTRIBUTE, proof);
        for (Permit permit : Permit.values()) {
            if (access.may(permit)) {
                identity.addRole(permit.label());
            }
        }
        return identity.build();
    }
}
