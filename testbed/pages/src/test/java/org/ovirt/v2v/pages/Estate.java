package org.ovirt.v2v.pages;

import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.v2v.testbed.rules.NeedsPeer;

/**
 * An engine and an agent as they are shipped, a simulated vCenter and an export domain. Only virt-v2v follows a script, unless the real one is asked for. At first the
 * engine knows of none of them.
 */
@NeedsPeer
final class Estate implements AutoCloseable {
    static final String PASSWORD = "some-Passw0rd";
    static final String DATA_CENTER = "Default";
    static final String CLUSTER = "Default";
    static final String HOST = "proxy";
    static final String DOMAIN = "export";
    static final String PROVIDER = "vcenter";

    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter;
    private final TestingExportDomain domain = TestingExportDomain.createEmpty();
    private final AgentProcess agent;
    private final EngineProcess engine;

    private Estate(TestingVCenter vcenter, boolean isScripted, Map<String, String> settings) {
        this.vcenter = vcenter;
        this.agent = AgentProcess.start(
                pki.host(),
                isScripted ? Map.of("agent.v2v.program", virtV2v.program().toString()) : Map.of());
        EngineProcess.Builder builder = EngineProcess.builder(pki)
                .set("v2v.imports.poll-interval", "1s")
                .set("v2v.imports.retries", "0");
        settings.forEach(builder::set);
        this.engine = builder.start();
    }

    static Estate empty() {
        return empty(TestingVCenter.start());
    }

    /** With the virt-v2v of this machine, and a vCenter whose machines have disks. */
    static Estate emptyWithRealVirtV2v(TestingVCenter vcenter) {
        return new Estate(vcenter, false, Map.of());
    }

    static Estate empty(TestingVCenter vcenter) {
        return new Estate(vcenter, true, Map.of());
    }

    /** With a data center, a cluster, the host, the domain and the vCenter registered. */
    static Estate furnished() {
        return furnished(TestingVCenter.start());
    }

    static Estate furnished(TestingVCenter vcenter) {
        return furnished(vcenter, Map.of());
    }

    /** With these settings of the engine beside the usual ones. */
    static Estate furnished(Map<String, String> settings) {
        return furnished(TestingVCenter.start(), settings);
    }

    private static Estate furnished(TestingVCenter vcenter, Map<String, String> settings) {
        Estate estate = new Estate(vcenter, true, settings);
        estate.furnish();
        return estate;
    }

    /** Registers a data center, a cluster, the host, the domain and the vCenter. */
    void furnish() {
        client().post("/datacenters", named(DATA_CENTER)).accepted();
        client().post("/clusters", with(named(CLUSTER), "data_center", DATA_CENTER))
                .accepted();
        addHost(HOST, agent);
        addDomain(DOMAIN, domain.root());
        ObjectNode provider = with(named(PROVIDER), "data_center", DATA_CENTER)
                .put("type", "vmware")
                .put("address", vcenter.address())
                .put("username", TestingVCenter.USER)
                .put("password", TestingVCenter.PASSWORD);
        provider.putObject("tls").put("mode", "pinned").put("certificate", vcenter.certificate());
        client().post("/externalvmproviders", provider).accepted();
    }

    void addHost(String name, AgentProcess its) {
        ObjectNode host = with(named(name), "cluster", CLUSTER)
                .put("address", "127.0.0.1")
                .put("port", Integer.toString(its.port()));
        client().post("/hosts", host).accepted();
    }

    void addDomain(String name, Path path) {
        ObjectNode storage = with(with(named(name), "data_center", DATA_CENTER), "host", HOST)
                .put("type", "export");
        storage.putObject("storage").put("type", "localfs").put("path", path.toString());
        client().post("/storagedomains", storage).accepted();
    }

    /** Removes the description of a disk from the export domain. */
    void breakDisk() {
        try (Stream<Path> files = Files.walk(domain.root())) {
            Files.delete(files.filter(file -> file.toString().endsWith(".meta"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another agent, which the engine does not know of. */
    AgentProcess startAgent(Map<String, String> settings) {
        return AgentProcess.start(pki.host(), settings);
    }

    private static ObjectNode with(ObjectNode entity, String member, String name) {
        entity.set(member, named(name));
        return entity;
    }

    EngineProcess engine() {
        return engine;
    }

    /** The administrator. */
    EngineClient client() {
        return engine.client();
    }

    AgentProcess agent() {
        return agent;
    }

    TestingVirtV2v virtV2v() {
        return virtV2v;
    }

    TestingVCenter vcenter() {
        return vcenter;
    }

    TestingExportDomain domain() {
        return domain;
    }

    void addUserWithoutRole(String name) {
        client().post("/users", JSON.createObjectNode().put("user_name", name).put("password", PASSWORD))
                .accepted();
    }

    /** Adds a user with a role, everywhere. */
    String addUser(String name, String role) {
        return addUser(name, named(role), JSON.createObjectNode());
    }

    /** The same in this data center only. */
    String addUser(String name, String role, String dataCenter) {
        return addUser(name, named(role), with(JSON.createObjectNode(), "data_center", dataCenter));
    }

    private String addUser(String name, ObjectNode role, ObjectNode permission) {
        String full = name + "@internal";
        addUserWithoutRole(full);
        permission.set("user", named(full));
        permission.set("role", role);
        client().post("/permissions", permission).accepted();
        return full;
    }

    /** The names of the vCenter's machines. */
    List<String> machines() {
        JsonNode machines = client().get("/externalvmproviders/" + providerId() + "/virtualmachines")
                .accepted()
                .path("virtual_machine");
        return StreamSupport.stream(machines.spliterator(), false)
                .map(machine -> machine.path("name").asText())
                .toList();
    }

    String providerId() {
        return idOf("/externalvmproviders", "external_vm_provider", PROVIDER);
    }

    String hostId() {
        return idOf("/hosts", "host", HOST);
    }

    private String idOf(String path, String member, String name) {
        return StreamSupport.stream(client().get(path).accepted().path(member).spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** Starts the import of one of the vCenter's machines, and gives its id. */
    String startImport(int number, String name) {
        return startImport(
                client().get("/externalvmproviders/" + providerId() + "/virtualmachines")
                        .accepted()
                        .path("virtual_machine")
                        .path(number)
                        .path("name")
                        .asText(),
                name);
    }

    /** Starts the import of the machine of this name at the vCenter, and gives its id. */
    String startImport(String machine, String name) {
        return startImport(machine, name, DOMAIN);
    }

    /** The same into another export domain. */
    String startImport(String machine, String name, String exportDomain) {
        String machines = "/externalvmproviders/" + providerId() + "/virtualmachines";
        String id = idOf(machines, "virtual_machine", machine);
        ObjectNode request = named(name).put("allocation", "sparse").put("format", "raw");
        request.set("cluster", named(CLUSTER));
        request.set("storage_domain", named(exportDomain));
        request.putArray("network_mappings").addObject().put("source", "").put("target", "ovirtmgmt");
        return client().post(machines + "/" + id + "/import", request).id();
    }

    /** One that waits, since the queue is paused from now on. */
    String startQueuedImport(String machine, String name) {
        client().post("/importqueue/pause", JSON.createObjectNode()).accepted();
        String id = startImport(machine, name);
        awaitStatus(id, "queued");
        return id;
    }

    String domainId() {
        return idOf("/storagedomains", "storage_domain", DOMAIN);
    }

    void awaitStatus(String id, String status) {
        EngineClient administrator = client(); // signs in, which costs more than to ask
        Awaitility.await("import " + id + " is " + status)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> administrator
                        .get("/imports/" + id)
                        .accepted()
                        .path("status")
                        .asText()
                        .equals(status));
    }

    @Override
    public void close() {
        engine.close();
        agent.close();
        vcenter.close();
        virtV2v.close();
        domain.close();
        pki.close();
    }
}
