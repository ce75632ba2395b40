package org.ovirt.v2v.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a host shows, or a user sends, as a key: it is refused, or fits into one line of a file of ssh's. */
class SshPublicKeyFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({"ssh-ed25519 ", "ssh-rsa ", "AAAAC3NzaC1lZDI1NTE5AAAA", "AAAAB3NzaC1yc2EAAA", "=", "\\x0A"})
    void aKeyIsReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            SshPublicKey key = SshPublicKey.parse(text);
            assertThat(key.toString()).matches("[a-z0-9-]+ [A-Za-z0-9+/]+=*");
            assertThat(SshPublicKey.parse(key.toString())).isEqualTo(key);
            assertThat(key.fingerprint()).startsWith("SHA256:");
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
