package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingRelay;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcClient;

/** The engine's client and the real agent, over mutual TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VdsmHostGatewayIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private record Files(Path ca, Path certificate, Path key) implements PkiSettings {}

    /** The defaults of the engine. */
    private record Settings(
            Duration connectTimeout,
            Duration checkTimeout,
            Duration jobTimeout,
            Duration listTimeout,
            Duration outgoingHeartBeat,
            Duration incomingHeartBeat)
            implements HostSettings {}

    private TestingPki pki;
    private AgentProcess agent;
    private AtomicInteger disconnections;
    private VdsmHostGateway gateway;

    /** The agent of those tests that leave it alone. */
    @BeforeAll
    void start() {
        pki = TestingPki.create();
        agent = AgentProcess.start(pki.host());
    }

    @BeforeEach
    void open() {
        disconnections = new AtomicInteger();
        gateway = gateway(pki.engineClient());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @AfterAll
    void stop() {
        agent.close();
        pki.close();
    }

    @Test
    void theAgentAnswersOverASharedConnection() {
        HostAddress host = address(agent);

        assertThat(gateway.capabilities(host).cpuThreads()).isPositive();
        assertThat(gateway.jobs(host)).isEmpty();
        gateway.delete(host, UUID.randomUUID());
        assertFails(FailureCode.JOB_LOST, () -> gateway.job(host, UUID.randomUUID()));
        assertFails(FailureCode.JOB_LOST, () -> gateway.abort(host, UUID.randomUUID()));
        assertFails(
                FailureCode.DOMAIN_MISSING,
                () -> gateway.openExportDomain(
                        host, new ExportDomainParams(TestingFolder.place() + "/no/such/folder", null, null)));
    }

    @Test
    void aRequestThatIsTooLongForAnAgentIsRefusedAtOnce() {
        SourceParams source = new SourceParams(
                SourceUri.parse("vpx://vcenter.example/dc/cluster/esxi"),
                "",
                Secret.EMPTY,
                List.of("x".repeat(AgentEndpoint.LONGEST_REQUEST)),
                TlsTrust.NONE);

        assertFails(FailureCode.INVALID_REQUEST, () -> gateway.externalVms(address(agent), source));
    }

    @Test
    void anAgentThatWasKilledIsNoticedAndSpokenToAgainAfterItsReturn() {
        try (AgentProcess mortal = AgentProcess.start(pki.host())) {
            HostAddress host = address(mortal);
            gateway.jobs(host);

            mortal.kill();
            await().atMost(SOON).until(() -> disconnections.get() > 0);
            assertFails(FailureCode.HOST_UNREACHABLE, () -> gateway.jobs(host));

            mortal.restart();
            assertThat(gateway.jobs(host)).isEmpty();
        }
    }

    /** What it has to read before it knows its jobs comes from a pipe, into which nobody writes yet. */
    @Test
    void anAgentThatIsStartingIsToBeAskedAgainAndRefusesNothing() throws Exception {
        try (AgentProcess late = AgentProcess.start(pki.host())) {
            HostAddress host = address(late);
            late.kill();
            Path folder =
                    java.nio.file.Files.createDirectories(late.stateFolder().resolve("storage"));
            Path pipe = folder.resolve("1");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            late.restart();

            assertStarting(() -> gateway.convertedVm(host, UUID.randomUUID()));
            assertStarting(() -> gateway.convert(host, conversion()));
            assertStarting(() -> gateway.abort(host, UUID.randomUUID()));

            java.nio.file.Files.writeString(pipe, "no record of a process");
            await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(FailureException.class)
                    .until(() -> gateway.jobs(host).isEmpty());
        }
    }

    /** An answer may be a list of all machines; the client of another engine would print it. */
    @Test
    void anEngineHearsNothingOfWhatAnotherOneIsAnswered() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(JsonRpcClient.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord said) {
                if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
                    logged.add(said.getMessage());
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        VdsmHostGateway other = gateway(pki.engineClient());
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO); // an engine that ran in this process has set another one
        logger.addHandler(handler);
        try {
            HostAddress host = address(agent);
            await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(FailureException.class)
                    .until(() -> other.jobs(host).isEmpty());

            assertThat(gateway.jobs(host)).isEmpty();

            assertThat(other.jobs(host))
                    .as("what came before this has been read")
                    .isEmpty();
            assertThat(logged).isEmpty();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
            other.close();
        }
    }

    @Test
    void aHostThatIsSlowToAnswerIsWaitedFor() {
        try (TestingRelay relay = TestingRelay.to(agent.port(), Duration.ofMillis(900))) {
            HostAddress host = new HostAddress("127.0.0.1", relay.port());

            assertThat(CompletableFuture.supplyAsync(() -> gateway.jobs(host)))
                    .succeedsWithin(SOON)
                    .isEqualTo(List.of());
        }
    }

    /** As one that waits for its turn, or that is about large disks; other questions would be given up by then. */
    @Test
    void aRemovalIsWaitedForLongerThanJobs() {
        VdsmHostGateway impatient = gateway(pki.engineClient(), Duration.ofMinutes(15), Duration.ofMillis(100));
        try (TestingRelay relay = TestingRelay.to(agent.port(), Duration.ofMillis(900))) {
            HostAddress host = new HostAddress("127.0.0.1", relay.port());
            assertFails(FailureCode.HOST_UNREACHABLE, () -> impatient.jobs(host));

            assertFails(
                    FailureCode.DOMAIN_MISSING,
                    () -> impatient.removeExportedVm(
                            host, new ExportedVmParams(TestingFolder.place() + "/no/such/folder", UUID.randomUUID())));
        } finally {
            impatient.close();
        }
    }

    @Test
    void aHostThatIsForgottenKeepsNoConnection() {
        try (TestingRelay relay = TestingRelay.to(agent.port(), Duration.ZERO)) {
            HostAddress host = new HostAddress("127.0.0.1", relay.port());
            gateway.jobs(host);
            assertThat(relay.open()).isPositive();

            gateway.forget(host);

            await().atMost(SOON).until(() -> relay.open() == 0);
            assertThat(gateway.jobs(host)).isEmpty();
        }
    }

    /** As after another engine has removed the host. */
    @Test
    void aConnectionThatNobodyUsesIsClosedAndMadeAgain() {
        VdsmHostGateway forgetful = gateway(pki.engineClient(), Duration.ofSeconds(5));
        try (TestingRelay relay = TestingRelay.to(agent.port(), Duration.ZERO)) {
            HostAddress host = new HostAddress("127.0.0.1", relay.port());
            forgetful.jobs(host);
            assertThat(relay.open()).isPositive();

            await().atMost(SOON).until(() -> relay.open() == 0);

            assertThat(forgetful.jobs(host)).isEmpty();
        } finally {
            forgetful.close();
        }
    }

    @Test
    void nobodyListening() {
        HostAddress nobody = new HostAddress("127.0.0.1", FreePort.find());

        assertFails(FailureCode.HOST_UNREACHABLE, () -> gateway.capabilities(nobody));
    }

    @Test
    void anAgentOfAnotherAuthorityIsRefused() {
        try (TestingPki foreign = TestingPki.create();
                AgentProcess stranger = AgentProcess.start(foreign.host())) {
            assertFails(FailureCode.HOST_CERTIFICATE_REFUSED, () -> gateway.capabilities(address(stranger)));
        }
    }

    @Test
    void anAgentWithTheCertificateOfAnotherHostIsRefused() {
        try (AgentProcess other = AgentProcess.start(pki.host("other.example"))) {
            assertFails(FailureCode.HOST_CERTIFICATE_REFUSED, () -> gateway.capabilities(address(other)));
        }
    }

    @Test
    void anAgentThatDoesNotKnowTheEngineRefusesIt() {
        try (TestingPki foreign = TestingPki.create()) {
            TestingPki.Identity stranger = new TestingPki.Identity(
                    foreign.engineClient().certificate(), foreign.engineClient().key(), pki.authority());
            VdsmHostGateway strange = gateway(stranger);
            try {
                assertFails(FailureCode.HOST_CERTIFICATE_REFUSED, () -> strange.capabilities(address(agent)));
            } finally {
                strange.close();
            }
        }
    }

    private VdsmHostGateway gateway(TestingPki.Identity identity) {
        return gateway(identity, Duration.ofMinutes(15));
    }

    private VdsmHostGateway gateway(TestingPki.Identity identity, Duration unusedClosedAfter) {
        return gateway(identity, unusedClosedAfter, Duration.ofSeconds(30));
    }

    private VdsmHostGateway gateway(TestingPki.Identity identity, Duration unusedClosedAfter, Duration jobTimeout) {
        HostSettings settings = new Settings(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                jobTimeout,
                Duration.ofSeconds(180),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
        EngineTls tls = new EngineTls(new Files(identity.authority(), identity.certificate(), identity.key()));
        AtomicInteger counted = disconnections;
        HostListener listener = new HostListener() {
            @Override
            public void jobChanged(HostAddress host, JobReport job) {
                throw new IllegalStateException("there are no jobs here");
            }

            @Override
            public void disconnected(HostAddress host) {
                counted.incrementAndGet();
            }
        };
        return new VdsmHostGateway(tls, settings, new HostProbe(tls, settings), listener, unusedClosedAfter);
    }

    private static HostAddress address(AgentProcess agent) {
        return new HostAddress("127.0.0.1", agent.port());
    }

    private static ConvertParams conversion() {
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example/"),
                "u",
                Secret.EMPTY,
                TlsTrust.NONE,
                ConversionSpecBuilder.builder()
                        .vmName("web")
                        .domainID(UUID.randomUUID())
                        .build(),
                UUID.randomUUID());
    }

    private static void assertStarting(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(FailureCode.HOST_UNREACHABLE))
                .hasMessageContaining("is just starting");
    }

    private static void assertFails(FailureCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(code));
    }
}
