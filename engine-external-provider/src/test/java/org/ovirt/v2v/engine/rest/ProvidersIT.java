package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.host.TestingHostGateway.SOURCE_PASSWORD;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovirt.v2v.engine.EngineProfile;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class ProvidersIT {
    private final String dataCenter = unique("dc");
    private String hostId;

    @Inject
    EntityManager entities;

    @BeforeEach
    void addHost() {
        add("/datacenters", "{\"name\": \"%s\"}".formatted(dataCenter));
        hostId = addHost(dataCenter);
    }

    @Test
    void aProviderListsItsMachinesByPages() {
        String machines = "/externalvmproviders/" + addProvider("") + "/virtualmachines";
        get(machines).body("virtual_machine", hasSize(3000)).body("total", equalTo("3000"));
        get(machines + "?name=machine-1*&status=down&sort=-name&max=2&page=1")
                .body("virtual_machine.name", equalTo(List.of("machine-1998", "machine-1996")))
                .body("total", equalTo("555"));
        get(machines + "/vm-7").body("name", equalTo("machine-7")).body("memory", equalTo("1073741824"));
        get(machines + "/vm-0").statusCode(404);
        get(machines + "?sort=colour").statusCode(400).body("field", equalTo("sort"));
        get(machines + "?max=x").statusCode(400).body("field", equalTo("max"));
    }

    @Test
    void thePasswordNeverComesBackAndIsNotInTheDatabase() {
        String id = addProvider("");
        get("/externalvmproviders/" + id)
                .body(not(containsString("password")))
                .body(not(containsString(SOURCE_PASSWORD)));
        assertThat(storedPassword(UUID.fromString(id))).isNotEmpty().doesNotContain(SOURCE_PASSWORD);
    }

    @Test
    void thePasswordStaysIfAChangeDoesNotNameIt() {
        String id = addProvider("");
        put("/externalvmproviders/" + id, "{\"description\": \"changed\", \"username\": \"another\"}")
                .statusCode(200)
                .body("username", equalTo("another"));
        post("/externalvmproviders/" + id + "/testconnectivity", "{}")
                .statusCode(200)
                .body("status", equalTo("complete"))
                .body("source.product", equalTo("VMware vCenter Server"))
                .body("source.user", equalTo("another"))
                .body("source.host.id", equalTo(hostId))
                .body("source.missing_privilege", contains("VirtualMachine.Provisioning.DiskRandomRead"));
        put("/externalvmproviders/" + id, "{\"password\": \"wrong\"}").statusCode(200);
        post("/externalvmproviders/" + id + "/testconnectivity", "{}")
                .statusCode(400)
                .body("code", equalTo("SOURCE_CREDENTIALS_REFUSED"));
    }

    @Test
    void theProxyHostBelongsToTheSameDataCenter() {
        String other = unique("dc");
        add("/datacenters", "{\"name\": \"%s\"}".formatted(other));
        String foreign = addHost(other);
        post("/externalvmproviders", provider(", \"proxy_host\": {\"id\": \"%s\"}".formatted(foreign)))
                .statusCode(400)
                .body("field", equalTo("proxy_host"))
                .body("detail", containsString(other));
        addProvider(", \"proxy_host\": {\"id\": \"%s\"}".formatted(hostId));
        delete("/hosts/" + hostId).statusCode(409).body("detail", containsString("external VM provider"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"address\": \"https://vc/\" | address",
                "\"address\": \"vc:0\" | address",
                "\"type\": \"kvm\" | type",
                "\"tls\": {\"mode\": \"pinned\"} | tls.certificate",
                "\"tls\": {\"mode\": \"pinned\", \"certificate\": \"nonsense\"} | tls.certificate",
                "\"tls\": {\"mode\": \"maybe\"} | tls.mode",
                "\"data_center\": {\"name\": \"missing\"} | data_center",
                "\"password\": \"two\\nlines\" | password",
                "\"password\": [\"x\"] | password",
                "\"url\": \"xen+ssh://h/\" | url"
            })
    void everyWrongFieldIsNamed(String change, String field) {
        String valid = ("{\"data_center\": {\"name\": \"%s\"}, \"type\": \"vmware\", \"address\": \"vc\","
                        + " \"password\": \"p\", \"username\": \"u\", \"name\": \"%s\"}")
                .formatted(dataCenter, unique("p"));
        String member = change.substring(0, change.indexOf(':'));
        String broken = valid.replaceFirst(member + ": (\"[^\"]*\"|\\{[^}]*})(, )?", "");
        post("/externalvmproviders", "{" + change + "," + broken.substring(1))
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void aXenHostIsGivenByItsUrl() {
        String template = "{\"name\": \"%s\", \"type\": \"xen\", \"url\": \"%s\", \"data_center\": {\"name\": \""
                + dataCenter + "\"}}";
        String id = post("/externalvmproviders", template.formatted(unique("x"), "xen+ssh://root@dom0:2222/"))
                .statusCode(201)
                .body("url", equalTo("xen+ssh://root@dom0:2222/"))
                .body("address", nullValue())
                .body("tls", nullValue())
                .extract()
                .path("id");
        put("/externalvmproviders/" + id, "{\"address\": \"dom0\"}")
                .statusCode(400)
                .body("field", equalTo("address"));
        put("/externalvmproviders/" + id, "{\"tls\": {\"mode\": \"none\"}}")
                .statusCode(400)
                .body("field", equalTo("tls"));
        post("/externalvmproviders/" + id + "/fetchcertificate", "{}")
                .statusCode(400)
                .body("field", equalTo("type"));
        for (String url : new String[] {"qemu:///system", "xen+ssh://dom0/?command=/bin/sh", "xen://dom0/", "x y"}) {
            post("/externalvmproviders", template.formatted(unique("x"), url))
                    .statusCode(400)
                    .body("field", equalTo("url"));
        }
    }

    @Test
    void theHostKeyOfAXenHostIsFetchedAndConfirmed() {
        String asked = "{\"url\": \"xen+ssh://root@dom0/\", \"data_center\": {\"name\": \"%s\"}}".formatted(dataCenter);
        ValidatableResponse fetched = post("/externalvmproviders/fetchhostkeys", asked)
                .statusCode(200)
                .body("source_host_key.kind", contains("ED25519", "ECDSA"))
                .body("source_host_key.fingerprint", everyItem(matchesPattern("SHA256:[A-Za-z0-9+/]{43}")));
        String key = fetched.extract().path("source_host_key[0].host_key");
        String template =
                "{\"name\": \"%s\", \"type\": \"xen\", \"url\": \"xen+ssh://root@dom0/\", \"data_center\": {\"name\":"
                        + " \"%s\"}, \"ssh\": {\"host_key\": \"%s\"}}";
        String id = post("/externalvmproviders", template.formatted(unique("x"), dataCenter, key + " root@dom0"))
                .statusCode(201)
                .body("ssh.host_key", equalTo(key))
                .extract()
                .path("id");
        put("/externalvmproviders/" + id, "{\"description\": \"d\"}")
                .statusCode(200)
                .body("ssh.host_key", equalTo(key));
        post("/externalvmproviders/" + id + "/fetchhostkeys", "{}")
                .statusCode(200)
                .body("source_host_key[0].host_key", equalTo(key));
        put("/externalvmproviders/" + id, "{\"ssh\": {\"host_key\": \"\"}}")
                .statusCode(200)
                .body("ssh", nullValue());
        put("/externalvmproviders/" + id, "{\"ssh\": {\"host_key\": \"ssh-ed25519 AAAA\"}}")
                .statusCode(400)
                .body("field", equalTo("ssh.host_key"));
    }

    @Test
    void onlyXenHostsHaveHostKeys() {
        String vcenter = addProvider("");
        post("/externalvmproviders/" + vcenter + "/fetchhostkeys", "{}")
                .statusCode(400)
                .body("field", equalTo("type"));
        put("/externalvmproviders/" + vcenter, "{\"ssh\": {\"host_key\": \"\"}}")
                .statusCode(400)
                .body("field", equalTo("ssh"));
        post("/externalvmproviders/fetchhostkeys", "{\"url\": \"xen+ssh://root@dom0/\"}")
                .statusCode(400)
                .body("detail", containsString("data_center.id|name"));
        post("/externalvmproviders/fetchhostkeys", "{\"url\": \"x\", \"host\": {\"name\": \"none\"}}")
                .statusCode(400)
                .body("field", equalTo("url"));
    }

    @Test
    void theCertificateOfAVcenterIsFetchedAndPinned() {
        String asked = "{\"address\": \"vc:8989\", \"data_center\": {\"name\": \"%s\"}}".formatted(dataCenter);
        ValidatableResponse fetched = post("/externalvmproviders/fetchcertificate", asked)
                .statusCode(200)
                .body("certificate", startsWith("-----BEGIN CERTIFICATE-----"))
                .body("fingerprint", matchesPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
        String pem = fetched.extract().path("certificate");
        String pinned =
                ", \"tls\": {\"mode\": \"pinned\", \"certificate\": \"%s\"}".formatted(pem.replace("\n", "\\n"));
        String id = addProvider(pinned);
        get("/externalvmproviders/" + id).body("tls.mode", equalTo("pinned")).body("tls.certificate", equalTo(pem));
        post("/externalvmproviders/" + id + "/fetchcertificate", "{}")
                .statusCode(200)
                .body("fingerprint", equalTo(fetched.extract().path("fingerprint")));
        post("/externalvmproviders/fetchcertificate", "{\"address\": \"vc\"}")
                .statusCode(400)
                .body("detail", containsString("data_center.id|name"));
    }

    @Test
    void userNamesMayHoldWhatVmwareAllows() {
        String id = addProvider("", "DOMAIN\\\\us.er_!@vsphere.local");
        get("/externalvmproviders/" + id).body("username", equalTo("DOMAIN\\us.er_!@vsphere.local"));
    }

    @Transactional
    String storedPassword(UUID id) {
        return (String) entities.createNativeQuery("select password from providers where id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    private String addHost(String inDataCenter) {
        String cluster = unique("c");
        add("/clusters", "{\"name\": \"%s\", \"data_center\": {\"name\": \"%s\"}}".formatted(cluster, inDataCenter));
        return add(
                "/hosts",
                "{\"name\": \"%1$s\", \"address\": \"%1$s\", \"cluster\": {\"name\": \"%2$s\"}}"
                        .formatted(unique("able"), cluster));
    }

    private String addProvider(String more) {
        return addProvider(more, "user@vsphere.local");
    }

    private String addProvider(String more, String user) {
        return add("/externalvmproviders", provider(more, user));
    }

    private String provider(String more) {
        return provider(more, "user@vsphere.local");
    }

    private String provider(String more, String user) {
        return "{\"name\": \"%s\", \"type\": \"vmware\", \"address\": \"[::1]:8989\", \"username\": \"%s\", \"password\": \"%s\","
                        .formatted(unique("vc"), user, SOURCE_PASSWORD)
                + " \"data_center\": {\"name\": \"%s\"}%s}".formatted(dataCenter, more);
    }
}
