package org.ovirt.v2v.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUriTest {
    @Test
    void namesWithReservedCharactersSurviveTheRoundTrip() {
        SourceUri uri = new SourceUri(
                "vpx",
                "DOMAIN\\user@vsphere.local",
                "vc.example",
                0,
                List.of("Data Center", "a/b+c", "esx&1"),
                "no_verify=1");

        assertThat(uri)
                .hasToString(
                        "vpx://DOMAIN%5Cuser%40vsphere.local@vc.example/Data%20Center/a%2Fb%2Bc/esx%261?no_verify=1");
        assertThat(SourceUri.parse(uri.toString())).isEqualTo(uri);
    }

    @Test
    void portAndIpv6AddressAreKept() {
        SourceUri uri = SourceUri.parse("xen+ssh://root@[::1]:2222/");

        assertThat(uri.host()).isEqualTo("::1");
        assertThat(uri.port()).isEqualTo(2222);
        assertThat(uri).hasToString("xen+ssh://root@[::1]:2222/");
    }

    @Test
    void aTextWithoutHostIsRefused() {
        assertThatThrownBy(() -> SourceUri.parse("vcenter")).hasMessageContaining("scheme and a host");
        assertThatThrownBy(() -> SourceUri.parse("vpx://a b/")).hasMessageContaining("not a valid URI");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpx://admin:s3cret@vcenter/DC",
                "vpx://admin:s3cret%40@vcenter",
                "xen+ssh://root:@xen:s3cret",
                "vpx://admin:s3 cret@vcenter"
            })
    void aPasswordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> SourceUri.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("s3");
    }

    @Test
    void whatIsWrongWithUserOrHostIsNamedAndNotRepeated() {
        assertThatThrownBy(() -> SourceUri.parse("vpx://jane@example.org@vcenter/DC"))
                .hasMessageContaining("%40")
                .message()
                .doesNotContain("jane", "example.org", "underscores");
        assertThatThrownBy(() -> SourceUri.parse("vpx://jane%40example.org@vc_01/DC"))
                .hasMessageContaining("a host's name has only")
                .hasMessageContaining("no underscores")
                .message()
                .doesNotContain("jane", "vc_01");
        assertThat(SourceUri.parse("vpx://jane%40example.org@vcenter/DC").user())
                .isEqualTo("jane@example.org");
    }

    @Test
    void aColonInTheNameOfAUserMayBeEncoded() {
        assertThat(SourceUri.parse("vpx://a%3Ab@vcenter").user()).isEqualTo("a:b");
    }

    @Test
    void onAnotherServerThePlaceStays() {
        assertThat(SourceUri.parse("vpx://old%40vc@vcenter/DC/Cluster/esxi?no_verify=1")
                        .on(SourceUri.parse("vpx://new@[::1]:8443/")))
                .hasToString("vpx://new@[::1]:8443/DC/Cluster/esxi?no_verify=1");
    }

    @Test
    void anotherServerHasOtherIdsUnlessTheyAreUuids() {
        SourceUri vcenter = SourceUri.parse("vpx://a@vcenter/DC/esxi");
        assertThat(vcenter.hasIdsOf(SourceUri.parse("vpx://b@VCENTER/"))).isTrue();
        assertThat(vcenter.hasIdsOf(SourceUri.parse("vpx://a@vcenter-new/"))).isFalse();
        assertThat(vcenter.hasIdsOf(SourceUri.parse("vpx://a@vcenter:8443/"))).isFalse();
        assertThat(SourceUri.parse("xen+ssh://root@dom0/").hasIdsOf(SourceUri.parse("xen+ssh://root@dom1/")))
                .isTrue();
    }

    @Test
    void onlyTheWholeParameterTurnsVerificationOff() {
        assertThat(SourceUri.parse("vpx://vc/?no_verify=1").skipsVerification()).isTrue();
        assertThat(SourceUri.parse("vpx://vc/?no_verify=10").skipsVerification())
                .isFalse();
    }
}
