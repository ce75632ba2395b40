package org.ovirt.v2v.agent;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.ovirt.v2v.agent.inventory.Inventories;
import org.ovirt.v2v.agent.inventory.SourceCertificates;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.stomp.ServerTls;
import org.ovirt.v2v.agent.rpc.stomp.StompServer;
import org.ovirt.v2v.agent.rpc.verbs.GetExternalVmNamesVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetExternalVmsVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetSourceCertificateVerb;
import org.ovirt.v2v.agent.rpc.verbs.PingVerb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs in the agent, wired together. */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final StompServer server;
    private final ExecutorService workers;
    private final int port;

    private Agent(StompServer server, ExecutorService workers, int port) {
        this.server = server;
        this.workers = workers;
        this.port = port;
    }

    /** Listens as soon as it can; verbs are answered with VDSM's error 99 until the jobs of an earlier run are known. */
    public static Agent start(AgentConfig config) throws StartupException {
        SslContext tls = ServerTls.create(config.tls());
        RpcJson json = new RpcJson();
        Inventories inventories = new Inventories(config);
        List<Verb> verbs = List.of(
                new PingVerb(),
                new GetExternalVmsVerb(inventories, json),
                new GetExternalVmNamesVerb(inventories, json),
                new GetSourceCertificateVerb(new SourceCertificates(), json));
        ExecutorService workers = Workers.create();
        StompServer server = new StompServer(tls);
        int port = server.listen(
                new InetSocketAddress(config.address(), config.port()),
                new JsonRpcDispatcher(new VerbRegistry(verbs), workers, () -> true, json));
        LOG.info("Version {} listens on {} port {}", AgentVersion.current(), config.address(), port);
        return new Agent(server, workers, port);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Stops answering; conversions go on and are found again at the next start. */
    @Override
    public void close() {
        LOG.info("Stopping; conversions go on");
        server.close();
        workers.shutdownNow();
    }
}
