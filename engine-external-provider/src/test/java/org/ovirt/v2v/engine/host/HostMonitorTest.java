package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.model.conversion.FailureCode;

class HostMonitorTest {
    private static final ProxyHost WELL = host("well");
    private static final ProxyHost WELL_TOO = host("well-too");
    private static final ProxyHost HANGING = host("hanging");

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HostExecutor hosts = new HostExecutor();
    private final HostGateway gateway = mock(HostGateway.class);
    private final Clock clock = mock(Clock.class);
    private final HostMonitor monitor = new HostMonitor(gateway, hosts, clock);

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeEach
    void begin() {
        when(clock.instant()).thenAnswer(call -> now);
    }

    @AfterEach
    void end() {
        hanging.countDown();
        executor.shutdownNow();
        hosts.close();
    }

    @Test
    void aHostThatHangsIsNotWaitedForIfAnotherIsUp() {
        answers(WELL);
        answers(WELL_TOO);
        hangs(HANGING);

        Map<ProxyHost, HostStatus> found = monitor.promptStatuses(List.of(HANGING, WELL, WELL_TOO));

        assertThat(found).containsOnlyKeys(WELL, WELL_TOO);
    }

    @Test
    void everyHostIsWaitedForIfNoneIsUp() {
        hangs(HANGING);

        CompletableFuture<Map<ProxyHost, HostStatus>> asked =
                CompletableFuture.supplyAsync(() -> monitor.promptStatuses(List.of(HANGING)), executor);
        assertThat(asked).isNotDone();
        hanging.countDown();

        assertThat(asked.join().get(HANGING).state()).isEqualTo(HostStatus.State.NON_RESPONSIVE);
    }

    @Test
    void anAnswerIsGoodForTenSecondsAndNotForLongerBecauseTheClockIsSetBack() {
        answers(WELL);
        monitor.status(WELL);
        assertThat(monitor.known(WELL)).isPresent();

        now = now.minus(Duration.ofHours(2));
        assertThat(monitor.known(WELL)).isEmpty();
        monitor.status(WELL);
        assertThat(monitor.known(WELL)).isPresent();

        now = now.plusSeconds(10);
        assertThat(monitor.known(WELL)).isEmpty();
    }

    private void answers(ProxyHost host) {
        when(gateway.capabilities(host.agent())).thenReturn(TestingCapabilities.lacking());
    }

    private void hangs(ProxyHost host) {
        when(gateway.capabilities(host.agent())).thenAnswer(call -> {
            hanging.await();
            throw new FailureException(FailureCode.HOST_UNREACHABLE, "no answer");
        });
    }

    private static ProxyHost host(String name) {
        return new ProxyHost(UUID.randomUUID(), name, new HostAddress(name, 1), mock(Cluster.class));
    }
}
