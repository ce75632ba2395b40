package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;

/**
 * Requests are checked by one engine at a time. All of this happens in a minute, so that the engine of the test looks away; tomorrow it
 * would take for a clock that was set back.
 */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class ImportSubmissionRepositoryIT {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int MANY = 1_000;

    @Inject
    ImportSubmissionRepository submissions;

    @Inject
    EntityManager entities;

    private final Instant soon = Instant.now().plusSeconds(70).truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void clear() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery("delete from ImportSubmission").executeUpdate());
    }

    @Test
    void oneIsClaimedByOneEngineUntilItsClaimEnds() {
        UUID id = add(UUID.randomUUID());

        assertThat(claim("a", soon, MANY)).map(ImportSubmission::id).contains(id);
        assertThat(claim("b", soon, MANY)).isEmpty();

        submissions.keep("a", List.of(id), soon.plus(CLAIM.multipliedBy(2)));
        assertThat(claim("b", soon.plus(CLAIM), MANY)).isEmpty();

        assertThat(claim("b", soon.plus(CLAIM.multipliedBy(2)), MANY))
                .map(ImportSubmission::tries)
                .contains(2);
        submissions.keep("a", List.of(id), soon.plus(Duration.ofHours(1)));
        submissions.postpone("a", id, soon);
        assertThat(claim("c", soon.plus(CLAIM.multipliedBy(3)), MANY))
                .as("the engine that was believed dead has nothing to say any more")
                .isPresent();
    }

    @Test
    void oneThatIsPostponedIsDueLater() {
        UUID id = add(UUID.randomUUID());
        claim("a", soon, MANY);

        submissions.postpone("a", id, soon);

        assertThat(claim("b", soon, MANY)).isEmpty();
        assertThat(claim("b", soon.plusSeconds(1), MANY)).isPresent();
    }

    /** The engine of the test must not see what is due so late. */
    @Test
    @TestTransaction
    void aClockThatIsSetBackKeepsNoneWaiting() {
        UUID id = UUID.randomUUID();
        entities.persist(submission(id, UUID.randomUUID()));
        Instant before = soon.plus(Duration.ofHours(2));
        assertThat(claim("a", before, 1)).isPresent();
        assertThat(claim("a", soon, 1)).as("the engine's own, which it renews").isEmpty();
        assertThat(claim("b", soon, 1)).map(ImportSubmission::id).contains(id);

        submissions.postpone("b", id, before);

        assertThat(claim("c", soon, 1)).map(ImportSubmission::id).contains(id);
    }

    @Test
    void aClockThatIsSomeSecondsBehindTakesNothingFromOthers() {
        UUID id = add(UUID.randomUUID());
        claim("a", soon, MANY);
        assertThat(claim("b", soon.minusSeconds(5), MANY)).isEmpty();

        submissions.postpone("a", id, soon);
        assertThat(claim("b", soon.minusSeconds(5), MANY)).isEmpty();
    }

    @Test
    void thoseOfAProviderAreClaimedUpToItsLimit() {
        UUID provider = UUID.randomUUID();
        IntStream.range(0, 3).forEach(number -> add(provider));
        UUID other = add(UUID.randomUUID());

        List<UUID> claimed = IntStream.range(0, 4)
                .mapToObj(number -> claim("a", soon, 2))
                .flatMap(Optional::stream)
                .map(ImportSubmission::id)
                .toList();

        assertThat(claimed).hasSize(3).contains(other);
    }

    @Test
    void enginesThatClaimAtTheSameMomentGetDifferentOnes() {
        IntStream.range(0, 20).forEach(number -> add(UUID.randomUUID()));

        List<CompletableFuture<Set<UUID>>> engines = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> claimAll("engine-" + number)))
                .toList();

        List<UUID> all = engines.stream().flatMap(each -> each.join().stream()).toList();
        assertThat(all).hasSize(20).doesNotHaveDuplicates();
    }

    private Set<UUID> claimAll(String engine) {
        Set<UUID> mine = new HashSet<>();
        int nothing = 0;
        // one that finds all that is due locked by others may get nothing before nothing is left
        while (nothing < 3) {
            Optional<ImportSubmission> next = claim(engine, soon, MANY);
            next.map(ImportSubmission::id).ifPresent(mine::add);
            nothing = next.isPresent() ? 0 : nothing + 1;
        }
        return mine;
    }

    private Optional<ImportSubmission> claim(String engine, Instant now, int perProvider) {
        return submissions.claim(engine, now, now.plus(CLAIM), perProvider);
    }

    private UUID add(UUID provider) {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> entities.persist(submission(id, provider)));
        return id;
    }

    private ImportSubmission submission(UUID id, UUID provider) {
        return new ImportSubmission(id, provider, 1, soon.minusSeconds(10));
    }
}
