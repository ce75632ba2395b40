package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBatchTest {
    private static final String LATIN = "windows-1252";

    private final CsvBatch table = new CsvBatch(mapper());

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonCodec().customize(mapper);
        return mapper;
    }

    @Test
    void aLineIsAnImportAndAnEmptyCellSaysNothing() throws IOException {
        assertThat(table.read(
                                """
                                virtual_machine,name,cluster,storage_domain,host,priority,network_mappings
                                vm-1,web,East,export,,90,VM Network=ovirtmgmt|=other
                                "say ""hi"", you",,0b8a3b0e-16f6-4d1f-a1a4-3f0f5ae2e9b0,export

                                """)
                        .batch()
                        .toString())
                .isEqualTo("{'imports':[{'virtual_machine':{'name':'vm-1'},'name':'web','cluster':{'name':'East'},"
                                .replace('\'', '"')
                        + "'storage_domain':{'name':'export'},'priority':'90','network_mappings':[{'source':'VM Network',"
                                .replace('\'', '"')
                        + "'target':'ovirtmgmt'},{'source':'','target':'other'}]},".replace('\'', '"')
                        + "{\"virtual_machine\":{\"name\":\"say \\\"hi\\\", you\"},"
                        + "'cluster':{'id':'0b8a3b0e-16f6-4d1f-a1a4-3f0f5ae2e9b0'},'storage_domain':{'name':'export'}}]}"
                                .replace('\'', '"'));
    }

    @Test
    void whatSpreadsheetsWriteIsRead() throws IOException {
        assertThat(table.read("\uFEFFVirtual_Machine;Name\r\nvm-1;web\r\n")
                        .batch()
                        .toString())
                .isEqualTo("{\"imports\":[{\"virtual_machine\":{\"name\":\"vm-1\"},\"name\":\"web\"}]}");
        assertThat(table.read("").batch().path("imports")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "virtual_machine,colour\\nvm-1,red # colour # There is no column",
                "name,name\\nweb,web # name # There are two columns name.",
                "name\\nweb,web # imports.0 # There are 2 cells below 1 names of columns.",
                "name,network_mappings\\nweb,VM Network # imports.0.network_mappings # Networks are mapped as in",
                "name,host\\nweb,\"open # imports.0 # from line 2 on: are quotes closed?",
                "name,host\\nweb,\\n\\ndb,\"open\\nx, # imports.1 # from line 4 on: are quotes closed?"
            })
    void whatIsWrongIsNamed(String text, String field, String reason) {
        assertThatThrownBy(() -> table.read(text.replace("\\n", "\n")))
                .hasMessageContaining(reason)
                .hasFieldOrPropertyWithValue("field", field);
    }

    @ParameterizedTest
    @CsvSource({"db;high;, imports.1.priority, 4", "'db;5;\nshop;;sparce', imports.2.allocation, 5"})
    void theLineOfAWrongValueIsNamed(String lines, String field, int line) {
        String text = "name;priority;allocation\nweb;5;\n\n" + lines;
        for (String table : List.of(text, text + "\n", text.replace("\n", "\r\n"))) {
            assertThatThrownBy(() -> read(table.getBytes(StandardCharsets.UTF_8), null))
                    .hasMessageEndingWith(" (line " + line + " of the table).")
                    .hasFieldOrPropertyWithValue("field", field);
        }
    }

    @Test
    void aTableIsInUtf8OrInTheCharsetThatIsNamed() throws IOException {
        String text = "virtual_machine,name\nBüro,buero\n";
        assertThat(machine(read(text.getBytes(StandardCharsets.UTF_8), null))).isEqualTo("Büro");
        assertThat(machine(read(text.getBytes(Charset.forName(LATIN)), LATIN))).isEqualTo("Büro");
        assertThat(machine(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), "utf-16le")))
                .isEqualTo("Büro");
    }

    @Test
    void aTableInAnotherCharsetIsRefused() {
        byte[] latin = "virtual_machine\nBüro\n".getBytes(Charset.forName(LATIN));
        assertThatThrownBy(() -> read(latin, null))
                .hasMessage("The table is not in UTF-8; save it as CSV UTF-8, or name its charset in Content-Type.")
                .hasFieldOrPropertyWithValue("field", "imports");
        assertThatThrownBy(() -> read(latin, "us-ascii")).hasMessageStartingWith("The table is not in US-ASCII;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "no charset"})
    void aCharsetThatIsNotKnownIsRefusedByName(String charset) {
        assertThatThrownBy(() -> read(new byte[0], charset))
                .hasMessage("The charset \"" + charset + "\" is not known; send the table in UTF-8.")
                .hasFieldOrPropertyWithValue("field", "Content-Type");
    }

    private BatchImportResource.Batch read(byte[] bytes, String charset) throws IOException {
        return table.readFrom(
                BatchImportResource.Batch.class,
                BatchImportResource.Batch.class,
                new Annotation[0],
                new MediaType("text", "csv", charset),
                new MultivaluedHashMap<>(),
                new ByteArrayInputStream(bytes));
    }

    private static String machine(BatchImportResource.Batch batch) {
        return batch.imports().get(0).virtualMachine().name();
    }
}
