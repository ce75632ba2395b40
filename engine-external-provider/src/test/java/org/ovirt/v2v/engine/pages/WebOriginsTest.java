package org.ovirt.v2v.engine.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginsTest {
    @Test
    void readsOriginsAsBrowsersNameThem() {
        assertThat(WebOrigins.of("https://Engine.example, https://engine.example:443/,https://192.0.2.1:8443")
                        .origins())
                .containsExactly("https://engine.example", "https://192.0.2.1:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*",
                "https://*.example",
                "http://engine.example",
                "engine.example",
                "https://",
                "https://engine.example/ovirt-engine",
                "https://user@engine.example",
                "https://engine.example:0",
                "https://engine.example:65536",
                "https://engine.example; script-src *",
                "https://engine.example https://other.example",
                "https://engine.example\nX-Frame-Options: ALLOW",
                "https://[::1]",
                "'self'",
                "data:"
            })
    void refusesWhatIsNoneAndWhatWouldAllowMore(String text) {
        assertThatThrownBy(() -> WebOrigins.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no origin");
    }
}
