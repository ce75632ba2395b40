package org.ovirt.v2v.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;

class ProviderTypeTest {
    @ParameterizedTest
    @EnumSource
    void aTypeIsNamedInLargeOrSmallLetters(SourceType type) {
        assertThat(ProviderType.parse(ProviderType.name(type))).isEqualTo(type);
        assertThat(ProviderType.parse(type.name())).isEqualTo(type);
    }

    @Test
    void anUnknownTypeIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> ProviderType.parse("kvm"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("vmware or xen");
    }

    @Test
    void anAddressThatNoUriCanHoldIsRefused() {
        assertThatThrownBy(() -> VmwareProviderType.uri("vc_01.example"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("address"))
                .hasMessageStartingWith("The name vc_01.example cannot be used in a URI: a host's name has only")
                .hasMessageContaining("no underscores");
    }

    @Test
    void aUserWithAnAtIsToldHowItIsWritten() {
        assertThatThrownBy(() -> new DirectSource("vmware", "vpx://jane@example.org@vcenter/DC", null, null).uri())
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("url"))
                .hasMessage("The URL cannot be used: an @ in the user's name is written %40, as in"
                        + " administrator%40vsphere.local@vcenter.");
        assertThatThrownBy(() ->
                        ProviderType.of(SourceType.XEN).uri(at(SourceType.XEN, "xen+ssh://jane@example.org@dom0/")))
                .hasMessageContaining("%40");
    }

    @ParameterizedTest
    @CsvSource({
        "VMWARE, vcenter.example, vcenter.example",
        "VMWARE, vcenter.example:443, vcenter.example",
        "VMWARE, vcenter.example:8443, vcenter.example:8443",
        "VMWARE, [2001:db8::1]:8443, [2001:db8::1]:8443",
        "VMWARE, 2001:db8::1, 2001:db8::1",
        "XEN, xen+ssh://root@dom0/, xen+ssh://root@dom0/",
        "XEN, xen+ssh://root@dom0:2222, xen+ssh://root@dom0:2222/"
    })
    void whatIsShownCanBeSentBackAndIsTheSameServer(SourceType type, String given, String shown) {
        ProviderType kind = ProviderType.of(type);
        SourceUri uri = kind.uri(at(type, given)).orElseThrow();
        assertThat(Stream.of(kind.address(uri), kind.url(uri)).flatMap(Optional::stream))
                .containsExactly(shown);
        assertThat(kind.uri(at(type, shown))).contains(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xen+ssh://root@dom0/?command=/bin/sh",
                "xen+ssh://root@dom0/path",
                "xen+ssh://-oProxyCommand=x@dom0/",
                "xen+ssh://root:secret@dom0/",
                "qemu+ssh://root@dom0/"
            })
    void theUrlOfAXenHostCannotBecomeAnOptionOfSsh(String url) {
        assertThatThrownBy(() -> ProviderType.of(SourceType.XEN).uri(at(SourceType.XEN, url)))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("url"));
    }

    private static ProviderRequest at(SourceType type, String place) {
        boolean byUrl = type == SourceType.XEN;
        return new ProviderRequest(
                null, null, null, byUrl ? null : place, byUrl ? place : null, null, null, null, null, null, null);
    }
}
