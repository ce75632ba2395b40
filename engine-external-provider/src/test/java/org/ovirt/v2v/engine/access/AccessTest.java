package org.ovirt.v2v.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.access.Access.Grant;

class AccessTest {
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID THERE = new UUID(2, 2);

    @Test
    void anAdministratorMayDoEverythingAnOperatorImportsAndAnAuditorReads() {
        assertThat(Permit.values()).allMatch(of(new Grant(Role.SUPER_USER, Optional.empty()))::may);
        assertThat(Permit.values())
                .filteredOn(of(new Grant(Role.IMPORT_OPERATOR, Optional.empty()))::may)
                .containsExactly(Permit.READ, Permit.IMPORT);
        assertThat(Permit.values())
                .filteredOn(of(new Grant(Role.READ_ONLY_ADMIN, Optional.empty()))::may)
                .containsExactly(Permit.READ);
        assertThat(Permit.values()).noneMatch(of()::may);
    }

    @Test
    void aRoleInOneDataCenterIsNoneElsewhere() {
        Access access = of(
                new Grant(Role.IMPORT_OPERATOR, Optional.of(HERE)),
                new Grant(Role.READ_ONLY_ADMIN, Optional.of(THERE)));
        assertThat(access.may(Permit.IMPORT)).isFalse();
        assertThat(access.may(Permit.IMPORT, HERE)).isTrue();
        assertThat(access.may(Permit.IMPORT, THERE)).isFalse();
        assertThat(access.may(Permit.READ, THERE)).isTrue();
        assertThat(access.may(Permit.READ, new UUID(3, 3))).isFalse();
        assertThat(access.dataCenters(Permit.READ)).containsExactlyInAnyOrder(HERE, THERE);
        assertThat(access.maySomewhere(Permit.IMPORT)).isTrue();
        assertThat(access.maySomewhere(Permit.CONFIGURE)).isFalse();
    }

    private static Access of(Grant... grants) {
        return new Access(UUID.randomUUID(), "bob@internal", List.of(grants));
    }
}
