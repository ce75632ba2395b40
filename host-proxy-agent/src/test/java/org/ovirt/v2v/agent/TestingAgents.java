package org.ovirt.v2v.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.rpc.JobEvents;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.stomp.ServerTls;
import org.ovirt.v2v.agent.rpc.stomp.StompServer;
import org.ovirt.v2v.agent.rpc.stomp.TestingTls;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.agent.rpc.verbs.JobVerbs;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.testbed.TestingPki;

/**
 * Many agents in one process, for {@code bench/load}: each listens on a port of its own with the real one's server and verbs, and has
 * jobs that copy nothing, a source with many machines and an export domain of any path.
 */
public final class TestingAgents {
    /** The first word of the line that tells the ports. */
    public static final String LISTENING = "listening";

    private static final int WORKERS = 8;
    private static final int MOST_CLIENTS = 128;
    private static final long DOMAIN_SIZE = 1L << 50;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** An ESXi host is not asked for more at a time than the engine does by default. */
    private static final int MACHINES_OF_A_HOST = 5;

    private final RpcJson json = new RpcJson();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final SslContext tls;
    private final List<ExternalVm> machines;
    private final Duration onePercent;

    /** A verb that needs no service. */
    private record Scripted(VerbName name, Function<JsonNode, Object> body) implements Verb {
        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            result.accept(body.apply(params));
        }
    }

    private TestingAgents(TestingPki.Identity identity, int machines, Duration onePercent) throws StartupException {
        this.tls = ServerTls.create(TestingTls.server(identity));
        this.machines =
                IntStream.range(0, machines).mapToObj(TestingAgents::machine).toList();
        this.onePercent = onePercent;
    }

    /** Arguments: how many agents, how many machines, seconds for a percent of a job; certificate, key and authority. */
    public static void main(String[] arguments) throws StartupException {
        TestingPki.Identity identity =
                new TestingPki.Identity(Path.of(arguments[3]), Path.of(arguments[4]), Path.of(arguments[5]));
        TestingAgents agents = new TestingAgents(
                identity, Integer.parseInt(arguments[1]), Duration.ofSeconds(Integer.parseInt(arguments[2])));
        List<TestingJobs> jobs = IntStream.range(0, Integer.parseInt(arguments[0]))
                .mapToObj(number -> new TestingJobs(agents.onePercent))
                .toList();
        List<String> ports = new ArrayList<>();
        for (TestingJobs each : jobs) {
            ports.add(Integer.toString(agents.listen(each)));
        }
        System.out.println(LISTENING + " " + String.join(" ", ports));
        // one after the other: the hosts of a data center do not tell at the same moment either
        while (true) {
            for (TestingJobs each : jobs) {
                each.goOn();
                LockSupport.parkNanos(TICK.toNanos() / jobs.size());
            }
        }
    }

    private int listen(TestingJobs jobs) throws StartupException {
        StompServer server = new StompServer(tls, MOST_CLIENTS, Commanders.ENGINES);
        jobs.addListener(new JobEvents(server, json));
        List<Verb> verbs = new ArrayList<>(JobVerbs.of(jobs, json));
        verbs.add(HostVerbs.ping());
        verbs.addAll(List.of(
                new Scripted(VerbName.GET_CAPABILITIES, params -> able()),
                new Scripted(VerbName.LIST_EXPORTED_VMS, params -> List.of()),
                new Scripted(
                        VerbName.OPEN_EXPORT_DOMAIN, params -> domain(json.read(params, ExportDomainParams.class))),
                new Scripted(VerbName.GET_EXTERNAL_VMS, params -> wanted(json.read(params, SourceParams.class))),
                new Scripted(
                        VerbName.GET_EXTERNAL_VM_NAMES,
                        params -> machines.stream().map(ExternalVm::vmName).toList())));
        VerbRegistry registry = new VerbRegistry(verbs);
        return server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new JsonRpcDispatcher(() -> registry, (reach, client, work) -> workers.execute(work), json));
    }

    private List<ExternalVm> wanted(SourceParams source) {
        if (source.vmNames() == null) {
            return machines;
        }
        Set<String> names = Set.copyOf(source.vmNames());
        return machines.stream()
                .filter(each -> names.contains(each.vmName()) || names.contains(each.moref()))
                .toList();
    }

    private static HostCapabilities able() {
        return new HostCapabilities(
                "1", "Debian", 2, 1024, "2.2.0", List.of(), true, List.of(), null, 1L << 40, List.of(), List.of());
    }

    /** The same wherever it is asked for. */
    private static ExportDomainInfo domain(ExportDomainParams asked) {
        UUID id = UUID.nameUUIDFromBytes(asked.path().getBytes(StandardCharsets.UTF_8));
        return new ExportDomainInfo(asked.path(), id, "export", null, null, DOMAIN_SIZE, DOMAIN_SIZE);
    }

    private static ExternalVm machine(int number) {
        String name = "vm-" + number;
        String host = "esx-" + number / MACHINES_OF_A_HOST + ".example";
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        ExternalDisk disk = new ExternalDisk(
                "disk",
                "sda",
                "file",
                "[store] " + name,
                null,
                null,
                "RAW",
                null,
                100L << 30,
                50L << 30,
                "flat",
                "store",
                null);
        return ExternalVmBuilder.builder()
                .vmName(name)
                .vmId(id)
                .status(ExternalVm.DOWN)
                .memSize(2048)
                .smp(2)
                .arch("x86_64")
                .hasSnapshots(false)
                .disks(List.of(disk))
                .moref("vm-" + number)
                .host(host)
                .datacenter("DC")
                .folder("")
                .firmware("bios")
                .guestOs("rhel")
                .uri(SourceUri.parse("vpx://user@vcenter.example/DC/" + host + "/?no_verify=1"))
                .build();
    }
}
