package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.xml.sax.SAXException;

/** Whatever a Xen host says of a machine can be shown, or is refused. */
class DomainXmlFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "<domain>",
        "</domain>",
        "<name>",
        "<uuid>",
        "<memory unit='KiB'>",
        "<vcpu>",
        "<os><type arch='",
        "<loader type='pflash'>",
        "<devices><disk type='file'>",
        "<source file='",
        "<target dev='",
        "<interface><mac address='",
        "99999999999999999999"
    })
    void aMachineIsReadOrRefused(FuzzedDataProvider data) {
        DomainXml domain;
        try {
            domain = DomainXml.parse(data.consumeRemainingAsString());
        } catch (SAXException e) {
            return;
        }
        assertThat(domain.name()).isNotNull();
        assertThat(domain.uuid()).isNotNull();
        assertThat(domain.architecture()).isNotNull();
        assertThat(domain.firmware()).isNotNull();
        assertThat(domain.memoryMebibytes()).isNotNegative();
        assertThat(domain.processors()).isNotNegative();
    }
}
