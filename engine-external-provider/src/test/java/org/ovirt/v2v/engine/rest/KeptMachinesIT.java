package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.LimitsProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;

/** Each list that is asked for has the next one fetched, so that what is kept and what is new can be told apart. */
@QuarkusTest
@TestProfile(LimitsProfile.class)
class KeptMachinesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private ImportEstate estate;
    private String machines;

    @BeforeEach
    void prepare() {
        agent.reset();
        estate = ImportEstate.register();
        machines = "/externalvmproviders/" + estate.providerId() + "/virtualmachines";
        agent.add(TestingMachine.of("vm-1", "web"));
    }

    @AfterEach
    void end() {
        agent.reset();
        clients.shutdownNow();
    }

    @Test
    void aKeptListIsShownAtOnceAndReplacedInTheBackground() {
        Instant first = asOf();
        agent.add(TestingMachine.of("vm-2", "mail"));

        get(machines).statusCode(200).body("total", equalTo("1")).body("as_of", equalTo(first.toString()));
        await().atMost(SOON).untilAsserted(() -> get(machines).body("total", equalTo("2")));
        assertThat(asOf()).isAfter(first);
    }

    @Test
    void aKeptListIsShownWhileTheSourceHangs() {
        Instant first = asOf();
        agent.hold(VerbName.GET_EXTERNAL_VMS);

        for (String page : List.of("", "?name=w*", "?sort=-name", "?max=1&page=1")) {
            get(machines + page)
                    .statusCode(200)
                    .body("virtual_machine.name", equalTo(List.of("web")))
                    .body("as_of", equalTo(first.toString()));
        }
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        assertThat(agent.asked(VerbName.GET_EXTERNAL_VMS)).isEqualTo(2);
    }

    @Test
    void sixListsAtOnceAreOne() {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 6)
                .mapToObj(page -> CompletableFuture.supplyAsync(
                        () -> get(machines + "?max=1&page=" + (page + 1))
                                .extract()
                                .statusCode(),
                        clients))
                .toList();
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        // those that come later still find the list kept
        agent.release(VerbName.GET_EXTERNAL_VMS);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }

    @Test
    void aFailureIsToldAndNotKept() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);
        get(machines).body("code", equalTo("SOURCE_UNREACHABLE"));
        agent.heal(VerbName.GET_EXTERNAL_VMS);
        Instant first = asOf();

        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);
        get(machines + "?refresh=true").body("code", equalTo("SOURCE_UNREACHABLE"));
        get(machines).statusCode(200).body("as_of", equalTo(first.toString()));
    }

    @Test
    void aNewListIsFetchedIfItIsAskedFor() {
        Instant first = asOf();
        agent.add(TestingMachine.of("vm-2", "mail"));

        get(machines + "?refresh=true&name=m*").statusCode(200).body("total", equalTo("1"));
        assertThat(asOf()).isAfter(first);
        get(machines + "?refresh=yes")
                .statusCode(400)
                .body("field", equalTo("refresh"))
                .body("detail", containsString("true or false"));
        get(machines + "?refresh=true&sort=colour").statusCode(400).body("field", equalTo("sort"));
    }

    @Test
    void aProviderThatWasChangedIsAskedAnewAndOneThatWasRemovedIsGone() {
        Instant first = asOf();
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_CREDENTIALS_REFUSED);
        put("/externalvmproviders/" + estate.providerId(), "{\"password\": \"wrong\"}")
                .statusCode(200);

        get(machines).statusCode(400).body("code", equalTo("SOURCE_CREDENTIALS_REFUSED"));
        agent.heal(VerbName.GET_EXTERNAL_VMS);
        assertThat(asOf()).isAfter(first);
        delete("/externalvmproviders/" + estate.providerId()).statusCode(200);
        get(machines).statusCode(404);
    }

    @Test
    void oneMachineAndTheChecksOfAnImportAreOfNow() {
        get(machines).body("virtual_machine.status", equalTo(List.of("down")));
        agent.reset();
        agent.add(TestingMachine.of("vm-1", "web", ExternalVm.UP, TestingMachine.disk()));

        get(machines + "/vm-1").body("status", equalTo("up"));
        estate.submit("vm-1", unique("web")).body("code", equalTo("VM_RUNNING"));
        get(machines).body("virtual_machine.status", equalTo(List.of("down")));
    }

    @Test
    void machinesThatAreNotDownAreToldOfOnceHoweverOftenTheyAreListed() {
        String name = unique("running");
        agent.add(TestingMachine.of("vm-9", name, ExternalVm.UP, TestingMachine.disk()));
        for (int times = 0; times < 3; times++) {
            get(machines + "?refresh=true").statusCode(200);
        }

        List<String> told = get("/events?max=100").extract().path("event.description");
        assertThat(told).filteredOn(text -> text.contains(name)).hasSize(1);
    }

    @Test
    void aTestOfTheConnectionListsNoMachines() {
        post("/externalvmproviders/" + estate.providerId() + "/testconnectivity", "{}")
                .statusCode(200);

        assertThat(agent.asked(VerbName.DESCRIBE_SOURCE)).isEqualTo(1);
        assertThat(agent.asked(VerbName.GET_EXTERNAL_VMS)).isZero();
    }

    private Instant asOf() {
        return Instant.parse(get(machines).statusCode(200).extract().<String>path("as_of"));
    }
}
