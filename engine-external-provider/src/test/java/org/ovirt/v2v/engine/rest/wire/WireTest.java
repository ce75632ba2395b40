package org.ovirt.v2v.engine.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.api.metamodel.runtime.xml.XmlWriter;
import org.ovirt.engine.sdk4.builders.ClusterBuilder;
import org.ovirt.engine.sdk4.builders.DataCenterBuilder;
import org.ovirt.engine.sdk4.builders.JobBuilder;

/** One tree, written and read as XML and as JSON. */
class WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatTheSdkWritesIsTheEnginesJsonToo() throws Exception {
        Element cluster = OvirtType.CLUSTER.one(new ClusterBuilder()
                .id("1")
                .href("/c/1")
                .name("a & b")
                .virtService(true)
                .dataCenter(new DataCenterBuilder().id("2"))
                .build());
        Element clusters = OvirtType.CLUSTER.list(List.of(cluster.withLink("networks", "/c/1/networks")));

        assertThat(JSON.readTree(JSON.writeValueAsString(clusters)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"cluster": [{"id": "1", "href": "/c/1", "name": "a & b", "virt_service": "true",
                                  "data_center": {"id": "2"}, "link": [{"href": "/c/1/networks", "rel": "networks"}]}]}
                                """));
        assertThat(xml(clusters))
                .endsWith(
                        "<clusters><cluster href=\"/c/1\" id=\"1\"><data_center id=\"2\"></data_center><name>a &amp; b</name>"
                                + "<virt_service>true</virt_service><link href=\"/c/1/networks\" rel=\"networks\"></link>"
                                + "</cluster></clusters>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30T23:59:59.999Z", "2026-02-28T01:02:03Z", "1970-01-01T00:00:00Z"})
    void timesAreWrittenAsTheSdkWritesThem(Instant time) {
        Element job =
                OvirtType.JOB.one(new JobBuilder().startTime(Date.from(time)).build());

        assertThat(job.content().path("start_time").asText()).isEqualTo(XmlWriter.renderDate(Date.from(time)));
    }

    @Test
    void anEmptyListIsAnElementAndAnArray() throws Exception {
        Element none = OvirtType.VM.list(List.of());
        assertThat(xml(none)).endsWith("<vms></vms>");
        assertThat(JSON.writeValueAsString(none)).isEqualTo("{\"vm\":[]}");
    }

    /** oVirt's SDKs take every element in a list for one of its entries. */
    @Test
    void whereAListGoesOnIsAnAttribute() throws Exception {
        Element event = new Element("event", JSON.createObjectNode().put("id", "7"));
        Element events = OvirtType.EVENT.list(List.of(event)).with("next", "7");
        assertThat(xml(events)).endsWith("<events next=\"7\"><event id=\"7\"></event></events>");
        assertThat(JSON.writeValueAsString(events)).isEqualTo("{\"event\":[{\"id\":\"7\"}],\"next\":\"7\"}");
    }

    /** A reader of XML makes a line feed of a carriage return that is not written as a reference. */
    @Test
    void lineBreaksAreReadAsTheyWereWritten() throws Exception {
        ObjectNode content = JSON.createObjectNode().put("description", "a\r\nb\rc\nd\r");
        String xml = xml(new Element("vm", content));
        assertThat(xml).contains("a&#13;\nb&#13;c\nd&#13;");
        assertThat(XmlElements.read(xml.getBytes(StandardCharsets.UTF_8)).content())
                .isEqualTo(content);
    }

    @Test
    void listsOfOurRecordsHaveAnElementAroundThem() throws Exception {
        ObjectNode record =
                (ObjectNode) JSON.readTree("{\"network_mappings\": [{\"source\": \"a\"}, {\"source\": \"b\"}]}");
        Element element = new Element("batch", record);
        String xml = xml(element);
        assertThat(xml)
                .endsWith(
                        "<batch><network_mappings><network_mapping><source>a</source></network_mapping><network_mapping>"
                                + "<source>b</source></network_mapping></network_mappings></batch>");
        assertThat(read(xml).content()).isEqualTo(record);
    }

    @Test
    void charactersThatXmlCannotSayAreReplaced() throws Exception {
        ObjectNode content = JSON.createObjectNode().put("name", "a\u0000b\u001bc\ud800d\ufffe\n");
        assertThat(xml(new Element("vm", content))).endsWith("<vm><name>a\ufffdb\ufffdc\ufffdd\ufffd\n</name></vm>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a id='1'/>|{\"id\": \"1\"}",
                "<a><b/></a>|{\"b\": \"\"}",
                "<a><b>x</b><b>y</b></a>|{\"b\": [\"x\", \"y\"]}",
                "<a><b id='1'><name>x</name></b></a>|{\"b\": {\"id\": \"1\", \"name\": \"x\"}}",
                "<a><bs><b>x</b></bs></a>|{\"bs\": [\"x\"]}",
                "<a> <!-- nothing --> </a>|{}",
                "<a><b><![CDATA[<&>]]></b></a>|{\"b\": \"<&>\"}"
            })
    void requestsInXmlAreWhatTheyWouldBeInJson(String xml, String json) throws Exception {
        assertThat(read(xml).content()).isEqualTo(JSON.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a><names/></a>", "<a><names></names></a>", "<a><names>\n  </names></a>"})
    void anEmptyElementIsAnEmptyListWhereOneIsWanted(String xml) throws Exception {
        assertThat(names(xml)).isEqualTo(new Names(List.of()));
    }

    @Test
    void otherTextsAreNoLists() throws Exception {
        assertThat(names("<a><names><name>x</name></names></a>")).isEqualTo(new Names(List.of("x")));
        assertThatThrownBy(() -> names("<a><names>x</names></a>")).isInstanceOf(MismatchedInputException.class);
        assertThatThrownBy(() -> JSON.readValue("{\"names\": \"\"}", Names.class))
                .isInstanceOf(MismatchedInputException.class);
    }

    record Names(List<String> names) {}

    @SuppressWarnings("unchecked")
    private static Object names(String xml) throws Exception {
        return new XmlBodies(JSON)
                .readFrom(
                        (Class<Object>) (Class<?>) Names.class,
                        Names.class,
                        new Annotation[0],
                        MediaType.APPLICATION_XML_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>text<b/></a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "<!DOCTYPE a SYSTEM \"http://192.0.2.1/a.dtd\"><a/>",
                "<a>&b;</a>",
                "<a b='1' b='2'/>"
            })
    void whatIsNoPlainDocumentIsRefused(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(BrokenXmlException.class);
    }

    @Test
    void elementsThatAreNestedTooDeepAreRefused() {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(BrokenXmlException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "vm, vms",
        "network_mapping, network_mappings",
        "policy, policies",
        "nic, nics",
        "address, addresses",
        "status, statuses"
    })
    void aListIsNamedInThePlural(String one, String many) {
        assertThat(Plural.of(one)).isEqualTo(many);
        assertThat(Plural.singular(many)).isEqualTo(one);
    }

    private static Element read(String xml) {
        return XmlElements.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String xml(Element element) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlText.write(element, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
