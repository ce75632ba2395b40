package org.ovirt.v2v.agent.exportdomain;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.Characters;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.ovirt.v2v.format.SecureXml;

/** Gives the OVF that virt-v2v wrote the ids that oVirt expects, and leaves the rest of it as it is. */
final class OvfRewriter {
    private final XMLEventFactory events = XMLEventFactory.newDefaultFactory();
    private final UUID machine;
    private final UUID domain;
    private final Optional<UUID> pool;

    /** Takes the data center too, if one has the domain attached. */
    OvfRewriter(UUID machine, UUID domain, Optional<UUID> pool) {
        this.machine = machine;
        this.domain = domain;
        this.pool = pool;
    }

    /** Throws {@link IllegalArgumentException} if the text is not XML. */
    String rewrite(String text) {
        StringWriter result = new StringWriter();
        try {
            XMLEventReader reader = SecureXml.inputFactory().createXMLEventReader(new StringReader(text));
            XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(result);
            String element = "";
            while (reader.hasNext()) {
                XMLEvent event = reader.nextEvent();
                if (event.isStartElement()) {
                    element = event.asStartElement().getName().getLocalPart();
                    writer.add(start(event.asStartElement()));
                } else if (event.isCharacters()) {
                    writer.add(characters(element, event.asCharacters()));
                } else {
                    element = event.isEndElement() ? "" : element;
                    writer.add(event);
                }
            }
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("it is not well-formed XML: " + e.getMessage(), e);
        }
        return result.toString();
    }

    private XMLEvent start(StartElement element) {
        boolean operatingSystem = element.getName().getLocalPart().equals("Section")
                && attributes(element).stream()
                        .anyMatch(attribute -> attribute.getValue().endsWith("OperatingSystemSection_Type"));
        if (!operatingSystem) {
            return element;
        }
        Iterator<Attribute> changed = attributes(element).stream()
                .map(attribute -> attribute.getName().getLocalPart().equals("id")
                        ? events.createAttribute(attribute.getName(), machine.toString())
                        : attribute)
                .iterator();
        return events.createStartElement(element.getName(), changed, element.getNamespaces());
    }

    private XMLEvent characters(String element, Characters characters) {
        return switch (element) {
            case "StorageId" -> events.createCharacters(domain.toString());
            case "StoragePoolId" ->
                pool.<XMLEvent>map(id -> events.createCharacters(id.toString())).orElse(characters);
            default -> characters;
        };
    }

    private static List<Attribute> attributes(StartElement element) {
        List<Attribute> attributes = new ArrayList<>();
        element.getAttributes().forEachRemaining(attributes::add);
        return attributes;
    }
}
