package org.ovirt.v2v.agent.source.xen;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.format.SecureXml;
import org.ovirt.v2v.model.source.ExternalNic;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A domain as libvirt describes it (libvirt.org/formatdomain.html), read without document types or external entities. */
final class DomainXml {
    private static final long MEBIBYTE = 1L << 20;

    private final Element domain;

    private DomainXml(Element domain) {
        this.domain = domain;
    }

    static DomainXml parse(String xml) throws SAXException {
        try {
            return new DomainXml(SecureXml.documentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    String name() {
        return text(domain, "name");
    }

    String uuid() {
        return text(domain, "uuid").toLowerCase(Locale.ROOT);
    }

    int memoryMebibytes() {
        return child(domain, "memory")
                .map(memory -> BigInteger.valueOf(number(memory.getTextContent()))
                        .multiply(BigInteger.valueOf(unitBytes(memory.getAttribute("unit"))))
                        .divide(BigInteger.valueOf(MEBIBYTE)))
                .map(mebibytes ->
                        mebibytes.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue())
                .orElse(0);
    }

    int processors() {
        return (int) Math.min(number(text(domain, "vcpu")), Integer.MAX_VALUE);
    }

    String architecture() {
        return child(domain, "os")
                .flatMap(os -> child(os, "type"))
                .map(type -> type.getAttribute("arch"))
                .filter(arch -> !arch.isEmpty())
                .orElse("x86_64");
    }

    String firmware() {
        Optional<Element> os = child(domain, "os");
        boolean uefi = os.filter(element -> element.getAttribute("firmware").equals("efi")
                        || child(element, "loader")
                                .filter(loader -> loader.getAttribute("type").equals("pflash")
                                        || loader.getTextContent()
                                                .toLowerCase(Locale.ROOT)
                                                .contains("ovmf"))
                                .isPresent())
                .isPresent();
        return uefi ? "uefi" : "bios";
    }

    Optional<String> graphics() {
        return devices("graphics").stream()
                .map(graphics -> graphics.getAttribute("type"))
                .findFirst();
    }

    Optional<String> video() {
        return devices("video").stream()
                .flatMap(video -> child(video, "model").stream())
                .map(model -> model.getAttribute("type"))
                .findFirst();
    }

    /** Disks only: no CD or floppy drives. */
    List<DomainDisk> disks() {
        return devices("disk").stream()
                .filter(disk -> disk.getAttribute("device").isEmpty()
                        || disk.getAttribute("device").equals("disk"))
                .map(DomainDisk::of)
                .toList();
    }

    List<ExternalNic> nics() {
        return devices("interface").stream()
                .map(nic -> new ExternalNic(
                        nic.getAttribute("type"),
                        attribute(nic, "mac", "address").orElse(null),
                        attribute(nic, "source", "bridge")
                                .or(() -> attribute(nic, "source", "network"))
                                .orElse(null),
                        attribute(nic, "target", "dev").orElse(null),
                        attribute(nic, "model", "type").orElse(null)))
                .toList();
    }

    static Optional<String> attribute(Element parent, String childName, String attribute) {
        return child(parent, childName)
                .map(element -> element.getAttribute(attribute))
                .filter(value -> !value.isEmpty());
    }

    private List<Element> devices(String name) {
        return child(domain, "devices").map(devices -> children(devices, name)).orElse(List.of());
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return child(parent, name)
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static long unitBytes(String unit) {
        return switch (unit) {
            case "b", "bytes" -> 1;
            case "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "M", "MiB" -> MEBIBYTE;
            case "GB" -> 1_000_000_000;
            case "G", "GiB" -> MEBIBYTE << 10;
            case "TB" -> 1_000_000_000_000L;
            case "T", "TiB" -> MEBIBYTE << 20;
            default -> 1L << 10;
        };
    }
}
