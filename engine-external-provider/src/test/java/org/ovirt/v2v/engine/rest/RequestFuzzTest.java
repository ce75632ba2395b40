package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.ovirt.v2v.engine.host.ProxyHostRequest;
import org.ovirt.v2v.engine.imports.request.DirectImportRequest;
import org.ovirt.v2v.engine.provider.ProviderRequest;
import org.ovirt.v2v.engine.rest.wire.BrokenXmlException;
import org.ovirt.v2v.engine.rest.wire.XmlBodies;
import org.ovirt.v2v.engine.storage.StorageDomainRequest;

/** Whatever comes as the body of a request is one, or is refused with a fault; in JSON and in XML. */
class RequestFuzzTest {
    private static final ObjectMapper JSON = mapper();
    private static final List<Class<?>> REQUESTS = List.of(
            BatchImportResource.Batch.class,
            ProviderRequest.class,
            StorageDomainRequest.class,
            ProxyHostRequest.class,
            DirectImportRequest.class);

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonCodec().customize(mapper);
        return mapper;
    }

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "{\"name\":",
        "\"imports\":[",
        "\"cluster\":{\"id\":\"",
        "\"storage_domain\":",
        "\"network_mappings\":[{\"source\":\"",
        "\"target\":\"",
        "\"start_time\":\"2026-01-31T14:30:05Z\"",
        "\"priority\":",
        "\"allocation\":\"sparse\"",
        "\"tls\":{\"mode\":",
        "\"password\":",
        "\"drivers_iso\":{",
        "\\ud800",
        "\\u0000",
        "null",
        "true",
        "1e9",
        "\"port\":",
        "\"storage\":{"
    })
    void aJsonBodyIsARequestOrRefused(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] document = Arrays.copyOfRange(input, 1, input.length);
        try {
            JSON.readValue(document, type(input));
        } catch (JsonProcessingException e) {
            assertThat(JsonFaults.fault(e).detail()).isNotEmpty();
        } catch (CharConversionException e) {
            // no text of any encoding: FaultMappers knows it
        }
    }

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "<name>",
        "</name>",
        "<imports><import>",
        "<cluster id=\"1\"/>",
        "<storage_domain>",
        "<network_mappings><network_mapping>",
        "<source>",
        "<target>",
        "<start_time>",
        "<priority>",
        "<tls><mode>",
        "<password>",
        "<drivers_iso id=\"",
        "&#0;"
    })
    void anXmlBodyIsARequestOrRefused(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] document = Arrays.copyOfRange(input, 1, input.length);
        try {
            JSON.treeToValue(XmlBodies.content(document), type(input));
        } catch (BrokenXmlException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (JsonProcessingException e) {
            assertThat(JsonFaults.fault(e).detail()).isNotEmpty();
        }
    }

    private static Class<?> type(byte[] input) {
        return REQUESTS.get(Math.floorMod(input[0], REQUESTS.size()));
    }
}
