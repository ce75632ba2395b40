package org.ovirt.v2v.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.InvalidFieldException;

class SearchQueryTest {
    private static final UUID ID = UUID.fromString("5c1b9f3e-0000-4000-8000-000000000001");

    private enum Status {
        DOWN,
        PAUSED,
        UP
    }

    /** Its members are null or not there. */
    private record Vm(String name, Status status, Integer memory, UUID id, Instant created, String cluster) {}

    private static final SearchObject<Vm> VMS = new SearchObject<>(
            List.of("vms", "vm"),
            List.of(
                    SearchKey.text("name", vm -> Optional.ofNullable(vm.name)),
                    SearchKey.of("status", ValueKind.oneOf(Status.class), vm -> Optional.ofNullable(vm.status)),
                    SearchKey.of("memory", ValueKind.number(), vm -> Optional.ofNullable(vm.memory)),
                    SearchKey.of("id", ValueKind.id(), vm -> Optional.ofNullable(vm.id)),
                    SearchKey.of("created", ValueKind.time(), vm -> Optional.ofNullable(vm.created)),
                    SearchKey.text("cluster.name", (Vm vm) -> Optional.ofNullable(vm.cluster))
                            .alias("clusters.name")));

    /** Saturday. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T09:00:00Z"), ZoneOffset.UTC);

    private static final List<Vm> ALL = List.of(
            new Vm("web1", Status.UP, 4, ID, Instant.parse("2026-11-28T08:30:15Z"), "West"),
            new Vm("Web 2", Status.DOWN, 8, new UUID(0, 2), Instant.parse("2026-11-27T23:59:59Z"), "East"),
            new Vm("db", Status.PAUSED, 16, new UUID(0, 3), Instant.parse("2026-11-24T00:00:00Z"), null),
            new Vm("say \"hi\" (a*b)", null, null, null, null, "West"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "'' | web1, Web 2, db, say",
                "Vms: | web1, Web 2, db, say",
                "vm : name=web1 | web1",
                "name=WEB1 | web1",
                "name = \"web 2\" | Web 2",
                "name=web* | web1, Web 2",
                "name=*e*1 | web1",
                "name=w*b*2 | Web 2",
                "name=*w*w* | ''",
                "name=* | web1, Web 2, db, say",
                "name!=web* | db, say",
                "name=\"say \\\"hi\\\" (a*\" | say",
                "name=\"*a\\*b*\" | say",
                "name=\"*i\\*b*\" | ''",
                "status=up | web1",
                "status!=up | Web 2, db",
                "status>Down | web1, db",
                "status=\"\" | say",
                "status!=\"\" | web1, Web 2, db",
                "cluster.name=\"\" | db",
                "memory>=8 | Web 2, db",
                "memory<8 | web1",
                "memory!=8 | web1, db",
                "id=5C1B9F3E-0000-4000-8000-000000000001 | web1",
                "clusters.name=west | web1, say",
                "cluster=es | web1, say",
                "cluster!=ast | web1, say",
                "eb1 | web1",
                "west | web1, say",
                "\"hi\\\" (\" | say",
                "created=today | web1",
                "created=yesterday | Web 2",
                "created=tuesday | db",
                "created=2026-11-27 | Web 2",
                "created=11/27/2026 | Web 2",
                "created=11/27/26 | Web 2",
                "created>=2026-11-27 | web1, Web 2",
                "created<2026-11-27T23:59:59Z | db",
                "created=\"2026-11-28 08:30\" | web1",
                "created=2026-11-28T08:30:15Z | web1",
                "created=2026-11-28T09:30+01:00 | web1",
                "created=2026-11-28T08:30:16Z | ''",
                "created!=today | Web 2, db",
            })
    void findsWhatFulfilsTheCondition(String search, String found) {
        assertThat(names(search)).isEqualTo(list(found));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                // and binds stronger than or
                "name=web1 or name=db and status=up | web1",
                "status=up and name=db or name=web1 | web1",
                "(name=web1 or name=db) and status=paused | db",
                // beside each other binds weakest, as in the engine
                "name=web1 or name=db status=paused | db",
                "name=web* status=down | Web 2",
                "web memory>4 | Web 2",
                "((name=web1)) | web1",
                "( name=web1 )or( name=db ) | web1, db",
                "name=WEB1 AND status=UP OR memory=16 | web1, db",
            })
    void connectivesBindAsInTheEngine(String search, String found) {
        assertThat(names(search)).isEqualTo(list(found));
    }

    @Test
    void largeAndSmallLettersDifferOnlyIfAskedFor() {
        assertThat(names("name=Web*")).hasSize(2);
        assertThat(parse("name=Web*", true).filter(ALL.stream()).map(Vm::name)).containsExactly("Web 2");
        assertThat(parse("NAME=web1 AND Status=uP", true).filter(ALL.stream())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "sortby memory | say, web1, Web 2, db",
                "sortby memory asc | say, web1, Web 2, db",
                "SortBy memory DESC | db, Web 2, web1, say",
                "vms: sortby name desc | web1, Web 2, say, db",
                "status!=\"\" sortby status | Web 2, db, web1",
                "sortby cluster.name | db, Web 2, web1, say"
            })
    void sortsAndWhatHasNoValueIsTheSmallest(String search, String found) {
        assertThat(names(search)).isEqualTo(list(found));
    }

    @Test
    void pagesHaveTheSizeOfMax() {
        assertThat(parse("sortby name page 2", false).apply(ALL, Optional.of(3)))
                .extracting(Vm::name)
                .containsExactly("web1");
        assertThat(parse("page 1", false).apply(ALL, Optional.of(2))).isEqualTo(ALL.subList(0, 2));
        assertThat(parse("page 3", false).apply(ALL, Optional.of(2))).isEmpty();
        List<Vm> many = Stream.generate(() -> ALL.get(0)).limit(150).toList();
        assertThat(parse("web1 page 2", false).apply(many, Optional.empty())).hasSize(50);
        assertThat(parse("web1", false).apply(many, Optional.empty())).hasSize(150);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "nme=web1 | character 1 | Did you mean name?",
                "name=a and colour=red | character 12 | There are name, status, memory",
                "hosts: name=a | character 1 | What is searched are vms",
                "name= | at its end | a text in which",
                "name=\"a | character 6 | quotes do not end",
                "name=a\"b | character 6 | in double quotes",
                "name=a or | at its end | A condition is expected",
                "and name=a | character 1 | A condition is expected",
                "name=a and or name=b | character 12 | A condition is expected",
                "name>a | character 1 | there can be =, !=",
                "id<5 | character 1 | there can be =, !=",
                "id=5x | character 4 | a UUID",
                "memory=much | character 8 | a whole number",
                "memory=99999999999 | character 8 | a whole number",
                "status=gone | character 8 | one of down, paused, up",
                "created=soon | character 9 | 2026-01-31",
                "created=2026-02-30 | character 9 | 2026-01-31",
                "created>+999999999-12-31T23:59:59Z | character 9 | 2026-01-31",
                "created>-0001-01-01 | character 9 | 2026-01-31",
                "(name=a | at its end | closing parenthesis",
                "name=a) | character 7 | Nothing is allowed here",
                "() | character 2 | A condition is expected",
                "sortby | at its end | There are name",
                "sortby size | character 8 | cannot be sorted by",
                "sortby name sideways | character 13 | Nothing is allowed here",
                "page | at its end | A page is a number",
                "page 0 | character 6 | A page is a number",
                "page 99999999999 | character 6 | A page is a number",
                "page 1 sortby name | character 8 | Nothing is allowed here",
                "= | character 1 | cannot be searched by",
                "== | character 1 | cannot be searched by",
                "1=1; drop table jobs | character 1 | cannot be searched by",
            })
    void saysWhereItIsNotUnderstoodAndWhatIsAllowed(String search, String where, String why) {
        assertThatThrownBy(() -> parse(search, false))
                .isInstanceOfSatisfying(InvalidFieldException.class, refused -> assertThat(refused.field())
                        .isEqualTo("search"))
                .hasMessageContaining(where)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> parse("x".repeat(SearchParser.LONGEST + 1), false))
                .hasMessageContaining("4097 characters");
        assertThat(names("(".repeat(20) + "name=db" + ")".repeat(20))).containsExactly("db");
        assertThatThrownBy(() -> parse("(".repeat(2_000), false)).hasMessageContaining("20 deep");
        assertThatThrownBy(() -> parse("id!=\"\" ".repeat(201), false)).hasMessageContaining("200 conditions");
        assertThatThrownBy(() -> parse("a ".repeat(101), false)).hasMessageContaining("200 conditions");
    }

    /** Takes years in a matcher that tries all places for each star. */
    @Test
    void noPatternTakesLong() {
        List<Vm> vms = List.of(new Vm("a".repeat(100_000), null, null, null, null, null));
        long start = System.nanoTime();
        assertThat(parse("name=" + "*a".repeat(2_000) + "b*", false).apply(vms, Optional.empty()))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    /** Whatever is written, it is a search or it is refused. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingElseThanARefusalComesOfAnyText(long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "name", "status", "created", "id", "=", "!=", "<", ">", "!", "\"", "\\", "*", "(", ")", " ", "and",
                "or", "sortby", "page", "asc", "1", "-", ":", ".", "vms", "up", "today", "T", "Z", "é", "\u0000", "\n",
                "'", ";", "%");
        int understood = 0;
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                parse(text.toString(), random.nextBoolean()).apply(ALL, Optional.of(2));
                understood++;
            } catch (InvalidFieldException refused) {
                assertThat(refused.field()).isEqualTo("search");
            }
        }
        assertThat(understood).isPositive();
    }

    @Test
    void keysThatHaveOneValueInAllThatIsFoundAreKnown() {
        assertThat(fixed("memory=1 and name=web1", true)).containsExactly("memory", "name");
        assertThat(fixed("status=up name=a", true)).containsExactly("status", "name");
        assertThat(fixed("name=web1", false)).isEmpty();
        assertThat(fixed("name=web*", true)).isEmpty();
        assertThat(fixed("name!=web1 and memory>1 and status>down", true)).isEmpty();
        assertThat(fixed("name=web1 or memory=1", true)).isEmpty();
    }

    private static List<String> fixed(String search, boolean caseSensitive) {
        return parse(search, caseSensitive)
                .condition()
                .orElseThrow()
                .fixed()
                .map(SearchKey::name)
                .toList();
    }

    private static SearchQuery<Vm> parse(String search, boolean caseSensitive) {
        return SearchQuery.parse(search, VMS, caseSensitive, CLOCK);
    }

    private static List<String> names(String search) {
        return parse(search, false).apply(ALL, Optional.empty()).stream()
                .map(Vm::name)
                .map(name -> name.startsWith("say") ? "say" : name)
                .toList();
    }

    private static List<String> list(String found) {
        return found.isEmpty() ? List.of() : List.of(found.split(", "));
    }
}
