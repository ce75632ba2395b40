package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenQuestionsTest {
    private final TokenQuestions questions = new TokenQuestions(Duration.ZERO);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aClientThatHasNoPlaceLeavesThoseOfOthers() {
        Supplier<String> within = () -> {
            assertRefused("192.0.2.1");
            return questions.ask("192.0.2.2", () -> "another's");
        };
        assertThat(questions.ask("192.0.2.1", () -> questions.ask("192.0.2.1", within)))
                .isEqualTo("another's");
        assertThat(questions.ask("192.0.2.1", () -> "again")).isEqualTo("again");
    }

    @Test
    void colleaguesBehindOneAddressWaitForEachOther() throws Exception {
        TokenQuestions patient = new TokenQuestions(Duration.ofMinutes(1));
        CountDownLatch asked = new CountDownLatch(TokenQuestions.MOST_OF_CLIENT);
        CountDownLatch answers = new CountDownLatch(1);
        Supplier<String> slow = () -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "slow";
        };
        List<CompletableFuture<String>> first = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> patient.ask("192.0.2.1", slow), threads))
                .limit(TokenQuestions.MOST_OF_CLIENT)
                .toList();
        asked.await();
        CompletableFuture<String> third = new CompletableFuture<>();
        Thread waiting = new Thread(() -> third.complete(patient.ask("192.0.2.1", () -> "third")));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        answers.countDown();

        assertThat(third.get()).isEqualTo("third");
        assertThat(first).allSatisfy(each -> assertThat(each.get()).isEqualTo("slow"));
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        questions.ask(
                "2001:db8::1",
                () -> questions.ask("2001:db8::2", () -> {
                    assertRefused("2001:db8::3");
                    return questions.ask("2001:db8:0:1::1", () -> "another network");
                }));
    }

    @Test
    void manyClientsLeavePlacesAtTheService() {
        Supplier<String> question = () -> {
            assertRefused("192.0.2.100");
            return "";
        };
        for (String address : IntStream.range(0, TokenQuestions.MOST)
                .mapToObj(number -> "192.0.2." + number)
                .toList()) {
            Supplier<String> inner = question;
            question = () -> questions.ask(address, inner);
        }
        assertThat(question.get()).isEmpty();
    }

    @Test
    void aPlaceIsGivenBackWhenTheServiceDoesNotAnswer() {
        for (int i = 0; i <= TokenQuestions.MOST; i++) {
            assertThatThrownBy(() -> questions.ask("192.0.2.1", () -> {
                        throw IdentityServiceAwayException.silent("away", null);
                    }))
                    .hasMessage("away");
        }
        assertThat(questions.ask("192.0.2.1", () -> "back")).isEqualTo("back");
    }

    private void assertRefused(String address) {
        assertThatThrownBy(() -> questions.ask(address, () -> "never"))
                .isInstanceOf(IdentityServiceAwayException.class);
    }
}
