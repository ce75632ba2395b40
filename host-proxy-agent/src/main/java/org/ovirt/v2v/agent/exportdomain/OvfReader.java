package org.ovirt.v2v.agent.exportdomain;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ovirt.v2v.format.SecureXml;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Reads the OVF of a machine in an export domain, as oVirt and virt-v2v write it (ovf:version 0.9). */
final class OvfReader {
    /** Bytes; an OVF has some ten thousand. */
    static final int LARGEST = 4 * 1024 * 1024;

    private static final String CPU = "3";
    private static final String MEMORY = "4";
    private static final String NIC = "10";

    /** VmInterfaceType of oVirt's engine. */
    private static final Map<String, String> NIC_MODELS = Map.of("1", "rtl8139", "2", "e1000", "3", "virtio");

    /** Domain, pool, then image and volume of the memory, and of the machine's state with it. */
    private static final Pattern MEMORY_VOLUMES =
            Pattern.compile("[^,]*,[^,]*,(%1$s),[^,]*,(%1$s),[^,]*".formatted(ImageIds.PATTERN));

    private static final long GIB = 1L << 30;

    private final Deque<String> path = new ArrayDeque<>();
    private final List<ExportedVm.Disk> disks = new ArrayList<>();
    private final List<ExportedVm.Nic> nics = new ArrayList<>();
    private final Set<UUID> memoryImages = new HashSet<>();
    private final Map<String, String> item = new HashMap<>();
    private Optional<UUID> id = Optional.empty();
    private String name = "";
    private String template = "";
    private String osType = "";
    private String section = "";
    private int memory;
    private int cpus;
    private int machines;

    private OvfReader() {}

    /** Throws {@link IllegalArgumentException} if the text is not the OVF of exactly one machine. */
    static ExportedVm read(String text) {
        return readWhole(text).machine();
    }

    /** As {@link #read}, with what nobody needs who only lists machines. */
    static ExportedOvf readWhole(String text) {
        OvfReader reader = new OvfReader();
        try {
            reader.parse(SecureXml.inputFactory().createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException | MissingResourceException e) {
            // the second, where Java's reader lacks the words for what is wrong in a document type
            throw new IllegalArgumentException("it is not well-formed XML: " + e.getMessage(), e);
        }
        if (reader.machines != 1) {
            throw new IllegalArgumentException("it describes " + reader.machines + " machines instead of one");
        }
        UUID machine = reader.id.orElseThrow(() -> new IllegalArgumentException("it names no machine's id"));
        return new ExportedOvf(
                new ExportedVm(
                        machine, reader.name, reader.memory, reader.cpus, reader.osType, reader.disks, reader.nics),
                reader.memoryImages,
                machine.toString().equalsIgnoreCase(reader.template));
    }

    private void parse(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    start(xml);
                    path.push(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    path.pop();
                    end(xml.getLocalName(), text.toString().strip());
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD -> throw new IllegalArgumentException("it has a document type");
                default -> {
                    // comments and the like say nothing
                }
            }
        }
    }

    private void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "Content" -> machines++;
            case "Disk" -> disk(xml).ifPresent(disks::add);
            case "Item" -> item.clear();
            case "Section" -> {
                section = attribute(xml, "type").orElse("");
                if (section.endsWith("OperatingSystemSection_Type")) {
                    id = attribute(xml, "id").map(UUID::fromString);
                }
            }
            default -> {
                // of no interest
            }
        }
    }

    private void end(String element, String text) {
        String parent = path.isEmpty() ? "" : path.peek();
        if (parent.equals("Content") && element.equals("Name")) {
            name = text;
        } else if (parent.equals("Content") && element.equals("TemplateId")) {
            // of a template its own id
            template = text;
        } else if (parent.equals("Section")
                && element.equals("Description")
                && section.endsWith("OperatingSystemSection_Type")) {
            osType = text;
        } else if (parent.equals("Snapshot") && element.equals("Memory")) {
            memory(text);
        } else if (parent.equals("Item")) {
            item.put(element, text);
        } else if (element.equals("Item")) {
            item();
        }
    }

    private void memory(String volumes) {
        Matcher ids = MEMORY_VOLUMES.matcher(volumes);
        // whatever else stands there names no image
        if (ids.matches()) {
            memoryImages.add(UUID.fromString(ids.group(1)));
            memoryImages.add(UUID.fromString(ids.group(2)));
        }
    }

    private void item() {
        String type = item.getOrDefault("ResourceType", "");
        if (type.equals(CPU)) {
            cpus = number("num_of_sockets") * number("cpu_per_socket") * number("threads_per_cpu");
        } else if (type.equals(MEMORY)) {
            memory = number("VirtualQuantity");
        } else if (type.equals(NIC)) {
            String model = text("ResourceSubType");
            nics.add(new ExportedVm.Nic(
                    text("Name"), text("Connection"), text("MACAddress"), NIC_MODELS.getOrDefault(model, model)));
        }
    }

    private String text(String element) {
        return item.getOrDefault(element, "");
    }

    private int number(String element) {
        return Integer.parseInt(item.getOrDefault(element, "1"));
    }

    /** Empty for a direct LUN: of it the OVF names the LUN, and no file of the domain. */
    private static Optional<ExportedVm.Disk> disk(XMLStreamReader xml) {
        String[] file = attribute(xml, "fileRef").orElse("").split("/", -1);
        if (file.length == 1 && !file[0].isEmpty()) {
            return Optional.empty();
        }
        if (file.length != 2) {
            throw new IllegalArgumentException("a disk of it names no file");
        }
        long capacity = attribute(xml, "capacity")
                .map(Long::parseLong)
                .orElseGet(() -> attribute(xml, "size").map(Long::parseLong).orElse(0L) * GIB);
        return Optional.of(new ExportedVm.Disk(
                UUID.fromString(file[0]),
                UUID.fromString(file[1]),
                capacity,
                attribute(xml, "volume-format").orElse("")));
    }

    private static Optional<String> attribute(XMLStreamReader xml, String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(localName)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }
}
