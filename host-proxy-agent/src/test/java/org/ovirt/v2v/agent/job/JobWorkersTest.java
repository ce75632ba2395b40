package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A job's work is done though threads are wanting for a while. */
class JobWorkersTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void workWaitsForAThreadThatCannotBeMadeYet() {
        AtomicInteger unmade = new AtomicInteger(2);
        try (JobWorkers workers = new JobWorkers(task -> {
            if (unmade.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        })) {
            workers.execute(UUID.randomUUID(), () -> done.add("work"));
            assertThat(done).isEmpty();

            await().until(() -> done.equals(List.of("work")));
        }
    }
}
