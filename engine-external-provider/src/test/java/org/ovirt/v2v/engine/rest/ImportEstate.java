package org.ovirt.v2v.engine.rest;

import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVCenter;

/** All that an import needs, registered by its API: a data center, a cluster, a proxy host, an export domain and a provider. */
record ImportEstate(String dataCenter, String cluster, String domain, String providerId, String hostId) {
    static final String IMPORTS = "/imports";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Things that exist in the engine only. */
    static ImportEstate register() {
        String host = unique("host");
        return register(
                "\"address\": \"%s\"".formatted(host),
                "/exports/" + unique("export"),
                """
                "address": "vcenter.example", "username": "user", "password": "s0urce-Secret", "tls": {"mode": "none"}
                """);
    }

    /** The real ones. */
    static ImportEstate register(AgentProcess agent, TestingExportDomain domain, TestingVCenter vcenter) {
        return register(
                "\"address\": \"127.0.0.1\", \"port\": %d".formatted(agent.port()),
                domain.root().toString(),
                """
                "address": "%s", "username": "%s", "password": %s, "tls": {"mode": "none"}
                """
                        .formatted(vcenter.address(), TestingVCenter.USER, TextNode.valueOf(TestingVCenter.PASSWORD)));
    }

    private static ImportEstate register(String agent, String path, String vcenter) {
        String dataCenter = unique("dc");
        String cluster = unique("cluster");
        String host = unique("host");
        String domain = unique("export");
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        add("/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(cluster, dataCenter));
        // an agent that is just starting cannot be added yet
        String hostId = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> post(
                                        "/hosts",
                                        "{\"name\": \"%s\", \"cluster\": {\"name\": \"%s\"}, %s}"
                                                .formatted(host, cluster, agent))
                                .extract(),
                        answer -> answer.statusCode() == 201)
                .path("id");
        add(
                "/storagedomains",
                """
                {"name": "%s", "type": "export", "data_center": {"name": "%s"}, "host": {"name": "%s"},
                 "storage": {"type": "localfs", "path": "%s"}}
                """
                        .formatted(domain, dataCenter, host, path));
        String provider = addProvider(dataCenter, "\"type\": \"vmware\", " + vcenter);
        return new ImportEstate(dataCenter, cluster, domain, provider, hostId);
    }

    /** Adds another provider; its type and address are given as members of an object. */
    String addProvider(String source) {
        return addProvider(dataCenter, source);
    }

    private static String addProvider(String dataCenter, String source) {
        return add(
                "/externalvmproviders",
                "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}, %s}"
                        .formatted(unique("source"), dataCenter, source));
    }

    /** The two references that every request has, as members of an object. */
    String target() {
        return "\"cluster\": {\"name\": \"%s\"}, \"storage_domain\": {\"name\": \"%s\"}".formatted(cluster, domain);
    }

    ValidatableResponse submit(String machine, String name) {
        return post(machinePath(machine), "{\"name\": \"%s\", %s}".formatted(name, target()));
    }

    /** Where the import of a machine is asked for. */
    String machinePath(String machine) {
        return "/externalvmproviders/" + providerId + "/virtualmachines/" + machine + "/import";
    }

    String batchPath() {
        return "/externalvmproviders/" + providerId + "/import";
    }

    /** Submits an import and waits until the proxy host converts; returns its id. */
    String converting(String machine, String name) {
        String id = submit(machine, name).statusCode(202).extract().path("id");
        awaitStatus(id, "converting");
        return id;
    }

    static void awaitStatus(String id, String status) {
        awaitMember(id, "status", status);
    }

    /** Waits until this member of an import has this value. */
    static void awaitMember(String id, String member, String value) {
        await().alias(member + " of import " + id + " is " + value)
                .atMost(SOON)
                .until(() -> value.equals(get(IMPORTS + "/" + id).extract().path(member)));
    }
}
