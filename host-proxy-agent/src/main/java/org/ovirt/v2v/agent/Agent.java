package org.ovirt.v2v.agent;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.ovirt.v2v.agent.exportdomain.ApartExportDomains;
import org.ovirt.v2v.agent.exportdomain.DomainProcess;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.host.KvmProbe;
import org.ovirt.v2v.agent.job.DurableJobService;
import org.ovirt.v2v.agent.rpc.JobEvents;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.stomp.ServerTls;
import org.ovirt.v2v.agent.rpc.stomp.StompServer;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.tls.SourceCertificates;
import org.ovirt.v2v.agent.storage.StorageHelpers;
import org.ovirt.v2v.agent.storage.StorageLimits;
import org.ovirt.v2v.agent.unit.ConversionUnits;
import org.ovirt.v2v.agent.unit.UnitSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs in the agent, wired together. */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AtomicReference<VerbRegistry> verbs = new AtomicReference<>();
    private final RecentLog log = RecentLog.listen();
    private final Workers workers = new Workers();
    private final StompServer server;
    private final RpcJson json;
    private final int port;
    private final StateLock lock;
    private final CertificateWatch certificates;
    private StorageHelpers helpers;
    private DurableJobService jobs;

    private Agent(AgentConfig config, StateLock lock) throws StartupException {
        this.lock = lock;
        SslContext tls = ServerTls.create(config.tls());
        this.certificates = new CertificateWatch(config.tls());
        this.json = new RpcJson();
        this.server = new StompServer(tls, config.clients(), config.tls().commanders());
        this.port = server.listen(
                new InetSocketAddress(config.address(), config.port()),
                new JsonRpcDispatcher(verbs::get, workers, json));
    }

    /** Listens at once, and answers VDSM's error 99 to every verb until the jobs of an earlier run are known. */
    public static Agent start(AgentConfig config) throws StartupException {
        Agent agent = listen(config);
        try {
            agent.open(config);
        } catch (IOException e) {
            agent.close();
            throw new StartupException(
                    "The jobs in " + config.stateDir() + " cannot be read: " + e.getMessage()
                            + "; correct agent.state-dir or the rights of that folder",
                    e);
        }
        agent.certificates.start();
        LOG.info("Version {} listens on {} port {}", AgentVersion.full(), config.address(), agent.port);
        return agent;
    }

    private static Agent listen(AgentConfig config) throws StartupException {
        StateLock lock = StateLock.take(config.stateDir());
        try {
            return new Agent(config, lock);
        } catch (StartupException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void open(AgentConfig config) throws IOException {
        SourceAddresses addresses = new SourceAddresses(config);
        Sources sources = new KnownSources(config.stateDir(), addresses);
        RecentMachines recent = new RecentMachines();
        helpers = StorageHelpers.open(
                DomainProcess.class,
                config.exportRoots().stream().map(Path::toString).toList(),
                config.stateDir().resolve("storage"),
                StorageLimits.of(config.storage()));
        ExportDomains domains = new ApartExportDomains(config.exportRoots(), helpers);
        KvmProbe kvm = KvmProbe.create(config.stateDir(), config.v2v().tempDir(), AgentVersion.full());
        jobs = DurableJobService.open(
                config, domains, sources, recent, () -> kvm.emulate(config.v2v().emulation()));
        verbs.set(Verbs.all(
                config,
                sources,
                recent,
                new SourceCertificates(addresses),
                new SourceHostKeys(addresses),
                domains,
                jobs,
                kvm,
                log,
                json));
        // only now: whoever hears of a job asks about it
        jobs.addListener(new JobEvents(server, json));
        tellOfUnits(new ConversionUnits(UnitSettings.of(config.v2v())));
    }

    /** On a thread of its own, since systemd may not answer. */
    private static void tellOfUnits(ConversionUnits units) {
        Thread asking = new Thread(
                () -> {
                    ConversionUnits.Finding found = units.find();
                    if (found.hindered()) {
                        LOG.warn("Units: {}", found.text());
                    } else {
                        LOG.info("Units: {}", found.text());
                    }
                    if (found.used()) {
                        units.weigh().ifPresent(why -> LOG.warn("The weights of conversions cannot be set: {}", why));
                    }
                },
                "units");
        asking.setDaemon(true);
        asking.start();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The conversions that would end with it, for people; empty if there are none. */
    Optional<String> endingWithIt() {
        List<UUID> bound = jobs.withoutUnit();
        return bound.isEmpty()
                ? Optional.empty()
                : Optional.of("the conversions of jobs " + bound + " run as part of its own unit and may end with it");
    }

    /** Stops answering; conversions go on and are found again at the next start. */
    @Override
    public void close() {
        LOG.info("Stopping; conversions go on");
        certificates.close();
        server.close();
        workers.close();
        if (jobs != null) {
            jobs.close();
        }
        if (helpers != null) {
            helpers.close();
        }
        lock.close();
        log.stop();
    }
}
