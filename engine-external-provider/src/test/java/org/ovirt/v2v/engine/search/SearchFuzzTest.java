package org.ovirt.v2v.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ForeignText;
import org.ovirt.v2v.engine.InvalidFieldException;

/** Whatever is searched for, the search finds some of what there is, or is refused in words that can be shown. */
class SearchFuzzTest {
    private enum Status {
        DOWN,
        UP
    }

    private record Machine(String name, Status status, int memory, UUID id, Instant created) {}

    private static final SearchObject<Machine> MACHINES = new SearchObject<>(
            List.of("vms", "vm"),
            List.of(
                    SearchKey.text("name", machine -> Optional.ofNullable(machine.name)),
                    SearchKey.of("status", ValueKind.oneOf(Status.class), machine -> Optional.of(machine.status)),
                    SearchKey.of("memory", ValueKind.number(), machine -> Optional.of(machine.memory)),
                    SearchKey.of("id", ValueKind.id(), machine -> Optional.of(machine.id)),
                    SearchKey.of("created", ValueKind.time(), machine -> Optional.of(machine.created)),
                    SearchKey.text("cluster.name", (Machine machine) -> Optional.<String>empty())
                            .alias("clusters.name")));

    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<Machine> ALL = List.of(
            new Machine("web1", Status.UP, 4, new UUID(0, 1), NOW),
            new Machine("say \"hi\" (a*b)", Status.DOWN, 8, new UUID(0, 2), Instant.EPOCH),
            new Machine(null, Status.DOWN, 16, new UUID(-1, -1), Instant.MAX));

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "vms:",
        "name",
        "status",
        "memory",
        "created",
        "cluster.name",
        "=",
        "!=",
        ">=",
        "<",
        "\"",
        "\\\"",
        "*",
        "\\*",
        "(",
        ")",
        " and ",
        " or ",
        " sortby ",
        " desc",
        " page ",
        "yesterday",
        "2026-01-31",
        "T10:00:00.5+01:00",
        "1/31/26"
    })
    void aSearchFindsSomeOrIsRefused(FuzzedDataProvider data) {
        boolean caseSensitive = data.consumeBoolean();
        String search = data.consumeRemainingAsString();
        SearchQuery<Machine> query;
        try {
            query = SearchQuery.parse(search, MACHINES, caseSensitive, CLOCK);
        } catch (InvalidFieldException e) {
            assertThat(e.field()).isEqualTo("search");
            assertThat(!ForeignText.isKept(search) || ForeignText.isKept(e.getMessage()))
                    .as(e.getMessage())
                    .isTrue();
            return;
        }
        assertThat(query.apply(ALL, Optional.of(2))).hasSizeLessThanOrEqualTo(2).isSubsetOf(ALL);
        assertThat(query.filter(ALL.stream()).toList()).isSubsetOf(ALL);
    }
}
