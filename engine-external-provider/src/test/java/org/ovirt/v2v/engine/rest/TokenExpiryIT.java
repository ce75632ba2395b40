package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.LimitsProfile;
import org.ovirt.v2v.testbed.EventStream;

/** Tokens end when nobody uses them for a while, and in any case after some time. */
@QuarkusTest
@TestProfile(LimitsProfile.class)
class TokenExpiryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Less than a token may be left unused. */
    private static final Duration USED_EVERY = Duration.ofSeconds(1);

    @Test
    void aTokenEndsUnlessItIsUsedAndThenAtTheEndOfItsLife() {
        Instant before = Instant.now();
        ValidatableResponse granted = login();
        String used = granted.extract().path("access_token");
        Instant expiry = Instant.ofEpochMilli(Long.parseLong(granted.extract().path("exp")));
        assertThat(expiry)
                .isBetween(
                        before.plus(LimitsProfile.TOKEN_IDLE).minusMillis(1),
                        Instant.now().plus(LimitsProfile.TOKEN_IDLE));

        await().pollInterval(USED_EVERY).atMost(SOON).until(() -> status(used) == 401);

        Duration life = Duration.between(before, Instant.now());
        assertThat(life).isGreaterThanOrEqualTo(LimitsProfile.TOKEN_LIFE);
        String unused = login().extract().path("access_token");
        assertThat(status(unused)).isEqualTo(200);
        await().pollDelay(LimitsProfile.TOKEN_IDLE.plusMillis(100)).atMost(SOON).until(() -> status(unused) == 401);
    }

    @Test
    void aStreamEndsWithTheLifeOfItsToken() {
        Instant before = Instant.now();
        String token = login().extract().path("access_token");
        try (EventStream stream = EventStream.open(client().withToken(token), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            await().atMost(SOON).until(stream::hasEnded);
            assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(LimitsProfile.TOKEN_LIFE);
        }
    }

    private static int status(String token) {
        return anonymous().header("Authorization", "Bearer " + token).get(API).statusCode();
    }

    private static ValidatableResponse login() {
        return anonymous()
                .formParam("grant_type", "password")
                .formParam("scope", "ovirt-app-api")
                .formParam("username", USER)
                .formParam("password", EngineEnvironment.PASSWORD)
                .post("/ovirt-engine/sso/oauth/token")
                .then()
                .statusCode(200);
    }
}
