package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.rpc.VerbName;

/** Requests that name their source themselves, and the providers that are added for them. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class DirectImportsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_ONCE = 8;

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @Inject
    EntityManager entities;

    private ImportEstate estate;
    private String vcenter;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        vcenter = unique("vcenter") + ".example";
        agent.add(TestingMachine.of("vm-1", "web"));
    }

    @Test
    void theProviderOfARefusedRequestIsRemoved() {
        submit("none").statusCode(400).body("detail", containsString("There is no machine"));

        assertThat(providers()).doesNotContain(vcenter);
    }

    @Test
    void aRefusedRequestLeavesTheProviderToAnotherThatHasFoundIt() throws Exception {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<Integer> refused = begin("none");
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        CompletableFuture<Integer> accepted = begin("web");
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 2);
        agent.release(VerbName.GET_EXTERNAL_VMS);

        assertThat(refused.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(400);
        agent.release(VerbName.LIST_EXPORTED_VMS);

        assertThat(accepted.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(201);
        assertThat(providers()).containsOnlyOnce(vcenter);
        submit("none").statusCode(400);
        assertThat(providers()).containsOnlyOnce(vcenter);
    }

    /** As by another engine, which had added it for a request that came to nothing. */
    @Test
    void aProviderThatIsRemovedUnderARequestIsAddedAnew() throws Exception {
        String before = submitted("web");
        post("/imports/" + before + "/cancel?force=true", "{}").statusCode(200);
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        CompletableFuture<Integer> accepted = begin("web");
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);

        delete("/externalvmproviders/" + providerId()).statusCode(200);
        agent.release(VerbName.GET_EXTERNAL_VMS);

        assertThat(accepted.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(201);
        assertThat(providersOfTheVcenter()).containsExactly(vcenter);
    }

    private String providerId() {
        return get("/externalvmproviders").extract().path("external_vm_provider.find { it.name == '%s' }.id", vcenter);
    }

    @Test
    void theNameIsThatOfTheMachineThatHasItNow() {
        String before = submitted("web");
        get("/imports/" + before).body("virtual_machine.id", equalTo("vm-1"));
        agent.replace(TestingMachine.of("vm-1", "web-old"));
        agent.add(TestingMachine.of("vm-2", "web"));

        String after = submitted("web");

        get("/imports/" + after).body("virtual_machine.id", equalTo("vm-2"));
    }

    @Test
    void aNameMayLookLikeTheIdOfAnotherMachine() {
        agent.add(TestingMachine.of("vm-2", "vm-1"));

        get("/imports/" + submitted("vm-1")).body("virtual_machine.id", equalTo("vm-2"));
    }

    @Test
    void manyAtOnceOfANewSourceShareOneProvider() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int client = 0; client < AT_ONCE; client++) {
                answers.add(clients.submit(() -> {
                    start.await();
                    return submit("web").extract().statusCode();
                }));
            }
            start.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(201);
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(providersOfTheVcenter()).containsExactly(vcenter);
        get("/events?search=type=206 and message=*" + vcenter + "*").body("event", empty());
    }

    @Test
    void aKnownProviderWhosePasswordCannotBeReadIsNamed() {
        submit("web").statusCode(201);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update providers set password = 'lost:key' where name = :name")
                        .setParameter("name", vcenter)
                        .executeUpdate());

        submit("web")
                .statusCode(400)
                .body("code", equalTo("SOURCE_CREDENTIALS_REFUSED"))
                .body("detail", containsString("The password of the provider " + vcenter + " cannot be read"));
    }

    @Test
    void aUserNameWithSpacesAroundItIsTheSame() {
        submit("web", "u").statusCode(201);
        submit("web", "u ").statusCode(201);

        assertThat(providersOfTheVcenter()).containsExactly(vcenter);
    }

    @Test
    void aProviderWithTheNameOfTheHostLeavesTheNextNumberWithoutAnEvent() {
        submit("web", "u").statusCode(201);
        submit("web", "another").statusCode(201);

        assertThat(providersOfTheVcenter()).containsExactly(vcenter, vcenter + "-2");
        get("/events?search=type=206 and message=*" + vcenter + "*").body("event", empty());
    }

    private CompletableFuture<Integer> begin(String machine) {
        return CompletableFuture.supplyAsync(() -> submit(machine).extract().statusCode());
    }

    /** The id of the import that has become of it. */
    private String submitted(String machine) {
        return submit(machine).statusCode(201).extract().path("vm.id");
    }

    private ValidatableResponse submit(String machine) {
        return submit(machine, "u");
    }

    private ValidatableResponse submit(String machine, String username) {
        return administrator()
                .contentType(ContentType.JSON)
                .body(
                        """
                        {"provider": "vmware", "url": "vpx://u@%s/DC/cl/esx?no_verify=1", "name": "%s", "username": "%s",
                         "password": "s0urce-Secret", "vm": {"name": "%s"}, %s}
                        """
                                .formatted(vcenter, machine, username, unique("direct"), estate.target()))
                .post(API + "/externalvmimports")
                .then();
    }

    private List<String> providersOfTheVcenter() {
        return providers().stream().filter(name -> name.startsWith(vcenter)).toList();
    }

    private static List<String> providers() {
        return get("/externalvmproviders").extract().path("external_vm_provider.name");
    }
}
