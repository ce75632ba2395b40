package org.ovirt.v2v.engine.imports.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.peers.Leases;

/** How engines share out the proxy hosts; the leases are kept in a map, as the database keeps them. */
class HostWatchTest {
    private static final List<UUID> HOSTS =
            Stream.generate(UUID::randomUUID).limit(5).toList();

    /** As many for each of two engines. */
    private static final List<UUID> FOUR = HOSTS.subList(0, 4);

    /** Which engine holds what. */
    private final Map<String, String> table = new HashMap<>();

    private int engines = 1;
    private Instant now = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void oneEngineWatchesAll() {
        HostWatch alone = watch("a");
        alone.share(HOSTS);
        assertThat(HOSTS).allMatch(alone::watches);
        UUID another = UUID.randomUUID();
        assertThat(alone.tryToWatch(another)).isTrue();
        assertThat(alone.watches(another)).isTrue();
    }

    @Test
    void aHostWithoutImportsIsLeft() {
        HostWatch alone = watch("a");
        alone.share(HOSTS);
        alone.share(HOSTS.subList(0, 1));
        assertThat(HOSTS.stream().filter(alone::watches)).containsExactly(HOSTS.get(0));
        assertThat(table).hasSize(1);
    }

    @Test
    void anEngineThatComesGetsItsShareAndNoHostIsWatchedTwice() {
        HostWatch one = watch("a");
        one.share(HOSTS);
        HostWatch other = watch("b");
        other.share(HOSTS);
        assertThat(HOSTS).as("what one has is not taken from it").noneMatch(other::watches);

        engines = 2;
        one.share(HOSTS);
        other.share(HOSTS);

        assertThat(HOSTS).allMatch(host -> one.watches(host) != other.watches(host));
        assertThat(HOSTS.stream().filter(one::watches)).hasSize(3);
        assertThat(HOSTS.stream().filter(other::watches)).hasSize(2);
    }

    @Test
    void whatADeadEngineWatchedIsTakenOver() {
        engines = 2;
        HostWatch one = watch("a");
        HostWatch other = watch("b");
        one.share(HOSTS);
        other.share(HOSTS);

        table.values().removeIf("a"::equals);
        engines = 1;
        other.share(HOSTS);

        assertThat(HOSTS).allMatch(other::watches);
    }

    @Test
    void anEngineWithItsShareDoesNotTakeMore() {
        engines = 2;
        HostWatch one = watch("a");
        one.share(HOSTS);
        assertThat(one.tryToWatch(UUID.randomUUID())).isFalse();
    }

    @Test
    void aHostThatOneEngineCannotReachIsWatchedByAnotherAlthoughThatHasItsShare() {
        engines = 2;
        HostWatch one = watch("a");
        HostWatch other = watch("b");
        shareEachSecond(Duration.ofSeconds(30), one, other);
        UUID unreached = HOSTS.stream().filter(one::watches).findFirst().orElseThrow();

        one.giveUp(unreached);
        assertThat(one.watches(unreached)).isFalse();
        assertThat(one.tryToWatch(unreached)).isFalse();
        shareEachSecond(Duration.ofSeconds(30), one, other);
        assertThat(other.watches(unreached)).isTrue();
        shareEachSecond(Duration.ofMinutes(10), one, other);
        assertThat(other.watches(unreached)).as("it stays where it is reached").isTrue();
        assertThat(FOUR).allMatch(host -> one.watches(host) != other.watches(host));
    }

    @Test
    void aHostThatNobodyReachesIsTriedByOneAfterTheOther() {
        engines = 2;
        HostWatch one = watch("a");
        HostWatch other = watch("b");
        shareEachSecond(Duration.ofSeconds(30), one, other);
        UUID dead = FOUR.stream().filter(one::watches).findFirst().orElseThrow();

        one.giveUp(dead);
        shareEachSecond(Duration.ofSeconds(90), one, other);
        assertThat(other.watches(dead)).isTrue();
        other.giveUp(dead);
        shareEachSecond(Duration.ofSeconds(30), one, other);
        assertThat(one.watches(dead)).isTrue();
    }

    @Test
    void anEngineByItselfGivesNothingUp() {
        HostWatch alone = watch("a");
        alone.share(HOSTS);
        alone.giveUp(HOSTS.get(0));
        assertThat(HOSTS).allMatch(alone::watches);
    }

    private void shareEachSecond(Duration time, HostWatch... watches) {
        for (int second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            Stream.of(watches).forEach(each -> each.share(FOUR));
        }
    }

    private HostWatch watch(String engine) {
        Leases leases = mock(Leases.class);
        when(leases.engines()).thenAnswer(asked -> engines);
        when(leases.holds(anyString())).thenAnswer(asked -> engine.equals(table.get(asked.<String>getArgument(0))));
        when(leases.held()).thenAnswer(asked -> names(engine, true));
        when(leases.heldByOthers()).thenAnswer(asked -> names(engine, false));
        when(leases.take(anyString()))
                .thenAnswer(asked -> engine.equals(table.computeIfAbsent(asked.<String>getArgument(0), name -> engine))
                        ? OptionalLong.of(1)
                        : OptionalLong.empty());
        doAnswer(asked -> table.remove(asked.<String>getArgument(0), engine))
                .when(leases)
                .release(anyString());
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(asked -> now);
        return new HostWatch(leases, clock);
    }

    private Set<String> names(String engine, boolean own) {
        return table.entrySet().stream()
                .filter(entry -> entry.getValue().equals(engine) == own)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
