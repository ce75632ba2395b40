package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.Secret;

class VerifiedCredentialsTest {
    private static final Secret RIGHT = new Secret("right-Passw0rd");

    private final VerifiedCredentials verified = new VerifiedCredentials();
    private final User user = new User(UUID.randomUUID(), "admin@internal", "a hash");

    @Test
    void onlyWhatWasRightNeedNotBeCheckedAgain() {
        assertThat(verified.contains(user, RIGHT)).isFalse();
        verified.add(user, RIGHT);
        assertThat(verified.contains(user, RIGHT)).isTrue();
        assertThat(verified.contains(user, new Secret("wrong"))).isFalse();
        verified.clear();
        assertThat(verified.contains(user, RIGHT)).isFalse();
    }

    @Test
    void anotherEngineMayHaveChangedThePassword() {
        verified.add(user, RIGHT);
        assertThat(verified.contains(new User(user.id(), user.name(), "another hash"), RIGHT))
                .isFalse();
    }
}
