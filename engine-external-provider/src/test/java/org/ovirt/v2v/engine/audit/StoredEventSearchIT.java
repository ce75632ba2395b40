package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.search.SearchQuery;

/** What the database finds is what a look at each event finds. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class StoredEventSearchIT {
    private static final UUID VM = UUID.randomUUID();
    private static final List<String> NAMES = List.of(
            "web",
            "Web",
            "WEB2",
            "web_1",
            "web%1",
            "web!1",
            "a\\b",
            "say \"hi\"",
            "a*b",
            "Äpfel",
            "äpfel",
            "x' or '1'='1");

    @Inject
    AuditEventRepository events;

    @Inject
    EntityManager entities;

    private final String provider = unique("searched");
    private List<AuditEvent> stored;

    @BeforeEach
    void store() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<AuditType> types = List.of(
                AuditType.IMPORTEXPORT_IMPORT_VM,
                AuditType.IMPORTEXPORT_IMPORT_VM_FAILED,
                AuditType.PROVIDER_ADDED,
                AuditType.IMPORTEXPORT_STARTING_CONVERT_VM);
        stored = new ArrayList<>();
        for (int number = 0; number < NAMES.size() * types.size(); number++) {
            AuditEntry entry = AuditEntry.of(types.get(number % types.size())).about(AuditSubject.PROVIDER, provider);
            if (number % 5 != 0) {
                UUID id = number % 7 == 0 ? VM : UUID.randomUUID();
                entry = entry.about(AuditSubject.VM, id, NAMES.get(number % NAMES.size()));
            }
            if (number % 3 == 0) {
                entry = entry.by("admin@internal").correlated(Optional.of("c" + number % 6));
            }
            stored.add(new AuditEvent(entry, now.minus(number / 3, ChronoUnit.HOURS)));
        }
        QuarkusTransaction.requiringNew().run(() -> stored.forEach(entities::persist));
        stored.sort(Comparator.comparing(AuditEvent::id).reversed());
    }

    @Test
    void aDatabaseFindsTheSame() {
        for (boolean caseSensitive : List.of(true, false)) {
            for (String search : searches()) {
                SearchQuery<AuditEvent> query = parse(search, caseSensitive);
                assertThat(ids(events.list(EventQuery.of(query))))
                        .as(search + ", case sensitive: " + caseSensitive)
                        .isEqualTo(ids(query.apply(stored, Optional.empty())));
            }
        }
        assertThat(events.list(EventQuery.of(parse("vm.name=web", true)))).isNotEmpty();
        assertThat(events.list(EventQuery.of(parse("vm.name=ÄPFEL", false)))).isNotEmpty();
    }

    private static List<String> searches() {
        return List.of(
                "type=1152",
                "type=1152 and vm.id=" + VM,
                "type>=1153 type!=1165",
                "severity=error",
                "severity>normal or type=1165",
                "severity<=normal",
                "severity<normal",
                "vm.name=web",
                "vm.name!=web",
                "vm.name=web*",
                "vm.name!=*e*",
                "vm.name=*e*1",
                "vm.name=web_1",
                "vm.name=web%1",
                "vm.name=w*!1",
                "vm.name=a\\b",
                "vm.name=\"a\\\\b\"",
                "vm.name=\"a\\*b\"",
                "vm.name=a*b",
                "vm.name=\"*\\\"hi\\\"\"",
                "vm.name=ÄPFEL",
                "vm.name=\"x' or '1'='1\"",
                "vm.name=*",
                "vm.name=\"\"",
                "vm.name!=\"\"",
                "vm.id=\"\"",
                "vm.id!=" + VM,
                "vm=eb",
                "event_vm=web and (usrname=admin* or correlation_id=c3)",
                "vm.name=web or vm.name=Web user.name=admin@internal",
                "imported",
                "successfully *pfel",
                "user.name=\"\"",
                "time=today or time=yesterday",
                "time>today",
                "sortby vm.id",
                "sortby time",
                "sortby time desc",
                "sortby vm.name desc page 1",
                "severity=normal sortby correlation_id page 1");
    }

    @Test
    void pagesAreThoseOfTheWholeList() {
        SearchQuery<AuditEvent> sorted = parse("sortby type desc", true);
        List<Long> whole = ids(events.list(EventQuery.of(sorted)));
        List<Long> paged = Stream.of(1, 2, 3, 4, 5, 6)
                .flatMap(page -> events
                        .list(new EventQuery(
                                parse("sortby type desc page " + page, true),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(10)))
                        .stream())
                .map(AuditEvent::id)
                .toList();
        assertThat(paged).isEqualTo(whole).hasSize(stored.size());
        assertThat(events.list(EventQuery.of(parse("page 1000000", true)))).isEmpty();
    }

    @Test
    void aPatternThatTheDatabaseWouldBeBusyWithForLongIsRefused() {
        assertThat(events.list(EventQuery.of(parse("message=*V*w*", true)))).isNotEmpty();
        for (String search : List.of("message=*a*a*a", "message=*a*a*a*", "a*b*c")) {
            assertThatThrownBy(() -> events.list(EventQuery.of(parse(search, true))))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageContaining("too many stars");
        }
    }

    private SearchQuery<AuditEvent> parse(String search, boolean caseSensitive) {
        boolean hasCondition = !search.startsWith("sortby") && !search.startsWith("page");
        int end = search.contains("sortby") ? search.indexOf("sortby") : search.length();
        String own = "provider.name=" + provider + " ";
        String whole =
                hasCondition ? own + "and (" + search.substring(0, end) + ") " + search.substring(end) : own + search;
        return SearchQuery.parse(whole, EventSearch.EVENTS, caseSensitive);
    }

    private static List<Long> ids(List<AuditEvent> found) {
        return found.stream().map(AuditEvent::id).toList();
    }
}
