package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5);

    @Test
    void aPageIsAPartAndKnowsTheWhole() {
        assertThat(Page.of(ALL, 2, 2)).isEqualTo(new Page<>(List.of(3, 4), 5));
        assertThat(Page.of(ALL, 2, 3)).isEqualTo(new Page<>(List.of(5), 5));
        assertThat(Page.of(ALL, 0, 1)).isEqualTo(new Page<>(ALL, 5));
    }

    @Test
    void numbersBeyondTheEndGiveAnEmptyPage() {
        assertThat(Page.of(ALL, 2, Integer.MAX_VALUE).items()).isEmpty();
        assertThat(Page.of(ALL, Integer.MAX_VALUE, 2).items()).isEmpty();
        assertThat(Page.of(ALL, Integer.MAX_VALUE, 1).items()).isEqualTo(ALL);
    }
}
