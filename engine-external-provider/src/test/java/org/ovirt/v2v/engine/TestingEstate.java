package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * What an engine in a process of its own needs to import machines, registered through its API: one data center and cluster with
 * proxy hosts, an export domain and a vCenter.
 *
 * @param provider the vCenter's id
 * @param machines ids of its machines that can be imported
 */
record TestingEstate(String provider, List<String> machines) {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Where the export domain lies: a folder of the only host, or one that all hosts have mounted. */
    private enum Storage {
        LOCAL,
        SHARED
    }

    /** With one host, whose folder the export domain is. */
    static TestingEstate ofOneHost(
            EngineClient client, String host, int port, TestingExportDomain domain, TestingVCenter vcenter) {
        return register(client, Map.of(host, port), Storage.LOCAL, domain.root(), vcenter.address());
    }

    /**
     * With several hosts, of which each import gets any.
     *
     * @param hosts ports of the agents on this machine, by the name that their hosts get
     * @param domain on a file system of its own, which stands for an NFS server's
     */
    static TestingEstate ofHosts(
            EngineClient client, Map<String, Integer> hosts, TestingExportDomain domain, TestingVCenter vcenter) {
        return register(client, hosts, Storage.SHARED, domain.root(), vcenter.address());
    }

    /** As {@link #ofHosts}, with agents that find a vCenter and an export domain wherever they look. */
    static TestingEstate ofScriptedHosts(EngineClient client, Map<String, Integer> hosts) {
        return register(client, hosts, Storage.SHARED, Path.of("/exports/v2v"), "vcenter.example");
    }

    private static TestingEstate register(
            EngineClient client, Map<String, Integer> hosts, Storage storage, Path domain, String vcenter) {
        String provider = provider(client, hosts, storage, domain, vcenter);
        JsonNode list = client.get("/externalvmproviders/" + provider + "/virtualmachines?status=down&sort=name")
                .accepted()
                .path("virtual_machine");
        List<String> machines = StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
        assertThat(machines).hasSizeGreaterThan(1);
        return new TestingEstate(provider, machines);
    }

    /** As {@link #ofOneHost}, but nobody has asked for the machines yet; the id of the vCenter. */
    static String providerOfOneHost(
            EngineClient client, String host, int port, TestingExportDomain domain, TestingVCenter vcenter) {
        return provider(client, Map.of(host, port), Storage.LOCAL, domain.root(), vcenter.address());
    }

    private static String provider(
            EngineClient client, Map<String, Integer> hosts, Storage storage, Path domain, String vcenter) {
        client.post("/datacenters", named("dc")).accepted();
        ObjectNode cluster = named("cluster");
        cluster.set("data_center", named("dc"));
        client.post("/clusters", cluster).accepted();
        // an agent that has just been started looks at its tools first, which takes a busy machine longer than the
        // engine waits
        hosts.entrySet().parallelStream().forEach(each -> await().atMost(SOON)
                .until(() -> client.post("/hosts", host(each.getKey(), each.getValue()))
                        .isAccepted()));
        ObjectNode export = named("export").put("type", "export");
        export.set("data_center", named("dc"));
        ObjectNode location = export.putObject("storage");
        switch (storage) {
            case LOCAL -> location.put("type", "localfs").put("path", domain.toString());
            case SHARED ->
                location.put("type", "nfs")
                        .put("address", "nfs.example")
                        .put("path", "/export")
                        .put("mount_path", domain.toString());
        }
        client.post("/storagedomains", export).accepted();
        ObjectNode source = named("vcenter")
                .put("type", "vmware")
                .put("address", vcenter)
                .put("username", TestingVCenter.USER)
                .put("password", TestingVCenter.PASSWORD);
        source.set("data_center", named("dc"));
        source.putObject("tls").put("mode", "none");
        return client.post("/externalvmproviders", source).accepted().path("id").asText();
    }

    /** The body that registers a host of the cluster. */
    static ObjectNode host(String name, int port) {
        ObjectNode host = named(name).put("address", "127.0.0.1").put("port", port);
        host.set("cluster", named("cluster"));
        return host;
    }

    /** Asks to import one of the machines under this name. */
    EngineClient.Answer submit(EngineClient client, int machine, String name) {
        return client.post(importPath(machine), target().put("name", name));
    }

    /** As {@link #submit}; the answer comes before the machine is checked. */
    EngineClient.Answer submitWithoutWaiting(EngineClient client, int machine, String name) {
        return client.post(importPath(machine) + "?wait=false", target().put("name", name));
    }

    private String importPath(int machine) {
        return "/externalvmproviders/" + provider + "/virtualmachines/" + machines.get(machine) + "/import";
    }

    /** Asks to import one machine under each of these names. */
    EngineClient.Answer submit(EngineClient client, List<String> names) {
        ObjectNode batch = target();
        ArrayNode items = batch.putArray("imports");
        for (String name : names) {
            items.addObject()
                    .put("name", name)
                    .putObject("virtual_machine")
                    .put("id", machines.get(items.size() % machines.size()));
        }
        return client.post("/externalvmproviders/" + provider + "/import", batch);
    }

    private static ObjectNode target() {
        ObjectNode target = JSON.createObjectNode();
        target.set("cluster", named("cluster"));
        target.set("storage_domain", named("export"));
        return target;
    }
}
