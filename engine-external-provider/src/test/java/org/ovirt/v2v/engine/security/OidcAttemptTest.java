package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.source.Secret;

class OidcAttemptTest {
    @Test
    void whatTheCookieKeepsIsReadAgain() {
        OidcAttempt attempt = OidcAttempt.of("/storage/12?tab=details");

        OidcAttempt read = OidcAttempt.read(attempt.cookie()).orElseThrow();

        assertThat(read).isEqualTo(attempt);
        assertThat(read.isAnsweredBy(attempt.state())).isTrue();
        assertThat(read.isAnsweredBy("")).isFalse();
        assertThat(read.isAnsweredBy(OidcAttempt.of("/").state())).isFalse();
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsTheOneOfTheStandard() {
        OidcAttempt attempt = new OidcAttempt("state", new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "/");

        assertThat(attempt.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hosts", "https://evil.example", "/\r\nSet-Cookie: a=b", "/<script>", "/\\evil"})
    void whatIsNoPageIsTakenForTheFirst(String page) {
        assertThat(OidcAttempt.of(page).page()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b.c", "..", "%00"})
    void whatIsNoCookieOfOursIsNone(String cookie) {
        assertThat(OidcAttempt.read(cookie)).isEmpty();
    }
}
