package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.model.source.Secret;

class LoginServiceTest {
    private static final Secret RIGHT = new Secret("right-Passw0rd");
    private static final String NAME = "admin@internal";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String ATTACKER = "192.0.2.66";

    private final UserRepository users = mock(UserRepository.class);
    private final AuditLog audit = mock(AuditLog.class);
    private final LoginService logins =
            new LoginService(users, new VerifiedCredentials(), new LoginThrottle(NOW), audit);

    @Test
    void guessingInParallelGetsNoFurtherThanOneAfterTheOther() {
        when(users.findByName(NAME)).thenReturn(Optional.of(new User(UUID.randomUUID(), NAME, PasswordHash.of(RIGHT))));
        List<CompletableFuture<Optional<User>>> guesses = IntStream.range(0, 40)
                .mapToObj(guess ->
                        CompletableFuture.supplyAsync(() -> logins.login(NAME, new Secret("guess-" + guess), ATTACKER)))
                .toList();
        assertThat(guesses).allSatisfy(guess -> assertThat(guess.join()).isEmpty());

        // those that were refused unheard say so
        verify(audit, atMost(10))
                .recordRarely(
                        argThat(entry -> entry.variables().get("LoginErrMsg").isEmpty()), any());
        assertThat(logins.login(NAME, RIGHT, ATTACKER))
                .as("even the right one must wait")
                .isEmpty();
        assertThat(logins.login(NAME, RIGHT, "192.0.2.1")).isPresent();
    }

    @Test
    void theOldPasswordIsGuessedAtNoFasterThanAtALogIn() {
        User user = new User(UUID.randomUUID(), NAME, PasswordHash.of(RIGHT));
        for (int guess = 0; guess < 6; guess++) {
            assertThat(logins.check(user, new Secret("guess-" + guess), ATTACKER))
                    .isEqualTo(LoginService.Verdict.WRONG);
        }
        assertThat(logins.check(user, RIGHT, ATTACKER))
                .as("even the right one must wait")
                .isEqualTo(LoginService.Verdict.UNHEARD);
        assertThat(logins.check(user, RIGHT, "192.0.2.1")).isEqualTo(LoginService.Verdict.RIGHT);
        when(users.findByName(NAME)).thenReturn(Optional.of(new User(user.id(), NAME, PasswordHash.of(RIGHT))));
        assertThat(logins.login(NAME, RIGHT, ATTACKER))
                .as("guesses at the old password count at log-ins")
                .isEmpty();
    }
}
