package org.ovirt.v2v.engine.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.TestingClock;
import org.ovirt.v2v.engine.config.OidcSettings;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.testbed.TestingOidc;

/** An issuer that is away when it is asked first. */
class OidcTokensTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Secret NO_TOKEN = new Secret("a.b.c");

    private final TestingOidc provider = TestingOidc.start();
    private final TestingClock clock = new TestingClock();
    private final OidcTokens tokens = new OidcTokens(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(OidcSettings.class)
                    .withDefaultValues(provider.settings())
                    .build()
                    .getConfigMapping(OidcSettings.class),
            clock);

    @BeforeEach
    void isAway() {
        become("down");
        assertAway();
        become("up");
    }

    @AfterEach
    void end() {
        provider.close();
    }

    /** As an open page, which asks every moment. */
    @Test
    void whoIsTurnedAwayDoesNotMakeOthersWaitLonger() {
        assertAway();
        clock.pass(PAUSE.minusMillis(1));
        assertAway();
        clock.pass(Duration.ofMillis(1));
        assertThat(tokens.verify(NO_TOKEN)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyOut() {
        clock.pass(Duration.ofHours(-2));
        assertThat(tokens.verify(NO_TOKEN)).isEmpty();
    }

    private void assertAway() {
        assertThatThrownBy(() -> tokens.verify(NO_TOKEN)).isInstanceOf(IdentityServiceAwayException.class);
    }

    private void become(String state) {
        given().post(provider.issuer().replace("/realms/test", "/control/" + state))
                .then()
                .statusCode(200);
    }
}
