package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.ovirt.v2v.engine.EngineRequests.get;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.AgentProfile;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Machines of a simulated vCenter through the real agent. */
@QuarkusTest
@TestProfile(AgentProfile.class)
class AgentMachinesIT {
    private static final int MACHINES = 300;
    private static final int LIST_REQUESTS = 4;
    private static final int LOOKUP_REQUESTS = 6;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private AgentProcess agent;
    private String machines;

    @BeforeEach
    void prepare() {
        vcenter = TestingVCenter.builder().machines(MACHINES).start();
        domain = TestingExportDomain.createEmpty();
        agent = AgentProcess.start(identity());
        machines = "/externalvmproviders/"
                + ImportEstate.register(agent, domain, vcenter).providerId() + "/virtualmachines";
    }

    @AfterEach
    void close() {
        clients.shutdownNow();
        agent.close();
        domain.close();
        vcenter.close();
    }

    @Test
    void oneListServesAllPagesFiltersAndSorts() {
        String asOf = get(machines + "?max=50&page=1")
                .body("virtual_machine", hasSize(50))
                .extract()
                .path("as_of");
        assertThat(vcenter.requests()).isLessThanOrEqualTo(LIST_REQUESTS);
        long listed = vcenter.requests();
        for (String more : List.of("?max=50&page=2", "?name=*VM1*", "?sort=-memory,name&max=10", "?search=VM7&max=5")) {
            get(machines + more).statusCode(200).body("as_of", equalTo(asOf));
        }
        assertThat(vcenter.requests()).isEqualTo(listed);

        String later = get(machines + "?refresh=true&max=1")
                .body("total", equalTo(String.valueOf(MACHINES)))
                .extract()
                .path("as_of");
        assertThat(Instant.parse(later)).isAfter(Instant.parse(asOf));
        assertThat(vcenter.requests() - listed).isBetween(1L, (long) LIST_REQUESTS);
    }

    @Test
    void sixListsAtOnceAreOne() {
        vcenter.setLatency(Duration.ofMillis(200));
        List<CompletableFuture<Integer>> answers = IntStream.rangeClosed(1, 6)
                .mapToObj(page -> CompletableFuture.supplyAsync(
                        () -> get(machines + "?max=50&page=" + page).extract().statusCode(), clients))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        assertThat(vcenter.requests()).isLessThanOrEqualTo(LIST_REQUESTS);
    }

    @Test
    void aKeptListIsShownWhenTheVcenterHangsOrIsGoneAndANewOneIsNot() {
        get(machines + "?max=1").statusCode(200);
        vcenter.setLatency(Duration.ofMinutes(5));
        get(machines).statusCode(200).body("virtual_machine", hasSize(MACHINES));
        get(machines + "?refresh=true").body("code", equalTo("SOURCE_UNREACHABLE"));
        vcenter.kill();

        get(machines).statusCode(200).body("virtual_machine", hasSize(MACHINES));
        get(machines + "?refresh=true").body("code", equalTo("SOURCE_UNREACHABLE"));
    }

    @Test
    void oneMachineIsLookedUpWithoutAListOfAll() {
        String id = get(machines + "?max=1&sort=-name").extract().path("virtual_machine[0].id");
        long before = vcenter.requests();

        get(machines + "/" + id).statusCode(200).body("id", equalTo(id)).body("datacenter", equalTo("DC0"));
        assertThat(vcenter.requests() - before).isLessThanOrEqualTo(LOOKUP_REQUESTS);
    }

    private static TestingPki.Identity identity() {
        Config config = ConfigProvider.getConfig();
        return new TestingPki.Identity(
                config.getValue(EngineEnvironment.HOST_CERTIFICATE, Path.class),
                config.getValue(EngineEnvironment.HOST_KEY, Path.class),
                config.getValue("v2v.pki.ca", Path.class));
    }
}
