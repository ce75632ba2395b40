package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.Secret;

class PasswordHashTest {
    private static final Secret PASSWORD = new Secret("a long password");

    @Test
    void knowsThePasswordAgain() {
        String hash = PasswordHash.of(PASSWORD);

        assertThat(PasswordHash.matches(PASSWORD, hash)).isTrue();
        assertThat(PasswordHash.matches(new Secret("another password"), hash)).isFalse();
    }

    @Test
    void aPasswordOfNobodyTakesAsLongToRefuseAsOneOfAUser() {
        assertThat(PasswordHash.matches(PASSWORD, PasswordHash.OF_NOBODY)).isFalse();
        assertThat(algorithmAndCost(PasswordHash.OF_NOBODY)).isEqualTo(algorithmAndCost(PasswordHash.of(PASSWORD)));
    }

    private static String algorithmAndCost(String hash) {
        return hash.substring(0, "$2a$12$".length());
    }
}
