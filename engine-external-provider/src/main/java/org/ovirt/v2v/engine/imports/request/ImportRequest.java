package org.ovirt.v2v.engine.imports.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/**
 * What a user asks for; every member may be null.
 *
 * @param name of the machine in oVirt; the one at the source if missing
 * @param host the proxy host; the provider's, or any able one, if missing
 * @param driversIso the virtio-win ISO on the proxy host
 * @param startTime it does not begin before; at once if missing
 * @param priority 0 to 100, 50 if missing; the higher ones begin first
 */
public record ImportRequest(
        String name,
        EntityReference cluster,
        EntityReference storageDomain,
        EntityReference host,
        Allocation allocation,
        DiskFormat format,
        List<NetworkMapping> networkMappings,
        DriversIso driversIso,
        Instant startTime,
        Integer priority) {
    /** Asks for nothing that an earlier request has not asked for. */
    public static final ImportRequest SAME = new ImportRequest(null, null, null, null, null, null, null, null);

    /** What is to begin at once, in its turn. */
    public ImportRequest(
            String name,
            EntityReference cluster,
            EntityReference storageDomain,
            EntityReference host,
            Allocation allocation,
            DiskFormat format,
            List<NetworkMapping> networkMappings,
            DriversIso driversIso) {
        this(name, cluster, storageDomain, host, allocation, format, networkMappings, driversIso, null, null);
    }

    /** oVirt's reference to a file: the id is its path on the proxy host. */
    public record DriversIso(String id) {}

    /**
     * What would have to be asked for to get such an import.
     *
     * @param named whether its name was asked for, and not got from the source
     */
    static ImportRequest of(ImportSnapshot asked, boolean named) {
        ImportTarget target = asked.target();
        return new ImportRequest(
                named ? asked.name() : null,
                reference(target.cluster()),
                reference(target.storageDomain()),
                asked.placement().fixed() ? reference(asked.host()) : null,
                target.allocation(),
                target.format(),
                target.networkMappings(),
                Optional.ofNullable(target.driversIso()).map(DriversIso::new).orElse(null),
                asked.times().notBefore(),
                asked.queue().priority());
    }

    private static EntityReference reference(NamedId entity) {
        return new EntityReference(entity.id().toString(), null);
    }

    /** Takes from the defaults what this request does not say; the name is always its own. */
    public ImportRequest withDefaults(ImportRequest defaults) {
        return new ImportRequest(
                name,
                EntityReference.isGiven(cluster) ? cluster : defaults.cluster,
                EntityReference.isGiven(storageDomain) ? storageDomain : defaults.storageDomain,
                EntityReference.isGiven(host) ? host : defaults.host,
                or(allocation, defaults.allocation),
                or(format, defaults.format),
                or(networkMappings, defaults.networkMappings),
                or(driversIso, defaults.driversIso),
                or(startTime, defaults.startTime),
                or(priority, defaults.priority));
    }

    /**
     * Takes from an earlier request what this one does not say.
     *
     * @param before says everything, except for a name that is still to be got from the source; a reference to a host in this one
     *     that names none takes the place of its host
     */
    ImportRequest insteadOf(ImportRequest before) {
        ImportRequest complete = withDefaults(before);
        return new ImportRequest(
                or(name, before.name),
                complete.cluster,
                complete.storageDomain,
                or(host, before.host),
                complete.allocation,
                complete.format,
                complete.networkMappings,
                complete.driversIso,
                complete.startTime,
                complete.priority);
    }

    private static <T> T or(T value, T otherwise) {
        return Optional.ofNullable(value).orElse(otherwise);
    }
}
