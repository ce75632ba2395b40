package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.util.List;

/**
 * What the module {@code ovirt_vm} of the collection {@code ovirt.ovirt} 3.2.2 asks for to import a machine, byte for byte as observed.
 *
 * @param source the machine's name at its source
 * @param url of its source, as libvirt has it
 * @param name that it gets
 */
public record TestingOvirtVm(
        String source, String url, String user, String password, String cluster, String domain, String name) {
    /** Both questions for the machine that the module begins with; ids of machines. */
    public List<String> find(TestingPythonSdk sdk) {
        List<String> all = machines(sdk.getAllContent("/vms?all_content=true&search=" + byName()));
        assertThat(byName(sdk)).isEqualTo(all);
        return all;
    }

    /** The second of these questions. */
    public List<String> byName(TestingPythonSdk sdk) {
        return machines(sdk.get("/vms?search=" + byName()));
    }

    /** The id of the event that was the last one before the import. */
    public static String lastEvent(TestingPythonSdk sdk) {
        XmlPath events = document(sdk.get("/events?max=1"));
        assertThat(events.getList("events.event")).hasSize(1);
        return events.getString("events.event[0].@id");
    }

    public Response add(TestingPythonSdk sdk) {
        return sdk.post("/externalvmimports", request());
    }

    /** The id of the machine that was added. */
    public String added(Response answer) {
        XmlPath added = answer.then()
                .statusCode(201)
                .contentType("application/xml")
                .extract()
                .xmlPath();
        assertThat(added.getString("external_vm_import.password")).isEmpty();
        assertThat(added.getString("external_vm_import.name")).isEqualTo(source);
        return added.getString("external_vm_import.vm.@id");
    }

    /** Elements in the SDK's order: first the scalar ones, then the references. */
    public String request() {
        return "<external_vm_import><name>" + source + "</name><password>" + escaped(password)
                + "</password><provider>vmware</provider>" + "<sparse>true</sparse><url>" + url + "</url>"
                + "<username>" + user + "</username><cluster><name>" + cluster + "</name></cluster>"
                + "<storage_domain><name>" + domain + "</name></storage_domain>"
                + "<vm><name>" + name + "</name></vm></external_vm_import>";
    }

    /** Whether the event has come that the module waits for. */
    public static boolean imported(TestingPythonSdk sdk, String last, String id) {
        return !document(sdk.get("/events?from=" + last + "&search=type%3D1152+and+vm.id%3D" + id))
                .getList("events.event")
                .isEmpty();
    }

    /** What the module reads of a machine when its import has ended. */
    public void read(TestingPythonSdk sdk, String id) {
        assertThat(byName(sdk)).containsExactly(id);
        XmlPath machine = document(sdk.get("/vms/" + id));
        String its = machine.getString("vm.cluster.@id");
        assertThat(document(sdk.get("/clusters/" + its)).getString("cluster.name"))
                .isEqualTo(cluster);
        assertThat(machine.getInt("vm.cpu.topology.sockets")).isPositive();
        assertThat(machine.getString("vm.type")).isEqualTo("server");
        assertThat(machine.getString("vm.os.type")).isNotEmpty();
        assertThat(machine.getString("vm.next_run_configuration_exists")).isEqualTo("false");
        assertThat(machine.getLong("vm.memory")).isPositive();
        assertThat(machine.getString("vm.status")).isEqualTo("down");
        for (int time = 0; time < 2; time++) {
            assertThat(document(sdk.get("/vms/" + id + "/numanodes")).getString("host_numa_nodes"))
                    .isEmpty();
        }
    }

    private static List<String> machines(Response answer) {
        return document(answer).getList("vms.vm.@id");
    }

    public static XmlPath document(Response answer) {
        return answer.then()
                .statusCode(200)
                .contentType("application/xml")
                .extract()
                .xmlPath();
    }

    private String byName() {
        return "name%3D%22" + name + "%22";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
