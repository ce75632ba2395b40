package org.ovirt.v2v.engine.rest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements as oVirt's XML: ids, addresses and where a list goes on are attributes, everything else is elements. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** With {@code next} of a list: oVirt's SDKs take every element in a list for one of its entries. */
    private static final Set<String> ATTRIBUTES = Set.of("href", "id", "next", "rel");

    private static final char RETURN = '\r';

    private final XMLStreamWriter xml;

    private XmlText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(Element element, OutputStream out) throws XMLStreamException {
        String encoding = StandardCharsets.UTF_8.name();
        new XmlText(FACTORY.createXMLStreamWriter(out, encoding)).document(element, encoding);
    }

    private void document(Element element, String encoding) throws XMLStreamException {
        xml.writeStartDocument(encoding, "1.0");
        write(element.name(), element.content());
        xml.writeEndDocument();
        xml.flush();
    }

    private void write(String name, JsonNode value) throws XMLStreamException {
        if (value.isContainerNode() && value.isEmpty()) {
            xml.writeEmptyElement(name);
            return;
        }
        xml.writeStartElement(name);
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (isAttribute(member)) {
                    xml.writeAttribute(
                            member.getKey(), printable(member.getValue().asText()));
                }
            }
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (!isAttribute(member)) {
                    member(name, member.getKey(), member.getValue());
                }
            }
        } else if (value.isArray()) {
            each(Plural.singular(name), value);
        } else {
            text(printable(value.asText()));
        }
        xml.writeEndElement();
    }

    /** A carriage return that is written as it is becomes a line feed to those who read it (XML 1.0, 2.11). */
    private void text(String text) throws XMLStreamException {
        int begin = 0;
        for (int end = text.indexOf(RETURN); end >= 0; end = text.indexOf(RETURN, begin)) {
            xml.writeCharacters(text.substring(begin, end));
            xml.writeEntityRef("#13");
            begin = end + 1;
        }
        xml.writeCharacters(text.substring(begin));
    }

    private void member(String parent, String name, JsonNode value) throws XMLStreamException {
        if (value.isNull()) {
            return;
        }
        // the engine's JSON has a list below the name of its elements; records of ours have it below its own
        if (value.isArray()
                && (ElementBuilder.isListOf(parent, name)
                        || Plural.singular(name).equals(name))) {
            each(name, value);
        } else {
            write(name, value);
        }
    }

    private void each(String name, JsonNode list) throws XMLStreamException {
        for (JsonNode each : list) {
            write(name, each);
        }
    }

    private static boolean isAttribute(Map.Entry<String, JsonNode> member) {
        return ATTRIBUTES.contains(member.getKey()) && member.getValue().isValueNode();
    }

    /** Machines at a source may be named with characters that XML 1.0 cannot say. */
    private static String printable(String text) {
        StringBuilder printable = null;
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            boolean said = each >= ' ' ? each < 0xFFFE && !isLoneSurrogate(text, index) : isBlank(each);
            if (!said && printable == null) {
                printable = new StringBuilder(text);
            }
            if (!said) {
                printable.setCharAt(index, '\uFFFD');
            }
        }
        return printable == null ? text : printable.toString();
    }

    private static boolean isBlank(char each) {
        return each == '\t' || each == '\n' || each == '\r';
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char each = text.charAt(index);
        if (Character.isHighSurrogate(each)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(each) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
