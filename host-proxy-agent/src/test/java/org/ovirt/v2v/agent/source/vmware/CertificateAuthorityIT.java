package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingAuthority;
import org.ovirt.v2v.testbed.TestingVCenter;

/** A vCenter whose certificate an authority has signed, with that authority uploaded, and what is refused of it. */
class CertificateAuthorityIT {
    private static final String ADDRESS = "IP:127.0.0.1";
    private static TestingAuthority authority;
    private static TestingAuthority other;

    private final VmwareSource inventory = new VmwareSource(TestingAddresses.HERE);

    @BeforeAll
    static void create() {
        authority = TestingAuthority.create();
        other = TestingAuthority.create();
    }

    @AfterAll
    static void close() {
        authority.close();
        other.close();
    }

    @Test
    void theRootIsEnoughIfTheServerShowsTheRestOfTheChain() throws Exception {
        assertAccepted(authority.server(ADDRESS), authority.certificate());
    }

    @Test
    void oneOfSeveralAuthoritiesIsEnough() throws Exception {
        assertAccepted(authority.server(ADDRESS), other.certificate() + authority.certificate());
    }

    @Test
    void theIntermediateAuthorityIsEnough() throws Exception {
        assertAccepted(authority.server(ADDRESS), authority.intermediate());
    }

    @Test
    void theIntermediateAuthorityCanBeUploadedIfTheServerDoesNotShowIt() throws Exception {
        Path server = authority.serverWithoutIntermediate(ADDRESS);
        assertAccepted(server, authority.certificate() + authority.intermediate());
        assertThat(refusal(server, authority.certificate()).message()).contains("no trusted authority");
    }

    @Test
    void anotherAuthorityIsRefused() {
        Failure failure = refusal(authority.server(ADDRESS), other.certificate());

        assertThat(failure.message()).contains("no trusted authority stands behind it", "issued by CN=intermediate");
        assertThat(failure.remedy()).isNotBlank();
    }

    @Test
    void theSystemDoesNotKnowTheAuthority() {
        assertThat(refusal(authority.server(ADDRESS), "").message()).contains("no trusted authority");
    }

    @Test
    void anExpiredCertificateIsRefused() {
        Failure failure = refusal(authority.expiredServer(ADDRESS), authority.certificate());

        assertThat(failure.message()).contains("it expired on");
        assertThat(failure.remedy()).contains("Renew");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        Failure failure = refusal(authority.server("DNS:vcenter.example", "IP:192.0.2.7"), authority.certificate());

        assertThat(failure.message()).contains("issued for other names", "vcenter.example", "192.0.2.7");
        assertThat(failure.remedy()).contains("Use one of the names");
    }

    private void assertAccepted(Path server, String trusted) throws Exception {
        try (TestingVCenter vcenter = TestingVCenter.builder().serverPem(server).start()) {
            assertThat(inventory.names(source(vcenter, trusted))).contains(TestingVCenter.FIRST_MACHINE);
        }
    }

    private Failure refusal(Path server, String trusted) {
        try (TestingVCenter vcenter = TestingVCenter.builder().serverPem(server).start()) {
            Failure failure = catchThrowableOfType(
                            FailureException.class, () -> inventory.names(source(vcenter, trusted)))
                    .failure();
            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CERTIFICATE_UNTRUSTED);
            assertThat(failure.message()).contains(vcenter.address());
            return failure;
        }
    }

    /** Trusts these authorities, or the system's if there are none. */
    private static SourceParams source(TestingVCenter vcenter, String trusted) {
        return new SourceParams(
                SourceUri.parse("vpx://" + vcenter.address() + "/"),
                TestingVCenter.USER,
                new Secret(TestingVCenter.PASSWORD),
                null,
                new TlsTrust(TlsTrust.Mode.CA, trusted));
    }
}
