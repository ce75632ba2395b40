package org.ovirt.v2v.testbed.demo;

import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ovirt.v2v.testbed.EngineClient;

/** The demo's calls of the engine's API; what the engine refuses ends the demo with the engine's own words. */
final class Api {
    private static final String NAME = "Demo";
    private static final String HOST = "localhost";

    /** What the agent listens on, while the name may mean {@code ::1} first. */
    private static final String ADDRESS = "127.0.0.1";

    private static final String DOMAIN = "export";
    private static final String PROVIDERS = "/externalvmproviders";

    private final EngineClient client;

    Api(EngineClient client) {
        this.client = client;
    }

    /** A data center with a cluster. */
    void addCluster() {
        accepted(client.post("/datacenters", named(NAME)));
        ObjectNode cluster = named(NAME);
        cluster.set("data_center", named(NAME));
        accepted(client.post("/clusters", cluster));
    }

    /** The proxy host on this machine. */
    void addHost(int port) {
        ObjectNode host = named(HOST).put("address", ADDRESS).put("port", Integer.toString(port));
        host.set("cluster", named(NAME));
        accepted(client.post("/hosts", host));
    }

    void addExportDomain(Path path) {
        ObjectNode domain = named(DOMAIN).put("type", "export");
        domain.set("data_center", named(NAME));
        domain.set("host", named(HOST));
        domain.putObject("storage").put("type", "localfs").put("path", path.toString());
        accepted(client.post("/storagedomains", domain));
    }

    /** What the vCenter shows, not believed yet. */
    Certificate fetchCertificate(String address) {
        ObjectNode request = JSON.createObjectNode().put("address", address);
        request.set("data_center", named(NAME));
        JsonNode shown = accepted(client.post(PROVIDERS + "/fetchcertificate", request));
        return new Certificate(
                shown.path("certificate").asText(), shown.path("fingerprint").asText());
    }

    /** The id of a provider that believes this certificate only; it has been seen to work. */
    String addVmwareProvider(Options.Source source, String password, Certificate pinned) {
        ObjectNode provider = named("vcenter")
                .put("type", "vmware")
                .put("address", source.address())
                .put("username", source.user())
                .put("password", password);
        provider.set("data_center", named(NAME));
        provider.putObject("tls").put("mode", "pinned").put("certificate", pinned.pem());
        String id = accepted(client.post(PROVIDERS, provider)).path("id").asText();
        accepted(client.post(PROVIDERS + "/" + id + "/testconnectivity", JSON.createObjectNode()));
        return id;
    }

    int countMachines(String provider) {
        return accepted(client.get(PROVIDERS + "/" + provider + "/virtualmachines?max=1"))
                .path("total")
                .asInt();
    }

    /** All with exactly this name. */
    List<Machine> machines(String provider, String name) {
        JsonNode found =
                accepted(client.get(PROVIDERS + "/" + provider + "/virtualmachines?name=" + EngineClient.encode(name)));
        List<Machine> machines = new ArrayList<>();
        for (JsonNode machine : found.path("virtual_machine")) {
            if (name.equals(machine.path("name").asText())) {
                machines.add(new Machine(
                        machine.path("id").asText(),
                        elements(machine.path("disks"))
                                .map(disk -> disk.path("capacity").asLong())
                                .sorted()
                                .toList()));
            }
        }
        return machines;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The id of the import, which will be the machine's. */
    String startImport(String provider, Machine machine, String name) {
        ObjectNode request = named(name).put("allocation", "sparse").put("format", "raw");
        request.set("cluster", named(NAME));
        request.set("storage_domain", named(DOMAIN));
        request.putArray("network_mappings").addObject().put("source", "").put("target", "ovirtmgmt");
        return accepted(client.post(
                        PROVIDERS + "/" + provider + "/virtualmachines/" + machine.id() + "/import", request))
                .path("id")
                .asText();
    }

    JsonNode importNow(String id) {
        return accepted(client.get("/imports/" + id));
    }

    void cancel(String id) {
        accepted(client.post("/imports/" + id + "/cancel", JSON.createObjectNode()));
    }

    private static JsonNode accepted(EngineClient.Answer answer) {
        if (!answer.isAccepted()) {
            JsonNode fault = answer.body();
            String why = fault.path("detail").asText(fault.path("reason").asText(answer.text()));
            String remedy = fault.path("remedy").asText("");
            throw new DemoException("the engine has refused this (" + answer.status() + "):\n  " + why
                    + (remedy.isEmpty() ? "" : "\n  " + remedy));
        }
        return answer.body();
    }

    /**
     * What a server shows.
     *
     * @param fingerprint SHA-256
     */
    record Certificate(String pem, String fingerprint) {}

    /**
     * A machine of the vCenter.
     *
     * @param capacities of its disks in bytes, sorted
     */
    record Machine(String id, List<Long> capacities) {}
}
