package org.ovirt.v2v.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPublicKeyTest {
    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHznThiCoDZc4tFXkGeHnF6AVq0dbRSX8smGotcmy/Rx";
    private static final String ECDSA =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHhNOChx/e5QOrpnsPyJ7/K2wUgPeXx4qdWqdWdqpja5NazhcauVJ0dWTZ42uuRWl5w9vsaaVKFeFNP0icBr/nU=";
    private static final String RSA =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC1LcmUmyoeqzAmyGeELNJzEngY9TH5ZVbmnRp4MoWIg0IZ76lZEya0GSGLeFZC7x8EIeuJS3YIUpncKCpiI+iCkXbNdBKkhgYTot2qgD/Zp0IJWEhtm5/tCsd8akCFvLu/eRB7w7E4ZnA8ySCvdevM+gs7SkCN7XiY8aGmAzPjraqR4oPh4Sa+3sxQyXUQBg75DggKNqHDQyIOfUAQouK+3Sgaw6Z6ppqHWGKJlI0wyt6dubBA8PZ8+g51jso9SuIDcS1I3GjCSXAh2oge7s91ycUFPurFYLPvlSzysLKLpoY+j5+Y7qXele5SAUW5EuPFnP4YJN0sD9JriEEb19Ed";

    /** The fingerprints are those that ssh-keygen -lf has printed of these keys. */
    @ParameterizedTest
    @CsvSource({
        ED25519 + ", ED25519, SHA256:1ZVgx/eQVqykJHfNyYgPZ6vXxSmNJ/wA3Wm8XwcoVPA",
        ECDSA + ", ECDSA, SHA256:55cP+92QtJI8+dU4m7SIZ+4wrGqUctI+kav1MThzZBQ",
        RSA + ", RSA, SHA256:knsimxakAFjKVwgIhxng+Q+PsmIrtGqzlXqNn/0fgGI"
    })
    void kindAndFingerprintAreThoseThatSshKeygenPrints(String text, String kind, String fingerprint) {
        SshPublicKey key = SshPublicKey.parse(text);

        assertThat(key.kind()).isEqualTo(kind);
        assertThat(key.fingerprint()).isEqualTo(fingerprint);
        assertThat(key).hasToString(text);
    }

    @Test
    void aCommentIsNoPartOfTheKey() {
        assertThat(SshPublicKey.parse("  " + ED25519 + "\troot@dom0 of the branch\n"))
                .hasToString(ED25519);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-dss AAAAB3NzaC1kc3MAAAABAA==",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 !!!!",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
                "ssh-ed25519 /////3NzaC1lZDI1NTE5AAAA",
                "* ssh-ed25519 AAAA"
            })
    void whatIsNoHostKeyIsRefused(String text) {
        assertThatThrownBy(() -> SshPublicKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatNamesAnotherTypeWithinIsRefused() {
        assertThatThrownBy(() -> SshPublicKey.parse("ssh-rsa " + ED25519.split(" ", -1)[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not of the type");
        assertThatThrownBy(() -> SshPublicKey.parse("ssh-rsa " + "A".repeat(5_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer");
    }
}
