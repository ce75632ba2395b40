package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.testbed.TestingPki;

class IdentityClientTest {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void authoritiesMayHaveCommentsInAnotherEncodingThanUtf8() throws Exception {
        try (TestingPki pki = TestingPki.create()) {
            Path authorities = Files.writeString(
                    folder.resolve("ca.pem"),
                    "# Behörde in München\n" + Files.readString(pki.authority()),
                    StandardCharsets.ISO_8859_1);

            assertThatCode(() -> new IdentityClient(Duration.ofSeconds(1), Optional.of(authorities)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void onlyTheGivenAuthoritiesAreTrusted() throws Exception {
        try (TestingPki pki = TestingPki.create();
                TestingPki other = TestingPki.create()) {
            HttpsServer service = serve(pki.engineWeb());
            try {
                URI address =
                        URI.create("https://localhost:" + service.getAddress().getPort() + "/");

                assertThat(client(Optional.of(pki.authority())).get(address).status())
                        .isEqualTo(200);
                for (Optional<Path> authorities : List.of(Optional.of(other.authority()), Optional.<Path>empty())) {
                    IdentityClient distrusting = client(authorities);
                    assertThatThrownBy(() -> distrusting.get(address))
                            .isInstanceOf(IdentityServiceAwayException.class)
                            .hasRootCauseInstanceOf(CertPathBuilderException.class);
                }
            } finally {
                service.stop(0);
            }
        }
    }

    private static IdentityClient client(Optional<Path> authorities) {
        return new IdentityClient(TIME_OUT, authorities);
    }

    /** Answers all requests with 200. */
    private static HttpsServer serve(TestingPki.Identity identity) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "service",
                Pem.privateKey(Files.readString(identity.key())).orElseThrow(),
                new char[0],
                Pem.certificates(Files.readString(identity.certificate())).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(tls));
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
        return service;
    }
}
