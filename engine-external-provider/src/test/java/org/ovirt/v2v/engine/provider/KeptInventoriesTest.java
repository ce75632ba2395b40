package org.ovirt.v2v.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;

class KeptInventoriesTest {
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final int MOST = 100;
    private static final KeptInventories.Key KEY = new KeptInventories.Key(UUID.randomUUID(), 0);

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<Thread> askingThreads = new CopyOnWriteArrayList<>();
    private final ExecutorService askers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        askingThreads.add(thread);
        return thread;
    });
    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final KeptInventories kept = new KeptInventories(FRESH, MAX_AGE, MOST, () -> now, background::add);

    @AfterEach
    void stopAskers() {
        askers.shutdownNow();
    }

    @Test
    void aFreshListIsKeptAndTellsOfWhenItIs() {
        Instant listed = now;
        Inventory first = get(KEY);
        pass(FRESH.minusSeconds(1));

        assertThat(get(KEY)).isSameAs(first);
        assertThat(first.asOf()).isEqualTo(listed);
        assertThat(asked).hasValue(1);
        assertThat(background).isEmpty();
    }

    @Test
    void aListIsAsOldAsTheQuestion() {
        Instant began = now;
        Inventory slow = kept.get(KEY, false, () -> {
            pass(Duration.ofSeconds(30));
            return machines(1);
        });

        assertThat(slow.asOf()).isEqualTo(began);
    }

    @Test
    void aStaleListIsShownAndReplacedInTheBackgroundOnce() {
        Inventory first = get(KEY);
        pass(FRESH);

        assertThat(get(KEY)).isSameAs(first);
        assertThat(get(KEY)).isSameAs(first);
        assertThat(background).hasSize(1);
        runBackground();
        assertThat(get(KEY).asOf()).isEqualTo(now);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aListThatIsTooOldIsNotShown() {
        get(KEY);
        pass(MAX_AGE);

        assertThat(get(KEY).asOf()).isEqualTo(now);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aListOfATimeThatIsStillToComeIsNotShown() {
        get(KEY);
        pass(Duration.ofHours(-1));

        assertThat(get(KEY).asOf()).isEqualTo(now);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aListThatFailedAtATimeThatIsStillToComeIsTriedAgain() {
        get(KEY);
        pass(FRESH.multipliedBy(3));
        kept.get(KEY, false, KeptInventoriesTest::refuse);
        runBackground();
        pass(FRESH.negated());

        get(KEY);
        assertThat(background).hasSize(1);
    }

    @Test
    void aNewListIsWaitedForIfItIsWanted() {
        get(KEY);
        pass(Duration.ofSeconds(1));

        assertThat(kept.get(KEY, true, this::list).asOf()).isEqualTo(now);
        assertThat(get(KEY).asOf()).isEqualTo(now);
        assertThat(asked).hasValue(2);
    }

    @Test
    void allWhoAskWhileAListIsGotShareIt() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Inventory>> answers = ask(6, held(end, () -> machines(1)));
        end.countDown();

        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFailureReachesAllWhoWaitAndIsNotKept() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Inventory>> answers = ask(3, held(end, KeptInventoriesTest::refuse));
        end.countDown();

        for (CompletableFuture<Inventory> answer : answers) {
            assertThatThrownBy(answer::join).hasCauseInstanceOf(FailureException.class);
        }
        assertThat(asked).hasValue(1);
        assertThat(get(KEY).machines()).hasSize(1);
    }

    @Test
    void aListInTheBackgroundThatFailsIsTriedAgainOnlyLaterAndTheKeptOneStays() {
        Inventory first = get(KEY);
        pass(FRESH);
        kept.get(KEY, false, KeptInventoriesTest::refuse);
        runBackground();

        assertThat(get(KEY)).isSameAs(first);
        assertThat(background).isEmpty();
        pass(FRESH);
        assertThat(get(KEY)).isSameAs(first);
        assertThat(background).hasSize(1);
    }

    @Test
    void aChangedProviderIsAskedAnew() {
        get(KEY);

        get(new KeptInventories.Key(KEY.provider(), 1));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsForgottenIsNeitherShownNorKept() {
        get(KEY);
        kept.forget(KEY.provider());
        assertThat(kept.machines()).isZero();

        kept.get(KEY, false, () -> {
            kept.forget(KEY.provider());
            return machines(1);
        });
        assertThat(kept.machines()).isZero();
    }

    @Test
    void nobodyJoinsAListThatWasBegunBeforeTheProviderWasChanged() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Inventory>> before = ask(1, held(end, KeptInventoriesTest::refuse));
        kept.forget(KEY.provider());

        assertThat(get(KEY).machines()).hasSize(1);
        end.countDown();
        assertThatThrownBy(before.get(0)::join).hasCauseInstanceOf(FailureException.class);
        assertThat(kept.machines()).isEqualTo(1);
    }

    @Test
    void noMoreMachinesAreKeptThanAllowed() {
        for (int provider = 0; provider < 20; provider++) {
            kept.get(new KeptInventories.Key(UUID.randomUUID(), 0), false, () -> machines(30));
        }

        assertThat(kept.machines()).isLessThanOrEqualTo(MOST).isPositive();
        assertThat(kept.get(KEY, false, () -> machines(MOST + 1)).machines()).hasSize(MOST + 1);
        assertThat(kept.machines()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void machinesShareWhatTheyHaveInCommon() {
        List<ExternalVm> compact = get(KEY, machines(2)).machines();

        assertThat(compact).isEqualTo(machines(2));
        assertThat(compact.get(0).host()).isSameAs(compact.get(1).host());
        assertThat(compact.get(0).guestOs()).isSameAs(compact.get(1).guestOs());
    }

    private Inventory get(KeptInventories.Key key) {
        return kept.get(key, false, this::list);
    }

    private Inventory get(KeptInventories.Key key, List<ExternalVm> machines) {
        return kept.get(key, false, () -> machines);
    }

    private List<ExternalVm> list() {
        asked.incrementAndGet();
        return machines(1);
    }

    private Supplier<List<ExternalVm>> held(CountDownLatch end, Supplier<List<ExternalVm>> listing) {
        return () -> {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return listing.get();
        };
    }

    /** Asks side by side; returns when one lists and the others wait. */
    private List<CompletableFuture<Inventory>> ask(int count, Supplier<List<ExternalVm>> listing) {
        List<CompletableFuture<Inventory>> answers = new ArrayList<>();
        for (int asker = 0; asker < count; asker++) {
            answers.add(CompletableFuture.supplyAsync(() -> kept.get(KEY, false, listing), askers));
        }
        await().until(() -> asked.get() > 0
                && askingThreads.size() == count
                && askingThreads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return answers;
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static List<ExternalVm> refuse() {
        throw new FailureException(FailureCode.SOURCE_CREDENTIALS_REFUSED, "told to refuse");
    }

    private static List<ExternalVm> machines(int count) {
        return IntStream.range(0, count).mapToObj(KeptInventoriesTest::machine).toList();
    }

    /** With texts of its own, as each machine of an agent's answer has. */
    private static ExternalVm machine(int number) {
        return ExternalVmBuilder.builder()
                .vmName("machine-" + number)
                .status(own(ExternalVm.DOWN))
                .memSize(1024)
                .smp(1)
                .arch(own("x86_64"))
                .hasSnapshots(false)
                .moref("vm-" + number)
                .host(own("esx1"))
                .guestOs(own("Debian"))
                .build();
    }

    private static String own(String text) {
        return String.valueOf(text.toCharArray());
    }
}
