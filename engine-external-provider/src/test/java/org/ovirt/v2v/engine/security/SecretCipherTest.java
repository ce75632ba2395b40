package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.source.Secret;

class SecretCipherTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final Secret SECRET = new Secret("pässwörd ✓");
    private static final String OLD = line("old", 1);
    private static final String NEW = line("new", 2);

    private final SecretCipher cipher = new SecretCipher(KeyRing.parse(OLD));

    @Test
    void givesBackWhatItEncrypted() {
        assertThat(cipher.decrypt(OWNER, cipher.encrypt(OWNER, SECRET))).isEqualTo(SECRET);
    }

    @Test
    void neverEncryptsTheSameWayTwice() {
        assertThat(cipher.encrypt(OWNER, SECRET))
                .isNotEqualTo(cipher.encrypt(OWNER, SECRET))
                .doesNotContain(SECRET.value());
    }

    @Test
    void refusesACiphertextThatWasMovedToAnotherRecord() {
        String encrypted = cipher.encrypt(OWNER, SECRET);
        assertThatThrownBy(() -> cipher.decrypt(UUID.randomUUID(), encrypted))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("belongs to another record");
    }

    @Test
    void refusesACiphertextThatWasChanged() {
        String encrypted = cipher.encrypt(OWNER, SECRET);
        byte[] bytes = Base64.getDecoder().decode(encrypted.substring("old:".length()));
        bytes[bytes.length - 1] ^= 1;
        String changed = "old:" + Base64.getEncoder().encodeToString(bytes);
        assertThatThrownBy(() -> cipher.decrypt(OWNER, changed)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> cipher.decrypt(OWNER, "old:AAAA")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> cipher.decrypt(OWNER, "old:***")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> cipher.decrypt(OWNER, "nothing")).isInstanceOf(FailureException.class);
    }

    @Test
    void encryptsWithTheNewestKeyAndStillDecryptsWithOlderOnes() {
        String before = cipher.encrypt(OWNER, SECRET);
        SecretCipher rotated = new SecretCipher(KeyRing.parse(OLD + NEW));
        assertThat(rotated.decrypt(OWNER, before)).isEqualTo(SECRET);
        assertThat(rotated.isOutdated(before)).isTrue();
        String after = rotated.encrypt(OWNER, SECRET);
        assertThat(after).startsWith("new:");
        assertThat(rotated.isOutdated(after)).isFalse();
    }

    @Test
    void saysWhichKeyIsGone() {
        SecretCipher withoutOld = new SecretCipher(KeyRing.parse(NEW));
        String before = cipher.encrypt(OWNER, SECRET);
        assertThatThrownBy(() -> withoutOld.decrypt(OWNER, before)).hasMessageContaining("The key old");
    }

    @Test
    void saysWhichLineOfAKeyFileIsWrongWithoutShowingIt() {
        assertThatThrownBy(() -> KeyRing.parse("# comment\n\nold c2hvcnQ=\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("5 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> KeyRing.parse(OLD + OLD)).hasMessageContaining("line 2");
        assertThatThrownBy(() -> KeyRing.parse("")).hasMessageContaining("no key");
        assertThatThrownBy(() -> KeyRing.parse("old ***")).hasMessageContaining("not Base64");
    }

    private static String line(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
