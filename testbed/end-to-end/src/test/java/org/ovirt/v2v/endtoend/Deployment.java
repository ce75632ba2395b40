package org.ovirt.v2v.endtoend;

import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingAuthority;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingXenHost;

/** An engine with a data center, a cluster and one proxy host, driven over the REST API only. */
final class Deployment implements AutoCloseable {
    static final String DATA_CENTER = "Default";
    static final String CLUSTER = "Default";
    static final String HOST = "proxy";
    static final String TRUST_STORE_PASSWORD = "trusted";

    /** For a conversion with an emulated appliance on a busy machine. */
    static final Duration CONVERSION_TIME_OUT = Duration.ofMinutes(8);

    private final TestingPki pki;
    private final Optional<TestingPostgres> postgres;
    private final AgentProcess agent;
    private final EngineProcess engine;
    private final EngineClient client;

    private Deployment(TestingPki pki, Optional<TestingPostgres> postgres, AgentProcess agent, EngineProcess engine) {
        this.pki = pki;
        this.postgres = postgres;
        this.agent = agent;
        this.engine = engine;
        this.client = engine.client();
        client.post("/datacenters", named(DATA_CENTER)).accepted();
        ObjectNode cluster = named(CLUSTER);
        cluster.set("data_center", named(DATA_CENTER));
        client.post("/clusters", cluster).accepted();
        addHost(HOST, agent).accepted();
    }

    static Deployment withEmbeddedDatabase() {
        TestingPki pki = TestingPki.create();
        return new Deployment(pki, Optional.empty(), AgentProcess.start(pki.host()), EngineProcess.start(pki));
    }

    /** With a proxy host whose system trusts this authority. */
    static Deployment trusting(TestingAuthority authority) {
        TestingPki pki = TestingPki.create();
        AgentProcess agent =
                AgentProcess.builder(pki.host()).systemTrusting(authority).start();
        return new Deployment(pki, Optional.empty(), agent, EngineProcess.start(pki));
    }

    /** With a proxy host whose virt-v2v is this program. */
    static Deployment with(Path virtV2v) {
        TestingPki pki = TestingPki.create();
        AgentProcess agent = AgentProcess.start(pki.host(), Map.of("agent.v2v.program", virtV2v.toString()));
        return new Deployment(pki, Optional.empty(), agent, EngineProcess.start(pki));
    }

    static Deployment withPostgres() {
        TestingPki pki = TestingPki.create();
        TestingPostgres postgres = TestingPostgres.start();
        return new Deployment(
                pki, Optional.of(postgres), AgentProcess.start(pki.host()), EngineProcess.start(pki, postgres));
    }

    TestingPki pki() {
        return pki;
    }

    /** A file of Java's with nothing but the engine's authority in it, and {@link #TRUST_STORE_PASSWORD} as its password. */
    Path trustStore() {
        Path store = engine.folder().resolve("trusted.p12");
        Command.run(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-importcert",
                "-noprompt",
                "-alias",
                "engine",
                "-file",
                pki.authority().toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                TRUST_STORE_PASSWORD));
        return store;
    }

    AgentProcess agent() {
        return agent;
    }

    EngineProcess engine() {
        return engine;
    }

    EngineClient client() {
        return client;
    }

    EngineClient.Answer addHost(String name, AgentProcess hostAgent) {
        ObjectNode host = named(name).put("address", "127.0.0.1").put("port", Integer.toString(hostAgent.port()));
        host.set("cluster", named(CLUSTER));
        return client.post("/hosts", host);
    }

    EngineClient.Answer addExportDomain(String name, Path path) {
        ObjectNode domain = named(name).put("type", "export");
        domain.set("data_center", named(DATA_CENTER));
        domain.set("host", named(HOST));
        domain.putObject("storage").put("type", "localfs").put("path", path.toString());
        return client.post("/storagedomains", domain);
    }

    EngineClient.Answer addExportDomain(String name, TestingExportDomain domain) {
        return addExportDomain(name, domain.root());
    }

    /** A provider whose certificate is pinned. */
    ObjectNode vmwareProvider(String name, TestingVCenter vcenter) {
        ObjectNode provider = named(name)
                .put("type", "vmware")
                .put("address", vcenter.address())
                .put("username", TestingVCenter.USER)
                .put("password", TestingVCenter.PASSWORD);
        provider.set("data_center", named(DATA_CENTER));
        provider.putObject("tls").put("mode", "pinned").put("certificate", vcenter.certificate());
        return provider;
    }

    ObjectNode xenProvider(String name, TestingXenHost host) {
        ObjectNode provider = named(name).put("type", "xen").put("url", host.uri());
        provider.set("data_center", named(DATA_CENTER));
        return provider;
    }

    /** The provider's machine with this name. */
    JsonNode machine(String provider, String name) {
        JsonNode list = client.get(
                        "/externalvmproviders/" + provider + "/virtualmachines?name=" + EngineClient.encode(name))
                .accepted();
        for (JsonNode machine : list.path("virtual_machine")) {
            if (name.equals(machine.path("name").asText())) {
                return machine;
            }
        }
        throw new AssertionError("there is no machine " + name + " in " + list);
    }

    EngineClient.Answer startImport(String provider, String machine, String name, String domain) {
        return client.post(importPath(provider, machine), importRequest(name, domain));
    }

    /** The checks that come before an import, alone. */
    EngineClient.Answer checkImport(String provider, String machine, String name, String domain) {
        return client.post(importPath(provider, machine) + "?dry_run=true", importRequest(name, domain));
    }

    private static String importPath(String provider, String machine) {
        return "/externalvmproviders/" + provider + "/virtualmachines/" + machine + "/import";
    }

    private static ObjectNode importRequest(String name, String domain) {
        ObjectNode request = JSON.createObjectNode()
                .put("name", name)
                .put("allocation", "sparse")
                .put("format", "raw");
        request.set("cluster", named(CLUSTER));
        request.set("storage_domain", named(domain));
        request.putArray("network_mappings").addObject().put("source", "").put("target", "ovirtmgmt");
        return request;
    }

    JsonNode importNow(String id) {
        return client.get("/imports/" + id).accepted();
    }

    /** The import when it has ended, well or not. */
    JsonNode awaitEnd(String id, Duration timeOut) {
        return Awaitility.await("the import ends")
                .atMost(timeOut)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> importNow(id), now -> switch (now.path("status").asText()) {
                    case "succeeded", "failed", "cancelled" -> true;
                    default -> false;
                });
    }

    @Override
    public void close() {
        engine.close();
        agent.close();
        postgres.ifPresent(TestingPostgres::close);
        pki.close();
    }
}
