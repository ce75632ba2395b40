package org.ovirt.v2v.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsTheSimulatedVCenterIsShownUntilCtrlC() {
        assertThat(Options.parse()).satisfies(options -> {
            assertThat(options.once()).isFalse();
            assertThat(options.source()).isEmpty();
        });
    }

    @Test
    void aRealVCenterTakesFourOptions() {
        Options options = Options.parse(
                "--vcenter", "vc:8443", "--once", "--user", "u@vsphere.local", "--password-file", "/p", "--vm", "--vm");

        assertThat(options.once()).isTrue();
        assertThat(options.source()).contains(new Options.Source("vc:8443", "u@vsphere.local", Path.of("/p"), "--vm"));
    }

    @Test
    void threeOfFourAreRefused() {
        assertThatThrownBy(() -> Options.parse("--vcenter", "vc", "--user", "u", "--password-file", "/p"))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("--vm");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> Options.parse("--twice"))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("--twice");
    }
}
