package org.ovirt.v2v.engine.imports.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OvfDocumentTest {
    private static final UUID VM = UUID.fromString("cdb94bb0-203a-4800-b677-cfb194776337");
    private static final String OVF =
            """
            <?xml version='1.0' encoding='utf-8'?>
            <ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1/'
                xmlns:rasd='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData'>
              <Section><Disk ovf:diskId='a'/><Disk ovf:diskId='b'/></Section>
              <Content ovf:id='out'>
                <Name>web</Name>
                <Section ovf:id='%s'><Info>12.5</Info></Section>
                <Section><Item><rasd:Name>eth0</rasd:Name></Item></Section>
              </Content>
            </ovf:Envelope>
            """
                    .formatted(VM);

    @Test
    void idNameAndDisksAreFound() {
        assertThat(OvfDocument.parse(OVF)).isEqualTo(new OvfDocument(Optional.of(VM), Optional.of("web"), 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<html/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Envelope><Content><Name>&e;</Name></Content></Envelope>"
            })
    void whatIsNoOvfIsRefused(String text) {
        assertThatThrownBy(() -> OvfDocument.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
