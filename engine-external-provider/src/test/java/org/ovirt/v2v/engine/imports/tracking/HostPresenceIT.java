package org.ovirt.v2v.engine.imports.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.TestingClock;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.AuditEventRepository;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.EventQuery;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What is told of proxy hosts that go and come. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class HostPresenceIT {
    private static final Failure SILENCE = Failure.of(FailureCode.HOST_UNREACHABLE, "Nobody answers there.");

    @Inject
    AuditLog log;

    @Inject
    AuditEventRepository events;

    private final TestingClock clock = new TestingClock();
    private final NamedId host = new NamedId(UUID.randomUUID(), "host-of-presence");

    @Test
    void aHostIsLostOnceAndBackOnceWhicheverEngineNotices() {
        HostPresence one = presence();
        HostPresence other = presence();
        one.answers(host);
        assertThat(told()).as("a host that was always there").isEmpty();

        one.silent(host, SILENCE);
        other.silent(host, SILENCE);
        assertThat(told()).as("a moment of silence").isEmpty();
        clock.pass(Duration.ofSeconds(11));
        for (HostPresence each : List.of(one, one, other, presence())) {
            each.silent(host, SILENCE);
        }
        assertThat(told()).containsExactly("Host host-of-presence is non responsive: Nobody answers there.");

        for (HostPresence each : List.of(presence(), other, one, one)) {
            each.answers(host);
        }
        assertThat(told())
                .containsExactly(
                        "Status of host host-of-presence was set to Up.",
                        "Host host-of-presence is non responsive: Nobody answers there.");
    }

    @Test
    void aHostIsLostAnewForAnEngineThatDidNotSeeItBack() {
        HostPresence one = presence();
        one.silent(host, SILENCE);
        clock.pass(Duration.ofSeconds(11));
        one.silent(host, SILENCE);
        presence().answers(host);
        assertThat(told()).hasSize(2);

        clock.pass(Duration.ofMinutes(12));
        one.silent(host, SILENCE);
        assertThat(told()).as("a moment of silence").hasSize(2);
        clock.pass(Duration.ofSeconds(11));
        one.silent(host, SILENCE);

        assertThat(told()).hasSize(3).first().asString().contains("non responsive");
    }

    @Test
    void aClockThatIsSetBackHidesNeitherThatAHostIsLostNorThatItIsBack() {
        HostPresence one = presence();
        one.silent(host, SILENCE);
        clock.pass(Duration.ofHours(-2));
        one.silent(host, SILENCE);
        assertThat(told()).as("a moment of silence").isEmpty();
        clock.pass(Duration.ofSeconds(11));
        one.silent(host, SILENCE);
        assertThat(told()).hasSize(1);

        presence().answers(host);
        clock.pass(Duration.ofHours(-2));
        one.silent(host, SILENCE);
        clock.pass(Duration.ofSeconds(11));
        one.silent(host, SILENCE);
        assertThat(told()).hasSize(3).first().asString().contains("non responsive");
    }

    private HostPresence presence() {
        return new HostPresence(log, clock, Duration.ofMinutes(5));
    }

    private List<String> told() {
        return events.list(EventQuery.of("host.id=" + host.id())).stream()
                .map(AuditEvent::description)
                .toList();
    }
}
