package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;

/** The oldest keys are forgotten when there are too many. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class IdempotencyKeysIT {
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 4;
    private static final String OWNER = "somebody";

    @Inject
    IdempotencyKeys keys;

    @Inject
    EntityManager entities;

    @AfterEach
    void clear() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery("delete from IdempotencyKey").executeUpdate());
    }

    @Test
    void requestsThatForgetTheSameKeysAtOnceAreAllAnswered() throws Exception {
        Instant now = Instant.now().minusSeconds(60);
        QuarkusTransaction.requiringNew().run(() -> IntStream.range(0, MOST)
                .mapToObj(number ->
                        new IdempotencyKey(new IdempotencyKey.Name(OWNER, "old-" + number), "", now.plusMillis(number)))
                .forEach(entities::persist));
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<String>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> once(together, "new-" + number), clients))
                    .toList();

            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("{}");
            }
        } finally {
            clients.shutdownNow();
        }

        long kept = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select count(*) from IdempotencyKey", Long.class)
                        .getSingleResult());
        assertThat(kept).isBetween(MOST - 1_000L, MOST - 1_000L + AT_ONCE);
    }

    private String once(CyclicBarrier together, String key) {
        try {
            together.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return keys.once(OWNER, key, "request", () -> "{}");
    }
}
