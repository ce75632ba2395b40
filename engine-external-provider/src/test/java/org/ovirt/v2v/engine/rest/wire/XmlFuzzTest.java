package org.ovirt.v2v.engine.rest.wire;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.ovirt.v2v.format.SecureXml;
import org.xml.sax.InputSource;

/** Whatever comes as XML is an element or is refused, and an element is written as XML that others can read. */
class XmlFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "<vm>",
        "</vm>",
        "<vm/>",
        "<vms>",
        "</vms>",
        " id=\"1\"",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE",
        "<!ENTITY",
        "&amp;",
        "&#13;",
        "<!--",
        "-->",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "xmlns:x=\"y\""
    })
    void aDocumentIsReadOrRefused(byte[] document) throws XMLStreamException {
        Element element;
        try {
            element = XmlElements.read(document);
        } catch (BrokenXmlException e) {
            return;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        XmlText.write(element, written);
        assertThatCode(() -> SecureXml.documentBuilder()
                        .parse(new InputSource(new ByteArrayInputStream(written.toByteArray()))))
                .as(written.toString(StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }
}
