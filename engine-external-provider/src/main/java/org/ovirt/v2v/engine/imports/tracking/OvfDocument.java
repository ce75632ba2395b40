package org.ovirt.v2v.engine.imports.tracking;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.format.SecureXml;

/**
 * What the engine needs to know of a machine's configuration as oVirt writes it into export domains (OVF 0.9 dialect).
 *
 * @param vmId empty if the document names none
 * @param name empty if the document names none
 */
record OvfDocument(Optional<UUID> vmId, Optional<String> name, int disks) {
    /** An OVF of the largest machine that oVirt allows stays far below. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final String OVF = "http://schemas.dmtf.org/ovf/envelope/1/";

    /** Reads a document; throws {@link IllegalArgumentException} saying what is wrong with it. */
    static OvfDocument parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("it has " + text.length() + " characters");
        }
        try {
            XMLStreamReader reader = SecureXml.inputFactory().createXMLStreamReader(new StringReader(text));
            try {
                return new Parser(reader).parse();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("it is not well-formed XML: " + e.getMessage(), e);
        }
    }

    private static final class Parser {
        private final XMLStreamReader reader;
        private final Deque<String> path = new ArrayDeque<>();
        private Optional<UUID> vmId = Optional.empty();
        private Optional<String> name = Optional.empty();
        private int disks;

        private Parser(XMLStreamReader reader) {
            this.reader = reader;
        }

        private OvfDocument parse() throws XMLStreamException {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    begin(reader.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    path.pop();
                }
            }
            return new OvfDocument(vmId, name, disks);
        }

        private void begin(String element) throws XMLStreamException {
            String parent = path.isEmpty() ? "" : path.peek();
            if (path.isEmpty() && !"Envelope".equals(element)) {
                throw new IllegalArgumentException("it is no OVF but begins with " + element);
            }
            if ("Disk".equals(element)) {
                disks++;
            }
            if ("Section".equals(element) && "Content".equals(parent) && vmId.isEmpty()) {
                vmId = Optional.ofNullable(reader.getAttributeValue(OVF, "id")).flatMap(EntityReference::parse);
            }
            if ("Name".equals(element) && "Content".equals(parent)) {
                // the text reader consumes the end of the element
                name = Optional.of(reader.getElementText().strip()).filter(found -> !found.isEmpty());
                return;
            }
            path.push(element);
        }
    }
}
