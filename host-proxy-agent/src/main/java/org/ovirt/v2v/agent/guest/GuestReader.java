package org.ovirt.v2v.agent.guest;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ovirt.v2v.format.SecureXml;

/** Reads the description of a guest that virt-v2v writes beside its disks with {@code -o local}: a domain of libvirt. */
public final class GuestReader {
    private static final int KIB_PER_MIB = 1024;

    /** More than QEMU has. */
    private static final int MOST_CPUS = 4096;

    /** More than virt-v2v converts. */
    private static final int MOST_DEVICES = 1024;

    private static final int DEEPEST = 100;

    private final Deque<String> path = new ArrayDeque<>();
    private final List<Guest.Disk> disks = new ArrayList<>();
    private final List<Guest.Nic> nics = new ArrayList<>();
    private Optional<String> operatingSystem = Optional.empty();
    private Optional<Guest.Topology> topology = Optional.empty();
    private Optional<String> cpuModel = Optional.empty();
    private Optional<String> sound = Optional.empty();
    private String architecture = "";
    private String chipset = "";
    private long memory;
    private int cpus;
    private int domains;
    private boolean uefi;
    private boolean random;
    private boolean balloon;

    /** Of the device that is being read. */
    private String device = "";

    private String source = "";
    private String bus = "";
    private String mac = "";
    private String model = "";
    private boolean first;

    private GuestReader() {}

    /** Throws {@link IllegalArgumentException} if the text is not the description of one guest. */
    public static Guest read(String text) {
        GuestReader reader = new GuestReader();
        try {
            reader.parse(SecureXml.inputFactory().createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException | MissingResourceException e) {
            // the second, where Java's reader lacks the words for what is wrong in a document type
            throw new IllegalArgumentException(
                    "the description of the guest is not well-formed XML: " + e.getMessage(), e);
        }
        return reader.guest();
    }

    private Guest guest() {
        require(domains == 1, "it describes " + domains + " guests instead of one");
        require(memory >= KIB_PER_MIB, "it has no memory");
        require(cpus > 0, "it has no CPU");
        return new Guest(
                operatingSystem,
                memory / KIB_PER_MIB,
                cpus,
                topology,
                cpuModel,
                architecture,
                chipset,
                uefi,
                disks,
                nics,
                sound,
                random,
                balloon);
    }

    private void parse(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    path.addLast(xml.getLocalName());
                    require(path.size() <= DEEPEST, "its elements are nested too deep");
                    start(String.join("/", path), xml);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    end(String.join("/", path), text.toString().strip());
                    text.setLength(0);
                    path.removeLast();
                }
                case XMLStreamConstants.DTD ->
                    throw new IllegalArgumentException("the description of the guest has a document type");
                default -> {
                    // comments and the like say nothing
                }
            }
        }
    }

    private void start(String place, XMLStreamReader xml) {
        switch (place) {
            case "domain" -> domains++;
            case "domain/metadata/libosinfo/os" -> operatingSystem = attribute(xml, "id");
            case "domain/memory" ->
                require(attribute(xml, "unit").orElse("KiB").equals("KiB"), "its memory is not in KiB");
            case "domain/cpu/topology" ->
                topology = Optional.of(
                        new Guest.Topology(count(xml, "sockets"), count(xml, "cores"), count(xml, "threads")));
            case "domain/os" -> uefi |= attribute(xml, "firmware").orElse("").equals("efi");
            case "domain/os/type" -> {
                architecture = attribute(xml, "arch").orElse("");
                chipset = attribute(xml, "machine").orElse("");
            }
            case "domain/os/loader" -> uefi = true; // a BIOS needs none to be named
            case "domain/devices/disk", "domain/devices/interface" -> {
                device = attribute(xml, "device").orElse("disk");
                source = "";
                bus = "";
                first = false;
                mac = "";
                model = "";
            }
            case "domain/devices/disk/source" -> source = attribute(xml, "file").orElse("");
            case "domain/devices/disk/target" -> bus = attribute(xml, "bus").orElse("");
            case "domain/devices/disk/boot" ->
                first = attribute(xml, "order").orElse("").equals("1");
            case "domain/devices/interface/source" ->
                source = attribute(xml, "network")
                        .or(() -> attribute(xml, "bridge"))
                        .orElse("");
            case "domain/devices/interface/mac" ->
                mac = attribute(xml, "address").orElse("");
            case "domain/devices/interface/model" ->
                model = attribute(xml, "type").orElse("");
            case "domain/devices/sound" -> sound = attribute(xml, "model");
            case "domain/devices/rng" -> random = true;
            case "domain/devices/memballoon" ->
                balloon = !attribute(xml, "model").orElse("none").equals("none");
            default -> {
                // of no interest
            }
        }
    }

    private void end(String place, String text) {
        switch (place) {
            case "domain/memory" -> memory = number(text, Long.MAX_VALUE);
            case "domain/vcpu" -> cpus = (int) number(text, MOST_CPUS);
            case "domain/cpu/model" -> cpuModel = Optional.of(text).filter(name -> !name.isEmpty());
            case "domain/devices/disk" -> {
                if (device.equals("disk")) {
                    disks.add(new Guest.Disk(source, bus, first));
                    require(disks.size() <= MOST_DEVICES, "it has too many disks");
                }
            }
            case "domain/devices/interface" -> {
                nics.add(new Guest.Nic(mac, source, model));
                require(nics.size() <= MOST_DEVICES, "it has too many network interfaces");
            }
            default -> {
                // of no interest
            }
        }
    }

    private static int count(XMLStreamReader xml, String attribute) {
        return (int) number(attribute(xml, attribute).orElse("1"), MOST_CPUS);
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text);
            require(number > 0 && number <= most, "it says " + number + " where that cannot be");
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the description of the guest cannot be used: it has no number where one must be", e);
        }
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).filter(value -> !Objects.equals(value, ""));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("the description of the guest cannot be used: " + otherwise);
        }
    }
}
