package org.ovirt.v2v.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Page;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;

class MachineListTest {
    private static final List<ExternalVm> MACHINES = List.of(
            machine("vm-3", "web2", ExternalVm.UP, 4096, "esx1"),
            machine("vm-1", "Web1", ExternalVm.DOWN, 1024, "esx2"),
            machine("vm-2", "db", ExternalVm.DOWN, 4096, null),
            machine("vm-4", "a.b", ExternalVm.DOWN, 512, "esx1"));

    @Test
    void sortsByNameWithoutRegardToCase() {
        assertThat(names(Map.of(), null, null, null, null)).containsExactly("a.b", "db", "Web1", "web2");
    }

    @Test
    void filtersWithPatterns() {
        assertThat(names(Map.of("name", "web*"), null, null, null, null)).containsExactly("Web1", "web2");
        assertThat(names(Map.of("name", "*"), null, null, null, null)).hasSize(4);
        assertThat(names(Map.of("name", "a?b"), null, null, null, null)).isEmpty();
        assertThat(names(Map.of("name", "*b*"), null, null, null, null)).hasSize(4);
        assertThat(names(Map.of("name", "web"), null, null, null, null)).isEmpty();
        assertThat(names(Map.of("status", "down", "host", "esx*"), null, null, null, null))
                .containsExactly("a.b", "Web1");
    }

    @Test
    void findsTheMemoryThatItShows() {
        String bytes = String.valueOf(1024L << 20);
        assertThat(names(Map.of("memory", bytes), null, null, null, null)).containsExactly("Web1");
        assertThat(names(Map.of(), "memory=" + bytes, null, null, null)).containsExactly("Web1");
    }

    @Test
    void understandsOvirtsSearches() {
        assertThat(names(Map.of(), "name=web* and status=down", null, null, null))
                .containsExactly("Web1");
        assertThat(names(Map.of(), "name = \"db\"", null, null, null)).containsExactly("db");
        assertThat(names(Map.of(), "eb", null, null, null)).containsExactly("Web1", "web2");
        assertRefused("search", Map.of(), "name=a or name=b", null);
        assertRefused("search", Map.of(), "colour=red", null);
    }

    @Test
    void sortsBySeveralProperties() {
        assertThat(names(Map.of(), null, "-memory,name", null, null)).containsExactly("db", "web2", "Web1", "a.b");
        assertThat(names(Map.of(), null, "host,-name", null, null)).containsExactly("db", "web2", "a.b", "Web1");
    }

    @Test
    void cutsPagesAndCountsAll() {
        assertThat(names(Map.of(), null, null, 3, 1)).hasSize(3);
        assertThat(names(Map.of(), null, null, 3, 2)).containsExactly("web2");
        assertThat(names(Map.of(), null, null, 3, Integer.MAX_VALUE)).isEmpty();
        assertThat(select(Map.of(), null, null, 3, 2).total()).isEqualTo(4);
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertRefused("sort", Map.of(), null, "size");
        assertRefused("colour", Map.of("colour", "red"), null, null);
        assertThatThrownBy(() -> names(Map.of(), null, null, -1, 1)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> names(Map.of(), null, null, 1, 0)).isInstanceOf(InvalidFieldException.class);
    }

    private static void assertRefused(String field, Map<String, String> globs, String search, String sort) {
        assertThatThrownBy(() -> names(globs, search, sort, null, null))
                .isInstanceOfSatisfying(InvalidFieldException.class, refused -> assertThat(refused.field())
                        .isEqualTo(field));
    }

    private static List<String> names(
            Map<String, String> globs, String search, String sort, Integer max, Integer page) {
        return select(globs, search, sort, max, page).items().stream()
                .map(ExternalVm::vmName)
                .toList();
    }

    private static Page<ExternalVm> select(
            Map<String, String> globs, String search, String sort, Integer max, Integer page) {
        return MachineList.select(MACHINES, MachineQuery.parse(globs, search, sort, max, page));
    }

    private static ExternalVm machine(String moref, String name, String status, int memory, String host) {
        return ExternalVmBuilder.builder()
                .vmName(name)
                .status(status)
                .memSize(memory)
                .smp(1)
                .moref(moref)
                .host(host)
                .build();
    }
}
