package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvBatchTest {
    private final CsvBatch table = new CsvBatch(new ObjectMapper());

    @Test
    void aLineIsAnImportAndAnEmptyCellSaysNothing() throws IOException {
        assertThat(table.batch(
                                """
                                virtual_machine,name,cluster,storage_domain,host,priority,network_mappings
                                vm-1,web,East,export,,90,VM Network=ovirtmgmt|=other
                                "say ""hi"", you",,0b8a3b0e-16f6-4d1f-a1a4-3f0f5ae2e9b0,export

                                """)
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
        assertThat(table.batch("\uFEFFVirtual_Machine;Name\r\nvm-1;web\r\n").toString())
                .isEqualTo("{\"imports\":[{\"virtual_machine\":{\"name\":\"vm-1\"},\"name\":\"web\"}]}");
        assertThat(table.batch("").path("imports")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "virtual_machine,colour\\nvm-1,red # colour # There is no column",
                "name,name\\nweb,web # name # There are two columns name.",
                "name\\nweb,web # imports.0 # There are 2 cells below 1 names of columns.",
                "name,network_mappings\\nweb,VM Network # imports.0.network_mappings # Networks are mapped as in",
                "name,host\\nweb,\"open # imports.0 # are quotes closed?"
            })
    void whatIsWrongIsNamed(String text, String field, String reason) {
        assertThatThrownBy(() -> table.batch(text.replace("\\n", "\n")))
                .hasMessageContaining(reason)
                .hasFieldOrPropertyWithValue("field", field);
    }
}
