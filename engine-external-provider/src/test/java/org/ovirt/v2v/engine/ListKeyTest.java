package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListKeyTest {
    private static final Instant TIME = Instant.parse("2026-11-24T17:15:55.123456Z");

    @Test
    void aKeyIsReadAsItWasWritten() {
        ListKey key = new ListKey(TIME, UUID.randomUUID());
        assertThat(ListKey.parse(key.text())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-1-00000000-0000-4000-8000-000000000000",
                "99999999999999999999-00000000-0000-4000-8000-000000000000",
                "1-00000000-0000-4000-8000-00000000000x",
                "1-------------------------------------"
            })
    void whatNoListHasSaidIsNoKey(String text) {
        assertThat(ListKey.parse(text)).isEmpty();
    }

    @Test
    void theNewestComesFirstAndIdsOfTheSameTimeAreComparedWithoutASign() {
        ListKey older = new ListKey(TIME.minusNanos(1_000), UUID.fromString("ffffffff-0000-4000-8000-000000000000"));
        ListKey low = new ListKey(TIME, UUID.fromString("7fffffff-0000-4000-8000-000000000000"));
        ListKey high = new ListKey(TIME, UUID.fromString("80000000-0000-4000-8000-000000000000"));
        ListKey highest = new ListKey(TIME, UUID.fromString("80000000-0000-4000-9000-000000000000"));
        assertThat(Stream.of(older, low, highest, high).sorted(ListKey.NEWEST_FIRST))
                .containsExactly(highest, high, low, older);
    }
}
