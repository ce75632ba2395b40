package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostReadiness.Domain;
import org.ovirt.v2v.engine.host.HostReadiness.State;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** What is known of a host without waiting, with a clock in hand and answers that come when the test lets them. */
class HostReadinessTest {
    private final Domain domain = new Domain(UUID.randomUUID(), "export", "/mnt/export");
    private final ProxyHost host = new ProxyHost(
            UUID.randomUUID(),
            "proxy",
            new HostAddress("proxy", 24_325),
            new Cluster(UUID.randomUUID(), "c", "", new DataCenter(UUID.randomUUID(), "dc", "")));
    private final HostMonitor monitor = mock(HostMonitor.class);
    private final HostGateway gateway = mock(HostGateway.class);
    private final Queue<Runnable> questions = new ArrayDeque<>();
    private final AtomicInteger told = new AtomicInteger();
    private final Clock clock = mock(Clock.class);
    private final HostReadiness readiness = new HostReadiness(monitor, gateway, questions::add, clock);
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeEach
    void allIsWell() {
        when(clock.instant()).thenAnswer(call -> now);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        when(monitor.ask(host.name(), host.agent())).thenAnswer(call -> up(List.of()));
        when(gateway.openExportDomain(any(), any())).thenReturn(mounted(domain.id()));
        readiness.listen(told::incrementAndGet);
    }

    @Test
    void aHostIsReadyOnceItHasToldOfItselfAndOfTheDomain() {
        assertThat(state()).isEqualTo(State.unknown(true));
        assertThat(questions).hasSize(2);
        answerAll();

        assertThat(state()).isEqualTo(State.ready(1));
        assertThat(told).hasValue(2);
        assertThat(readiness.conversions(host)).hasValue(2);
    }

    @Test
    void aHostThatNoThreadWasFreeToAskIsAskedTheNextTime() {
        AtomicInteger refused = new AtomicInteger();
        HostReadiness busy = new HostReadiness(
                monitor,
                gateway,
                task -> {
                    if (refused.getAndIncrement() == 0) {
                        throw new RejectedExecutionException("told to");
                    }
                    questions.add(task);
                },
                clock);

        assertThatThrownBy(() -> busy.of(host, domain)).isInstanceOf(RejectedExecutionException.class);
        busy.of(host, domain);

        assertThat(questions).hasSize(2);
    }

    @Test
    void whatOthersWereToldIsNotAskedAgain() {
        when(monitor.known(host)).thenReturn(Optional.of(up(List.of())));

        readiness.open(host, domain);

        assertThat(state()).isEqualTo(State.ready(1));
        assertThat(questions).isEmpty();
    }

    @Test
    void whatOthersWereToldHoldsForAWhile() {
        readiness.open(host, domain);
        pass(Duration.ofSeconds(11));
        when(monitor.known(host)).thenReturn(Optional.of(up(List.of())));

        assertThat(state()).isEqualTo(State.unknown(true));

        assertThat(questions).as("about the domain").hasSize(1);
    }

    @Test
    void whatOthersHaveFoundMissingIsTold() {
        when(monitor.known(host))
                .thenReturn(Optional.of(up(List.of(Failure.of(FailureCode.TEMPORARY_SPACE, "No space.")))));

        assertThat(state().reason().map(Failure::code)).contains(FailureCode.TEMPORARY_SPACE);
    }

    @Test
    void anotherDomainThatOthersWereShownIsTold() {
        when(monitor.known(host)).thenReturn(Optional.of(up(List.of())));
        when(gateway.openExportDomain(any(), any())).thenReturn(mounted(UUID.randomUUID()));

        readiness.open(host, domain);

        assertThat(state().reason().map(Failure::code)).contains(FailureCode.DOMAIN_INVALID);
    }

    @Test
    void anAnswerThatWasLongInComingHoldsFromThenOn() {
        Failure silent = Failure.of(FailureCode.HOST_UNREACHABLE, "No answer.");
        when(monitor.ask(host.name(), host.agent())).thenAnswer(call -> {
            HostStatus status =
                    new HostStatus(HostStatus.State.NON_RESPONSIVE, Optional.empty(), Optional.of(silent), now);
            pass(Duration.ofSeconds(15));
            return status;
        });
        state();
        answerAll();

        assertThat(state().reason()).contains(silent);
    }

    @Test
    void ofTwoAnswersThatToTheLaterQuestionHolds() {
        state();
        when(monitor.known(host)).thenAnswer(call -> Optional.of(up(List.of())));
        when(gateway.openExportDomain(any(), any()))
                .thenAnswer(call -> {
                    pass(Duration.ofSeconds(1));
                    readiness.open(host, domain); // somebody else asks meanwhile, and is answered first
                    return mounted(UUID.randomUUID());
                })
                .thenReturn(mounted(domain.id()));

        answerAll();

        assertThat(state()).isEqualTo(State.ready(1));
    }

    @Test
    void aHostThatDoesNotAnswerIsAskedOnceAndNotWaitedForForLong() {
        state();
        pass(Duration.ofMillis(499));
        assertThat(state()).isEqualTo(State.unknown(true));
        pass(Duration.ofMillis(2));

        assertThat(state()).isEqualTo(State.unknown(false));
        assertThat(questions).as("about itself and about the domain").hasSize(2);
    }

    @Test
    void aHostThatDidNotAnswerIsAskedAgainThoughTheClockWasSetBack() {
        when(monitor.ask(host.name(), host.agent()))
                .thenAnswer(call -> new HostStatus(
                        HostStatus.State.NON_RESPONSIVE,
                        Optional.empty(),
                        Optional.of(Failure.of(FailureCode.HOST_UNREACHABLE, "No answer.")),
                        now));
        state();
        answerAll();
        assertThat(state().kind()).isEqualTo(State.Kind.UNREADY);

        now = now.minus(Duration.ofHours(2));
        when(monitor.ask(host.name(), host.agent())).thenAnswer(call -> up(List.of()));
        state();
        answerAll();
        state();
        answerAll();

        assertThat(state()).isEqualTo(State.ready(1));
    }

    @Test
    void aHostThatCannotConvertIsNotAskedAboutDomains() {
        when(monitor.ask(host.name(), host.agent()))
                .thenAnswer(call -> up(List.of(Failure.of(FailureCode.TEMPORARY_SPACE, "No space."))));
        becomeReady();
        pass(Duration.ofSeconds(11));

        assertThat(state()).isEqualTo(State.unknown(true));

        assertThat(questions).hasSize(1);
    }

    @Test
    void anAnswerHoldsWhileANewOneIsAskedFor() {
        becomeReady();
        pass(Duration.ofSeconds(4));
        state();
        assertThat(questions).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(state()).isEqualTo(State.ready(1));
        assertThat(questions).hasSize(2);

        pass(Duration.ofSeconds(5));
        assertThat(state()).isEqualTo(State.unknown(false));
    }

    @Test
    void whatKeepsTheHostFromConvertingIsTold() {
        Failure full = Failure.of(FailureCode.TEMPORARY_SPACE, "No space.");
        when(monitor.ask(host.name(), host.agent())).thenAnswer(call -> up(List.of(full)));
        state();
        answerAll();

        assertThat(state().reason()).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo(FailureCode.TEMPORARY_SPACE);
            assertThat(reason.message()).contains("proxy", "No space.");
        });
    }

    @Test
    void aDomainThatIsNotThereOrAnotherOneIsTold() {
        when(gateway.openExportDomain(any(), any()))
                .thenThrow(new FailureException(FailureCode.DOMAIN_MISSING, "Nothing there."))
                .thenReturn(mounted(UUID.randomUUID()));
        becomeReady();
        assertThat(state().reason().map(Failure::code)).contains(FailureCode.DOMAIN_MISSING);

        pass(Duration.ofSeconds(6));
        becomeReady();
        assertThat(state().reason().map(Failure::code)).contains(FailureCode.DOMAIN_INVALID);
    }

    @Test
    void aHostHasRoomForAsManyConversionsAsItsCoresAndItsMemoryAllow() {
        assertThat(up(8, 8192).conversions()).isEqualTo(2);
        assertThat(up(8, 65_536).conversions()).isEqualTo(8);
        assertThat(up(1, 65_536).conversions()).isEqualTo(1);
        assertThat(up(8, 1024).conversions()).isEqualTo(1);
    }

    private State state() {
        return readiness.of(host, domain);
    }

    private void becomeReady() {
        state();
        answerAll();
        state();
        answerAll();
    }

    private void answerAll() {
        for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
            question.run();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static ExportDomainInfo mounted(UUID id) {
        return new ExportDomainInfo("/mnt/export", id, "export", null, null, 1, 1);
    }

    private HostStatus up(List<Failure> problems) {
        return up(8, 8192, problems);
    }

    private HostStatus up(int cpuThreads, long memoryMiB) {
        return up(cpuThreads, memoryMiB, List.of());
    }

    private HostStatus up(int cpuThreads, long memoryMiB, List<Failure> problems) {
        HostCapabilities capabilities = TestingCapabilities.of(cpuThreads, memoryMiB, problems);
        return new HostStatus(
                HostStatus.State.UP,
                Optional.of(capabilities),
                problems.stream().findFirst(),
                now);
    }
}
