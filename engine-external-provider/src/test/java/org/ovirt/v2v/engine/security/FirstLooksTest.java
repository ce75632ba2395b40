package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstLooksTest {
    private final FirstLooks looks = new FirstLooks();

    @Test
    void aClientThatHasNoPlaceLeavesThoseOfOthers() {
        Supplier<String> within = () -> {
            assertRefused("192.0.2.1");
            return looks.ask("192.0.2.2", () -> "another's");
        };
        assertThat(looks.ask("192.0.2.1", () -> looks.ask("192.0.2.1", within))).isEqualTo("another's");
        assertThat(looks.ask("192.0.2.1", () -> "again")).isEqualTo("again");
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        looks.ask(
                "2001:db8::1",
                () -> looks.ask("2001:db8::2", () -> {
                    assertRefused("2001:db8::3");
                    return looks.ask("2001:db8:0:1::1", () -> "another network");
                }));
    }

    @Test
    void manyClientsLeavePlacesAtTheService() {
        Supplier<String> question = () -> {
            assertRefused("192.0.2.100");
            return "";
        };
        for (String address : IntStream.range(0, FirstLooks.MOST)
                .mapToObj(number -> "192.0.2." + number)
                .toList()) {
            Supplier<String> inner = question;
            question = () -> looks.ask(address, inner);
        }
        assertThat(question.get()).isEmpty();
    }

    @Test
    void aPlaceIsGivenBackWhenTheServiceDoesNotAnswer() {
        for (int i = 0; i <= FirstLooks.MOST; i++) {
            assertThatThrownBy(() -> looks.ask("192.0.2.1", () -> {
                        throw IdentityServiceAwayException.silent("away", null);
                    }))
                    .hasMessage("away");
        }
        assertThat(looks.ask("192.0.2.1", () -> "back")).isEqualTo("back");
    }

    private void assertRefused(String address) {
        assertThatThrownBy(() -> looks.ask(address, () -> "never")).isInstanceOf(IdentityServiceAwayException.class);
    }
}
