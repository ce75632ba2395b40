package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.TestingClock;
import org.ovirt.v2v.engine.config.EngineConfig;

/** No client takes all of an engine, and none is kept out by another. */
class ClientLimitsTest {
    private static final String BOB = "bob";
    private static final String EVE = "eve";

    private final TestingClock clock = new TestingClock();

    @Test
    void soManyRequestsAtATimeAndNoMore() {
        ClientLimits limits = limits(2, 1_000, 1);
        List<ClientLimits.Place> taken = IntStream.range(0, 2)
                .mapToObj(each -> limits.request(EVE).orElseThrow())
                .toList();
        assertThat(limits.request(EVE)).isEmpty();
        assertThat(limits.request(BOB)).isPresent();
        taken.get(0).giveBack();
        taken.get(0).giveBack();
        assertThat(limits.request(EVE)).isPresent();
        assertThat(limits.request(EVE)).isEmpty();
    }

    @Test
    void whoSendsTooFastWaits() {
        ClientLimits limits = limits(100, 3, 1);
        for (int time = 0; time < 30; time++) {
            limits.request(EVE).orElseThrow().giveBack();
        }
        assertThat(limits.request(EVE)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        for (int time = 0; time < 3; time++) {
            limits.request(EVE).orElseThrow().giveBack();
        }
        assertThat(limits.request(EVE)).isEmpty();
        assertThat(limits.request(BOB)).isPresent();
    }

    @Test
    void streamsAreCountedByThemselves() {
        ClientLimits limits = limits(1, 1_000, 2);
        assertThat(limits.request(EVE)).isPresent();
        Optional<ClientLimits.Place> first = limits.stream(EVE);
        assertThat(first).isPresent();
        assertThat(limits.stream(EVE)).isPresent();
        assertThat(limits.stream(EVE)).isEmpty();
        first.get().giveBack();
        assertThat(limits.stream(EVE)).isPresent();
    }

    @Test
    void whoAsksForNothingAnyMoreIsForgottenButNotWhoHasSomethingOpen() {
        ClientLimits limits = limits(10, 10, 1);
        assertThat(limits.stream(EVE)).isPresent();
        for (int client = 0; client < 5_000; client++) {
            limits.request("client-" + client).orElseThrow().giveBack();
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(limits.request(BOB)).isPresent();
        assertThat(limits.size()).isLessThan(10);
        assertThat(limits.stream(EVE)).isEmpty();
    }

    private ClientLimits limits(int requests, int perSecond, int streams) {
        return new ClientLimits(
                new EngineConfig.Clients() {
                    @Override
                    public int simultaneousRequests() {
                        return requests;
                    }

                    @Override
                    public int requestsPerSecond() {
                        return perSecond;
                    }

                    @Override
                    public int streams() {
                        return streams;
                    }
                },
                clock);
    }
}
