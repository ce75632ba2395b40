package org.ovirt.v2v.engine.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingPki;

/** The files of the pages, as the engine that is shipped serves them to who has not signed in yet. */
@Tag("process")
class PagesIT {
    private static final TestingPki PKI = TestingPki.create();
    private static final EngineProcess ENGINE = EngineProcess.start(PKI);
    private static final String WEBADMIN = "https://ovirt.example:8443";
    private static final Pattern SCRIPT = Pattern.compile("src=\"/ovirt-engine(/v2v/assets/[^\"]+\\.js)\"");

    @AfterAll
    static void stop() {
        ENGINE.close();
        PKI.close();
    }

    @Test
    void whoOpensTheEngineInABrowserIsLedToThePages() {
        for (String path : List.of("", "/", "/v2v")) {
            EngineClient.Answer answer = anonymous(path);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.headers()).contains("location=[/ovirt-engine/v2v/]");
        }
    }

    @Test
    void eachPageCanBeReloaded() {
        String index = anonymous("/v2v/").text();
        assertThat(index).contains("<title>oVirt V2V</title>");
        for (String path : List.of("/v2v/hosts", "/v2v/providers/12", "/v2v/no/such/page")) {
            EngineClient.Answer answer = anonymous(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(index);
        }
    }

    @Test
    void aFileThatIsNotThereIsNotTakenForAPage() {
        assertThat(anonymous("/v2v/assets/gone.js").status()).isEqualTo(404);
        assertThat(anonymous("/v2v/gone.svg").status()).isEqualTo(404);
        assertThat(anonymous("/v2v/assets/gone.js").headers()).doesNotContain("immutable");
    }

    @Test
    void browsersKeepWhatNeverChangesAndAskForTheRest() {
        assertThat(anonymous("/v2v/").headers())
                .contains("cache-control=[no-cache]")
                .doesNotContain("last-modified");
        assertThat(anonymous(script()).headers()).contains("cache-control=[public, max-age=31536000, immutable]");
    }

    @Test
    void browsersLoadNothingFromElsewhereAndNobodyElseFramesThePages() {
        for (String path : List.of("/v2v/", "/v2v/hosts", script())) {
            assertThat(anonymous(path).headers())
                    .contains("content-security-policy=[default-src 'self';")
                    .contains("frame-ancestors 'self']")
                    .contains("x-frame-options=[SAMEORIGIN]")
                    .doesNotContain("unsafe")
                    .contains("x-content-type-options=[nosniff]");
        }
    }

    @Test
    void webadminFramesThePagesWhereTheSettingsSaySo() {
        assertThat(anonymous("/v2v/webadmin.json").text()).isEqualTo("{\"origins\":[]}");
        try (EngineProcess engine = EngineProcess.builder(PKI)
                .set("v2v.pages.webadmin", "https://OVIRT.example:8443/, https://other.example")
                .start()) {
            for (String path : List.of("/v2v/", "/v2v/hosts")) {
                assertThat(engine.anonymous().getBeside(path).headers())
                        .contains("frame-ancestors 'self' " + WEBADMIN + " https://other.example]")
                        .doesNotContain("x-frame-options");
            }
            assertThat(engine.anonymous().getBeside("/v2v/webadmin.json").text())
                    .isEqualTo("{\"origins\":[\"" + WEBADMIN + "\",\"https://other.example\"]}");
        }
    }

    @Test
    void anOriginThatIsNoneKeepsTheEngineFromStarting() {
        EngineProcess.Builder builder =
                EngineProcess.builder(PKI).set("v2v.pages.webadmin", "https://ovirt.example/ovirt-engine");

        assertThatThrownBy(builder::start)
                .hasMessageContaining("v2v.pages.webadmin")
                .hasMessageContaining("is no origin")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void nothingElseIsLetThrough() {
        for (String path : List.of("/v2vx", "/api/hosts", "/v2v/../api", "/services/health", "/webadmin")) {
            assertThat(anonymous(path).status()).isEqualTo(401);
        }
    }

    private static String script() {
        Matcher script = SCRIPT.matcher(anonymous("/v2v/").text());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static EngineClient.Answer anonymous(String path) {
        return ENGINE.anonymous().getBeside(path);
    }
}
