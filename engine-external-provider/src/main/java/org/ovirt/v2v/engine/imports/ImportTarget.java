package org.ovirt.v2v.engine.imports;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * What the machine becomes, and where.
 *
 * @param domainPath where the proxy host has the export domain mounted
 * @param space bytes that the disks take in the export domain at least; 0 if that is not known, as of VMware's disks
 * @param driversIso the virtio-win ISO on the proxy host; null for the host's own
 */
@Embeddable
public record ImportTarget(
        @Embedded
                @AttributeOverride(name = "id", column = @Column(name = "data_center_id"))
                @AttributeOverride(name = "name", column = @Column(name = "data_center_name"))
                NamedId dataCenter,
        @Embedded
                @AttributeOverride(name = "id", column = @Column(name = "cluster_id"))
                @AttributeOverride(name = "name", column = @Column(name = "cluster_name"))
                NamedId cluster,
        @Embedded
                @AttributeOverride(name = "id", column = @Column(name = "storage_domain_id"))
                @AttributeOverride(name = "name", column = @Column(name = "storage_domain_name"))
                NamedId storageDomain,
        @Column(name = "domain_path") String domainPath,
        @Enumerated(EnumType.STRING) Allocation allocation,
        @Enumerated(EnumType.STRING) DiskFormat format,
        @Convert(converter = NetworkMappingsColumn.class) @Column(name = "network_mappings")
                List<NetworkMapping> networkMappings,
        long space,
        @Column(name = "drivers_iso") String driversIso) {
    public ImportTarget withSpace(long needed) {
        return with(networkMappings, needed);
    }

    /** With those mappings only that are about networks of the machine: mappings may be made for many machines at once. */
    public ImportTarget withNetworksOf(ExternalVm machine) {
        Set<String> own = machine.networks().stream()
                .map(ExternalNic::bridge)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return with(
                networkMappings.stream()
                        .filter(mapping -> mapping.source().isEmpty() || own.contains(mapping.source()))
                        .toList(),
                space);
    }

    private ImportTarget with(List<NetworkMapping> mappings, long needed) {
        return new ImportTarget(
                dataCenter, cluster, storageDomain, domainPath, allocation, format, mappings, needed, driversIso);
    }
}
