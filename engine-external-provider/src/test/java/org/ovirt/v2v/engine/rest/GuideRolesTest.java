package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.testbed.AdministrationGuide;

/** What the administration guide says of the roles. */
class GuideRolesTest {
    private static final Pattern ROLE = Pattern.compile("(?m)^\\| `(\\w+)`[^|]*\\|(.*)\\|$");

    /** The operations of each column, in the order of the columns. */
    private static final List<List<String>> COLUMNS = List.of(
            List.of("listImports", "listProviders"),
            List.of("importMachine", "cancelImport", "retryImport", "pauseImport"),
            List.of("removeExportedMachine"),
            List.of("updateProvider", "updateHost", "updateStorageDomain", "updateCluster", "updateDataCenter"),
            List.of("addUser", "addPermission"));

    private String section;

    @BeforeEach
    void read() throws IOException {
        section = AdministrationGuide.read().section("### Users and roles");
    }

    @Test
    void eachRoleMayDoWhatTheTableSays() {
        assertThat(section).contains("| role | reads | imports, cancels, retries, pauses | removes machines from");
        List<MatchResult> rows = ROLE.matcher(section).results().toList();
        assertThat(rows.stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Stream.of(Role.values()).map(Role::title).toList());

        for (MatchResult row : rows) {
            Role role = Role.findByTitle(row.group(1)).orElseThrow();
            assertThat(Arrays.stream(row.group(2).split("\\|", -1))
                            .map(cell -> cell.strip().equals("yes")))
                    .as(role.title())
                    .containsExactlyElementsOf(COLUMNS.stream()
                            .map(operations -> mayAll(role, operations))
                            .toList());
        }
    }

    private static boolean mayAll(Role role, List<String> operations) {
        List<Permit> permits = operations.stream()
                .map(operation ->
                        AccessRule.of(operation).flatMap(rule -> rule.permit()).orElseThrow())
                .distinct()
                .toList();
        // a column that mixes permits could be neither empty nor "yes"
        assertThat(permits).as(operations.toString()).hasSize(1);
        return role.allows(permits.get(0));
    }
}
