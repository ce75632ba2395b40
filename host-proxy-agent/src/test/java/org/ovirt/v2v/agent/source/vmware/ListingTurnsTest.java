package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.VmLookup;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Several lists of all machines asked for at once, while the first vCenter keeps its machines back. */
class ListingTurnsTest {
    private static final int MACHINES = 6;

    private final ListingTurns turns = new ListingTurns();
    private final VmwareSource inventory = new VmwareSource(turns, TestingAddresses.HERE);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);

    private TestingVim slow;
    private TestingVim quick;

    @BeforeEach
    void startServers() throws Exception {
        slow = vcenter().holding("RetrievePropertiesEx", goOn);
        quick = vcenter();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        clients.shutdownNow();
        slow.close();
        quick.close();
    }

    @Test
    void oneListIsCollectedAtATimeAndTheOthersFollow() throws Exception {
        Future<Integer> first = listBeingHeld(inventory);

        List<Future<Integer>> others = Stream.generate(() -> clients.submit(() -> list(inventory, quick)))
                .limit(2)
                .toList();

        await().until(() -> turns.waiting() == 2);
        assertThat(quick.calls()).containsOnly("RetrieveServiceContent", "Login");
        goOn.countDown();
        assertThat(first.get()).isEqualTo(MACHINES);
        for (Future<Integer> other : others) {
            assertThat(other.get()).isEqualTo(MACHINES);
        }
    }

    @Test
    void aListCountsUntilItHasBeenTaken() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Future<Boolean> slowReader = clients.submit(() -> {
            inventory.machines(source(quick), machines -> {
                told.countDown();
                await().until(() -> goOn.getCount() == 0);
            });
            return true;
        });
        told.await();

        Future<Integer> next = clients.submit(() -> list(inventory, quick));

        await().until(() -> turns.waiting() == 1);
        goOn.countDown();
        assertThat(slowReader.get()).isTrue();
        assertThat(next.get()).isEqualTo(MACHINES);
    }

    @Test
    void whoWaitsTooLongIsToldWhyAndTheListGoesOn() throws Exception {
        VmwareSource impatient = new VmwareSource(new ListingTurns(Duration.ZERO), TestingAddresses.HERE);
        Future<Integer> first = listBeingHeld(impatient);

        assertThat(failureOf(impatient).text())
                .contains("one vCenter at a time", "has not ended within 0 s", "Try again later");

        goOn.countDown();
        assertThat(first.get()).isEqualTo(MACHINES);
        assertThat(list(impatient, quick)).isEqualTo(MACHINES);
    }

    @Test
    void theTimeForAListBeginsWithItsTurn() throws Exception {
        Duration limit = Duration.ofSeconds(2);
        VmwareSource hurried = new VmwareSource(turns, TestingAddresses.HERE, limit);
        Future<Integer> first = listBeingHeld(inventory);
        Future<Integer> second = clients.submit(() -> list(hurried, quick));
        await().pollDelay(limit).until(() -> turns.waiting() == 1);

        goOn.countDown();

        assertThat(first.get()).isEqualTo(MACHINES);
        assertThat(second.get()).isEqualTo(MACHINES);
    }

    @Test
    void workersStayFreeForOtherVerbs() throws Exception {
        Future<Integer> first = listBeingHeld(inventory);
        List<Future<Integer>> waiters = new ArrayList<>(List.of(first));
        for (int waiting = 1; waiting <= 4; waiting++) {
            int expected = waiting;
            waiters.add(clients.submit(() -> list(inventory, quick)));
            await().until(() -> turns.waiting() == expected);
        }

        assertThat(failureOf(inventory).text()).contains("4 more wait", "Try again later");
        goOn.countDown();
        for (Future<Integer> waiter : waiters) {
            assertThat(waiter.get()).isEqualTo(MACHINES);
        }
    }

    @Test
    void oneMachineIsFoundWhileAListIsBeingMade() throws Exception {
        VmwareSource impatient = new VmwareSource(new ListingTurns(Duration.ZERO), TestingAddresses.HERE);
        Future<Integer> first = listBeingHeld(impatient);

        assertThat(VmLookup.find(impatient, source(quick), "odd").vmName()).isEqualTo("odd");
        assertThat(first).isNotDone();
    }

    private Future<Integer> listBeingHeld(VmwareSource asked) {
        Future<Integer> list = clients.submit(() -> list(asked, slow));
        await().until(() -> slow.calls().contains("RetrievePropertiesEx"));
        return list;
    }

    private Failure failureOf(VmwareSource asked) {
        return catchThrowableOfType(FailureException.class, () -> list(asked, quick))
                .failure();
    }

    private static int list(VmwareSource asked, TestingVim vim) throws FailureException {
        List<ExternalVm> machines = asked.machines(source(vim));
        return machines.size();
    }

    private TestingVim vcenter() throws Exception {
        return TestingVim.start()
                .answer("RetrievePropertiesEx", estate("odd-estate-1.xml"))
                .answer("ContinueRetrievePropertiesEx", estate("odd-estate-2.xml"));
    }

    private static SourceParams source(TestingVim vim) {
        SourceUri uri = SourceUri.parse("vpx://127.0.0.1:" + vim.port() + "/");
        return new SourceParams(uri, "me", new Secret("secret"), null, TlsTrust.NONE);
    }

    private static String estate(String resource) throws Exception {
        try (InputStream stream = ListingTurnsTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
