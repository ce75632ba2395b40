package org.ovirt.v2v.agent.exportdomain;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.ovirt.v2v.format.SecureXml;

/**
 * Adds network interfaces to an OVF. virt-v2v passes over those that libvirt says to be on a distributed switch ({@code
 * <interface type='vds'>}, since libvirt 7.6), so that such a machine would come without them.
 */
final class OvfNics {
    /** VmInterfaceType of oVirt's engine. */
    private static final String RTL8139 = "1";

    private static final String VIRTIO = "3";
    private static final String RASD = "rasd";
    private static final String OVF = "ovf";

    private final XMLEventFactory events = XMLEventFactory.newDefaultFactory();
    private final List<ExpectedMachine.Nic> added;
    private final Deque<String> sections = new ArrayDeque<>();
    private int present;
    private String model = RTL8139;

    private OvfNics(List<ExpectedMachine.Nic> added) {
        this.added = List.copyOf(added);
    }

    /** The text with these interfaces too; throws {@link IllegalArgumentException} if it is not XML. */
    static String add(String text, List<ExpectedMachine.Nic> nics) {
        return nics.isEmpty() ? text : new OvfNics(nics).added(text);
    }

    private String added(String text) {
        StringWriter result = new StringWriter();
        try {
            XMLEventReader reader = SecureXml.inputFactory().createXMLEventReader(new StringReader(text));
            XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(result);
            while (reader.hasNext()) {
                XMLEvent event = reader.nextEvent();
                if (event.isStartElement()) {
                    enter(event.asStartElement());
                } else if (event.isEndElement()
                        && name(event.asEndElement().getName()).equals("Section")) {
                    leave(sections.pop(), writer);
                }
                writer.add(event);
            }
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("it is not well-formed XML: " + e.getMessage(), e);
        }
        return result.toString();
    }

    private void enter(StartElement element) {
        switch (name(element.getName())) {
            case "Section" -> sections.push(attribute(element, "type").orElse(""));
            case "Disk" -> {
                // a guest with drivers for the one has them for the other
                if (attribute(element, "disk-interface").orElse("").startsWith("VirtIO")) {
                    model = VIRTIO;
                }
            }
            case "MACAddress" -> present++;
            default -> {
                // of no interest
            }
        }
    }

    private void leave(String section, XMLEventWriter writer) throws XMLStreamException {
        if (section.endsWith("NetworkSection_Type")) {
            for (String network : new LinkedHashSet<>(
                    added.stream().map(ExpectedMachine.Nic::network).toList())) {
                network(network, writer);
            }
        } else if (section.endsWith("VirtualHardwareSection_Type")) {
            for (ExpectedMachine.Nic nic : added) {
                item(nic, writer);
            }
        }
    }

    private void network(String network, XMLEventWriter writer) throws XMLStreamException {
        writer.add(events.createStartElement("", "", "Network"));
        writer.add(events.createAttribute(OVF, uri(OVF, writer), "name", network));
        writer.add(events.createEndElement("", "", "Network"));
    }

    private void item(ExpectedMachine.Nic nic, XMLEventWriter writer) throws XMLStreamException {
        String rasd = uri(RASD, writer);
        writer.add(events.createStartElement("", "", "Item"));
        text(RASD, rasd, "InstanceId", UUID.randomUUID().toString(), writer);
        text(RASD, rasd, "Caption", "Ethernet adapter on " + nic.network(), writer);
        text(RASD, rasd, "ResourceType", "10", writer);
        text(RASD, rasd, "ResourceSubType", model, writer);
        text("", "", "Type", "interface", writer);
        text(RASD, rasd, "Connection", nic.network(), writer);
        text(RASD, rasd, "Name", "eth" + present, writer);
        text(RASD, rasd, "MACAddress", nic.mac(), writer);
        writer.add(events.createEndElement("", "", "Item"));
        present++;
    }

    private void text(String prefix, String uri, String element, String text, XMLEventWriter writer)
            throws XMLStreamException {
        writer.add(events.createStartElement(prefix, uri, element));
        writer.add(events.createCharacters(text));
        writer.add(events.createEndElement(prefix, uri, element));
    }

    private static String uri(String prefix, XMLEventWriter writer) {
        return Optional.ofNullable(writer.getNamespaceContext().getNamespaceURI(prefix))
                .orElse("");
    }

    private static Optional<String> attribute(StartElement element, String localName) {
        for (Iterator<Attribute> all = element.getAttributes(); all.hasNext(); ) {
            Attribute attribute = all.next();
            if (name(attribute.getName()).equals(localName)) {
                return Optional.of(attribute.getValue());
            }
        }
        return Optional.empty();
    }

    private static String name(QName qualified) {
        return qualified.getLocalPart();
    }
}
