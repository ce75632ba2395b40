package org.ovirt.v2v.engine.rest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ovirt.v2v.format.SecureXml;

/**
 * Reads XML as the tree that the same request would be in JSON. Whatever a client means well is an element, an attribute or a
 * text; documents with a type, and such that are nested very deep, are refused. How long one may be is limited by whoever receives
 * it.
 */
final class XmlElements {
    /** oVirt's own elements are nested some ten deep. */
    private static final int DEEPEST = 50;

    private static final XMLInputFactory FACTORY = SecureXml.inputFactory();

    private final XMLStreamReader xml;

    private XmlElements(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws BrokenXmlException if it is not a document, or one that is refused */
    static Element read(byte[] document) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return new XmlElements(xml).root();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw BrokenXmlException.of(e);
        } catch (MissingResourceException e) {
            // Java's reader lacks the words for some of what is wrong in a document type
            throw BrokenXmlException.of(new XMLStreamException("A document type has no place in a request", e));
        }
    }

    private Element root() throws XMLStreamException {
        while (!xml.isStartElement()) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw refused("A document type has no place in a request");
            }
            xml.next();
        }
        String name = xml.getLocalName();
        JsonNode content = element(1);
        while (xml.hasNext()) {
            xml.next();
        }
        // <action/> and the like
        return new Element(name, content instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    /** Reads up to the end of the element that has just begun. */
    private JsonNode element(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw refused("The elements are nested too deep");
        }
        String name = xml.getLocalName();
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            content.put(xml.getAttributeLocalName(index), xml.getAttributeValue(index));
        }
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String child = xml.getLocalName();
                    ElementBuilder.add(content, child, listOrElse(child, element(depth + 1)));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("Entities have no place in a request");
                default -> {
                    // comments and instructions say nothing
                }
            }
        }
        if (content.isEmpty()) {
            return JsonNodeFactory.instance.textNode(text.toString());
        }
        if (!text.toString().isBlank()) {
            throw refused("There is a text beside elements or attributes of " + name);
        }
        return content;
    }

    /** A list of one kind of element is an array, as records of ours have it. */
    private static JsonNode listOrElse(String name, JsonNode content) {
        String each = Plural.singular(name);
        if (content.size() != 1 || each.equals(name) || !content.has(each)) {
            return content;
        }
        JsonNode list = content.get(each);
        return list instanceof ArrayNode array
                ? array
                : JsonNodeFactory.instance.arrayNode().add(list);
    }

    private XMLStreamException refused(String why) {
        return new XMLStreamException(why, xml.getLocation());
    }
}
