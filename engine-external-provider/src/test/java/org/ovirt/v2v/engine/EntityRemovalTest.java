package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

class EntityRemovalTest {
    private record Thing(UUID id, String name, int version) implements NamedEntity {}

    private final Thing host = new Thing(UUID.randomUUID(), "proxy1", 0);
    private final List<String> users = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final EntityRemoval removal =
            new EntityRemoval(List.of((kind, id) -> id.equals(host.id()) ? List.copyOf(users) : List.of()));

    @Test
    void whatNobodyUsesIsRemoved() {
        remove();
        assertThat(removed).containsExactly("proxy1");
    }

    @Test
    void theFirstUsersAreNamedAndTheOthersCounted() {
        IntStream.range(0, 8).forEach(number -> users.add("import web" + number));
        assertThatThrownBy(this::remove)
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.remedy()).contains("cancelled"))
                .hasMessage(
                        "The proxy host proxy1 is in use by import web0, import web1, import web2, import web3, import"
                                + " web4 and 3 more.");
        assertThat(removed).isEmpty();
    }

    @Test
    void whoBeginsToUseItAtTheSameMomentIsNamedToo() {
        assertThatThrownBy(() -> removal.remove(EntityKind.PROXY_HOST, host, () -> {
                    users.add("storage domain export");
                    throw refusal();
                }))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("in use by storage domain export");
    }

    @Test
    void anotherRefusalOfTheDatabaseIsNotExplainedAway() {
        assertThatThrownBy(() -> removal.remove(EntityKind.PROXY_HOST, host, () -> {
                    throw refusal();
                }))
                .isInstanceOf(ConstraintViolationException.class);
    }

    private void remove() {
        removal.remove(EntityKind.PROXY_HOST, host, () -> removed.add(host.name()));
    }

    private static ConstraintViolationException refusal() {
        return new ConstraintViolationException("refused", new SQLException("foreign key"), "some_key");
    }
}
