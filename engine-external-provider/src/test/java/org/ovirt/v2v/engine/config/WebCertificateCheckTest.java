package org.ovirt.v2v.engine.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.model.source.AddressRanges;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingPki;

/** A certificate or key that no client could be served with is told before the engine serves. */
class WebCertificateCheckTest {
    private static TestingPki pki;

    @TempDir
    private Path folder;

    @BeforeAll
    static void create() {
        pki = TestingPki.create();
    }

    @AfterAll
    static void close() {
        pki.close();
    }

    private record Pair(Path certificate, Path key) implements EngineConfig.Web {
        @Override
        public Optional<AddressRanges> trustedProxies() {
            return Optional.empty();
        }
    }

    @Test
    void aPairIsGoodInWhateverFormatTheServerReads() {
        assertGood(web().certificate(), web().key());
        assertGood(web().certificate(), keyMadeBy("pkey", "-traditional"));
    }

    @Test
    void anEncryptedKeyIsNamedWithTheCommandThatMendsIt() {
        for (Path key : List.of(
                keyMadeBy("pkcs8", "-topk8", "-passout", "pass:secret"),
                keyMadeBy("pkey", "-traditional", "-aes256", "-passout", "pass:secret"))) {
            assertRefused(web().certificate(), key)
                    .hasMessageContainingAll(
                            key.toString(), "v2v.web.key", "openssl pkcs8 -topk8 -nocrypt -in " + key + " -out ");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        Path key = pki.engineClient().key();
        assertRefused(web().certificate(), key)
                .hasMessageContainingAll(
                        key.toString(), "v2v.web.key", web().certificate().toString(), "v2v.web.certificate");

        Path chain = folder.resolve("chain");
        Files.writeString(chain, Files.readString(pki.authority()) + Files.readString(web().certificate()));
        assertRefused(chain, web().key()).hasMessageContaining("stand behind the engine's own");
    }

    @Test
    void aKindOfKeyThatTheServerDoesNotReadIsNamed() {
        Path key = folder.resolve("ed25519");
        Command.run(List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", key.toString()));
        assertRefused(web().certificate(), key)
                .hasMessageContainingAll(key.toString(), "Take a key of the kind RSA or EC");
    }

    @Test
    void whatIsNoCertificateOrKeyIsRefused() throws IOException {
        assertRefused(web().key(), web().key()).hasMessageContaining("holds no certificate");
        assertRefused(web().certificate(), web().certificate()).hasMessageContaining("holds no key");
        Path cut = folder.resolve("cut");
        Files.writeString(cut, Files.readString(web().certificate()).substring(0, 200));
        assertRefused(cut, web().key()).hasMessageContainingAll(cut.toString(), "v2v.web.certificate");
        String key = Files.readString(web().key());
        Files.writeString(cut, key.substring(0, 60) + "\n-----END PRIVATE KEY-----\n");
        assertRefused(web().certificate(), cut).hasMessageContainingAll(cut.toString(), "v2v.web.key");
        assertRefused(folder.resolve("none"), web().key()).hasMessageContaining("v2v-pki init");
    }

    private static TestingPki.Identity web() {
        return pki.engineWeb();
    }

    /** The key in another format. */
    private Path keyMadeBy(String... openssl) {
        Path made = folder.resolve(String.join("", openssl));
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(openssl));
        command.addAll(List.of("-in", web().key().toString(), "-out", made.toString()));
        Command.run(command);
        return made;
    }

    private static void assertGood(Path certificate, Path key) {
        assertThatCode(() -> check(certificate, key)).doesNotThrowAnyException();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Path certificate, Path key) {
        return assertThatThrownBy(() -> check(certificate, key)).isInstanceOf(StartException.class);
    }

    private static void check(Path certificate, Path key) {
        new WebCertificateCheck(new Pair(certificate, key)).start(new StartupEvent());
    }
}
