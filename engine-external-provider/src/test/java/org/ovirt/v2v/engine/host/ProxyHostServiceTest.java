package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.InvalidFieldException;

class ProxyHostServiceTest {
    @Test
    void aNameForWhichNoCertificateCanBeCheckedIsRefused() {
        assertThatThrownBy(() -> ProxyHostService.agent("proxy_1.example", 54_321))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("address"))
                .hasMessageContaining("proxy_1.example has an underscore")
                .hasMessageContaining("v2v-pki host");
        assertThat(ProxyHostService.agent("proxy-1.example", 54_321))
                .isEqualTo(new HostAddress("proxy-1.example", 54_321));
    }
}
