package org.ovirt.v2v.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A source that is hostile gets nothing of the machine's files by way of XML, and cannot fill its memory. */
class SecureXmlTest {
    private static final String SECRET = "content of a file";
    private static final String BOMB =
            """
            <!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
            <a>&c;</a>""";

    @TempDir
    Path folder;

    @Test
    void filesAreNotReadIntoStreams() throws IOException {
        assertThatThrownBy(() -> text(including())).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void filesAreNotReadIntoDocuments() throws IOException {
        String xml = including();
        assertThatThrownBy(() -> SecureXml.documentBuilder().parse(new InputSource(new StringReader(xml))))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void entitiesAreNotExpanded() {
        assertThatThrownBy(() -> text(BOMB)).isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> SecureXml.documentBuilder().parse(new InputSource(new StringReader(BOMB))))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void textsComeInOnePiece() throws XMLStreamException {
        assertThat(text("<a>one &amp; <![CDATA[two]]></a>")).isEqualTo("one & two");
    }

    private String including() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);
        return "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + file.toUri() + "\">]><a>&x;</a>";
    }

    private static String text(String xml) throws XMLStreamException {
        XMLStreamReader reader = SecureXml.inputFactory().createXMLStreamReader(new StringReader(xml));
        while (!reader.isStartElement()) {
            reader.next();
        }
        return reader.getElementText();
    }
}
