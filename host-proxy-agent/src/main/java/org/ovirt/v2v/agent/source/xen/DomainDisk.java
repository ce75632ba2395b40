package org.ovirt.v2v.agent.source.xen;

import java.util.Optional;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.w3c.dom.Element;

/**
 * A disk of a domain.
 *
 * @param type libvirt's: file, block, volume and others
 * @param source path of the file or device; empty if it has none
 * @param pool of a volume
 */
record DomainDisk(
        String type,
        String device,
        String driver,
        Optional<String> source,
        Optional<String> pool,
        Optional<String> volume) {
    static DomainDisk of(Element disk) {
        return new DomainDisk(
                disk.getAttribute("type"),
                DomainXml.attribute(disk, "target", "dev").orElse(""),
                DomainXml.attribute(disk, "driver", "type").orElse("raw"),
                DomainXml.attribute(disk, "source", "file").or(() -> DomainXml.attribute(disk, "source", "dev")),
                DomainXml.attribute(disk, "source", "pool"),
                DomainXml.attribute(disk, "source", "volume"));
    }

    ExternalDisk describe(DiskSize size) {
        return new ExternalDisk(
                "disk",
                device,
                type,
                source.or(() -> volume).orElse(""),
                pool.orElse(null),
                volume.orElse(null),
                driver.equals("qcow2") ? "COW" : "RAW",
                null,
                size.capacity(),
                size.allocation(),
                driver,
                null,
                null);
    }
}
