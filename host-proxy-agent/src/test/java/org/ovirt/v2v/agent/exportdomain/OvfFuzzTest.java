package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever lies in an export domain as a machine's OVF describes one machine, or is refused. */
class OvfFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "<ovf:Envelope xmlns:ovf='o' xmlns:rasd='r'>",
        "<Content ovf:id='out'>",
        "<Section ovf:id='",
        "<Disk ovf:diskId='",
        "ovf:size='1'",
        "ovf:capacity='",
        "<Item>",
        "<rasd:ResourceType>",
        "<rasd:VirtualQuantity>",
        "<rasd:num_of_sockets>",
        "<Name>",
        "00000000-0000-0000-0000-000000000001"
    })
    void anOvfIsReadOrRefused(FuzzedDataProvider data) {
        try {
            assertThat(OvfReader.read(data.consumeRemainingAsString()).id()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
