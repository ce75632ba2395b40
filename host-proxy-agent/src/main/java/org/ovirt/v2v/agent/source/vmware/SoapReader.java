package org.ovirt.v2v.agent.source.vmware;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ovirt.v2v.format.SecureXml;

/** Reads a server's XML without document types, external entities or unbounded nesting. */
final class SoapReader {
    private static final int MAX_DEPTH = 64;
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamReader reader;

    SoapReader(InputStream stream) throws XMLStreamException {
        this.reader = SecureXml.inputFactory().createXMLStreamReader(stream);
    }

    /** Goes to the next start tag inside the current element; false at the current element's end. */
    boolean enter() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.DTD -> throw new XMLStreamException("document types are not allowed");
                default -> {}
            }
        }
        return false;
    }

    String name() {
        return reader.getLocalName();
    }

    /** Reads the current element to its end. */
    Element read() throws XMLStreamException {
        return read(0);
    }

    private Element read(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("nested too deeply");
        }
        String name = reader.getLocalName();
        String type = type();
        StringBuilder text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Element(name, type, children.isEmpty() ? text.toString() : "", children);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("entities are not allowed");
                default -> {}
            }
        }
    }

    private String type() {
        // a reference has both: xsi:type says that it is one, type to what
        String type = reader.getAttributeValue(XMLConstants.NULL_NS_URI, "type");
        if (type == null) {
            type = reader.getAttributeValue(XSI, "type");
        }
        return type == null ? "" : type.substring(type.indexOf(':') + 1);
    }
}
