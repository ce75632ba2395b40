package org.ovirt.v2v.agent.guest;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML a line for each element, so that people can read it. Texts may be any. */
final class XmlText {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private int depth;

    XmlText() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** What is written between begin and end of an element. */
    @FunctionalInterface
    interface Content {
        void write();
    }

    /** An element with others in it; attributes are names and values by turns. */
    void element(String name, Content content, String... attributes) {
        try {
            line();
            xml.writeStartElement(name);
            attributes(attributes);
            depth++;
            content.write();
            depth--;
            line();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element with text in it. */
    void text(String name, Object content) {
        try {
            line();
            xml.writeStartElement(name);
            xml.writeCharacters(content.toString());
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element with nothing in it; attributes are names and values by turns. */
    void empty(String name, String... attributes) {
        try {
            line();
            xml.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** All that was written. */
    String finish() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return text.append('\n').toString();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private static IllegalStateException impossible(XMLStreamException cause) {
        return new IllegalStateException("a text in memory cannot be written", cause);
    }
}
