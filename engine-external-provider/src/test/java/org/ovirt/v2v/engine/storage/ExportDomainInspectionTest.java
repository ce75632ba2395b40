package org.ovirt.v2v.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck.Defect;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck.Orphan;

class ExportDomainInspectionTest {
    private static final UUID DOMAIN = UUID.randomUUID();
    private static final UUID RUNNING = UUID.randomUUID();
    private static final UUID BEGINNING = UUID.randomUUID();
    private static final UUID ENDING = UUID.randomUUID();
    private static final UUID GONE = UUID.randomUUID();

    private final Set<UUID> jobs = new HashSet<>(Set.of(RUNNING, ENDING));
    private final StorageDomainService domains = mock(StorageDomainService.class);
    private final ExportDomainInspection inspection = new ExportDomainInspection(domains, () -> Set.copyOf(jobs));

    @Test
    void whatImportsUnderWayHaveStagedIsNoOrphan() {
        Defect defect = new Defect(RUNNING.toString(), "images/x", "The disk is missing.");
        when(domains.check(DOMAIN)).thenAnswer(call -> {
            jobs.add(BEGINNING);
            jobs.remove(ENDING);
            return new ExportDomainCheck(
                    List.of(defect),
                    List.of(
                            staged(RUNNING),
                            staged(BEGINNING),
                            staged(ENDING),
                            staged(GONE),
                            orphan("domain/images/" + RUNNING)),
                    false);
        });

        ExportDomainCheck found = inspection.check(DOMAIN);

        assertThat(found.orphans()).containsExactly(staged(GONE), orphan("domain/images/" + RUNNING));
        assertThat(found.defects()).containsExactly(defect);
        assertThat(found.complete()).isFalse();
    }

    @Test
    void isMadeOnceMoreForAllWhoAskWhileOneIsMade() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        when(domains.check(DOMAIN)).thenAnswer(call -> {
            looking.countDown();
            looked.await();
            return new ExportDomainCheck(List.of(), List.of(), true);
        });
        FutureTask<ExportDomainCheck> first = ask();
        looking.await();
        // something may be removed from the domain now
        FutureTask<ExportDomainCheck> second = ask();
        FutureTask<ExportDomainCheck> third = ask();
        looked.countDown();

        assertThat(second.get()).isNotSameAs(first.get()).isSameAs(third.get());
        verify(domains, times(2)).check(DOMAIN);
    }

    /** Returns when it is answered, or waits. */
    private FutureTask<ExportDomainCheck> ask() {
        FutureTask<ExportDomainCheck> asked = new FutureTask<>(() -> inspection.check(DOMAIN));
        Thread thread = new Thread(asked);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED);
        return asked;
    }

    private static Orphan staged(UUID job) {
        return orphan(".v2v/" + job);
    }

    private static Orphan orphan(String path) {
        return new Orphan(path, 1, Instant.EPOCH);
    }
}
