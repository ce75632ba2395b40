package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingPki;

/** Certificates that are valid for two days more, and an authority that is for twenty. */
@QuarkusTest
@TestProfile(CertificateWatchIT.ShortLived.class)
class CertificateWatchIT {
    private static final String RENEW = " Please renew the ";

    @Inject
    CertificateWatch watch;

    @Inject
    EngineTls tls;

    @Inject
    HostGateway gateway;

    /** Speaks with real agents. */
    public static final class ShortLived implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EngineEnvironment.class, Map.of(EngineEnvironment.DAYS, "2")));
        }
    }

    @Test
    void eachThatExpiresSoonIsTheReasonOfOneEventADayAndIsShownToMonitoring() {
        try (AgentProcess agent = AgentProcess.start(identity())) {
            String name = unique("host");
            addHost(agent, name);

            watch.warn();
            watch.warn();

            assertEvents(845, "Host " + name + " certification is about to expire at 20", 1);
            // of the https port and of the client that hosts see
            assertEvents(847, "Engine's certification is about to expire at 20", 2);
            assertEvents(849, "Engine's CA certification is about to expire at 20", 1);

            get("/hosts").body("host.find { it.name == '" + name + "' }.status", equalTo("up"));
            administrator()
                    .get("/ovirt-engine/services/health")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("UP"))
                    .body(
                            "checks.find { it.name == 'days until certificates expire' }.data.'" + name + "'",
                            allOf(greaterThanOrEqualTo(0), lessThan(3)))
                    .body(
                            "checks.find { it.name == 'days until certificates expire' }.data.'v2v.pki.ca'",
                            allOf(greaterThanOrEqualTo(18), lessThan(21)));
        }
    }

    @Test
    void aHostIsAskedForTheCertificateThatItHasNowBeforeTheEngineWarns() throws Exception {
        try (AgentProcess agent = AgentProcess.start(identity());
                TestingPki former = TestingPki.validFor(1)) {
            String name = unique("host");
            addHost(agent, name);
            HostAddress address = new HostAddress("127.0.0.1", agent.port());
            X509Certificate now = tls.certificate(address).orElseThrow();
            // as another engine, which has spoken with the host ever since, has not noticed
            gateway.forget(address);
            tls.shown(address, certificate(former.host().certificate()));

            watch.warn();

            assertEvents(
                    845,
                    "Host " + name + " certification is about to expire at "
                            + now.getNotAfter()
                                    .toInstant()
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate(),
                    1);
        }
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    @Test
    void aRenewedCertificateOfTheHttpsPortCountsWhenThePortShowsIt() throws IOException {
        Path file = Path.of(ConfigProvider.getConfig().getValue("v2v.web.certificate", String.class));
        byte[] shown = Files.readAllBytes(file);
        try (TestingPki renewed = TestingPki.create()) {
            Files.copy(renewed.engineWeb().certificate(), file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(watch.certificates())
                    .filteredOn(certificate -> certificate.name().equals("v2v.web.certificate"))
                    .singleElement()
                    .satisfies(certificate ->
                            assertThat(watch.daysLeft(certificate)).isLessThan(3));
        } finally {
            Files.write(file, shown);
        }
    }

    private static void addHost(AgentProcess agent, String name) {
        String dataCenter = unique("dc");
        post("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter)).statusCode(201);
        post("/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(dataCenter, dataCenter))
                .statusCode(201);
        post(
                        "/hosts",
                        "{\"name\": \"%s\", \"address\": \"127.0.0.1\", \"port\": %d, \"cluster\": {\"name\": \"%s\"}}"
                                .formatted(name, agent.port(), dataCenter))
                .statusCode(201)
                .body("warnings[0].code", equalTo("CERTIFICATE_EXPIRES"));
    }

    private static void assertEvents(int code, String beginning, int count) {
        List<Map<String, Object>> events = get("/events?max=1000").extract().path("event");
        assertThat(events.stream()
                        .filter(event -> event.get("code").equals(String.valueOf(code)))
                        .map(event -> event.get("description").toString())
                        .filter(description -> description.startsWith(beginning)))
                .hasSize(count)
                .allSatisfy(description -> assertThat(description).contains(RENEW));
    }

    private static TestingPki.Identity identity() {
        Config config = ConfigProvider.getConfig();
        return new TestingPki.Identity(
                Path.of(config.getValue(EngineEnvironment.HOST_CERTIFICATE, String.class)),
                Path.of(config.getValue(EngineEnvironment.HOST_KEY, String.class)),
                Path.of(config.getValue("v2v.pki.ca", String.class)));
    }
}
