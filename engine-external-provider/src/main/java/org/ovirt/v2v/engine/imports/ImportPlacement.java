package org.ovirt.v2v.engine.imports;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * On which proxy host an import runs.
 *
 * @param host the one that it runs or ran on; before its turn, the one that it was checked on; null before that
 * @param fixed whether the request, the provider or the export domain names the host; otherwise it is chosen when the import's
 *     turn has come
 * @param passedOver ids of hosts that turned out to be unable to convert it, in the order in which they were tried
 */
@Embeddable
public record ImportPlacement(
        @Embedded
                @AttributeOverride(name = "id", column = @Column(name = "host_id"))
                @AttributeOverride(name = "name", column = @Column(name = "host_name"))
                NamedId host,
        @Column(name = "host_fixed") boolean fixed,
        @Convert(converter = TextListColumn.class) @Column(name = "passed_over") List<String> passedOver) {
    public static ImportPlacement of(NamedId host, boolean fixed) {
        return new ImportPlacement(host, fixed, List.of());
    }

    /** Before it has been checked on any host: known only if the request, the provider or the export domain names one. */
    public static ImportPlacement unchecked(Optional<NamedId> wanted) {
        return new ImportPlacement(wanted.orElse(null), wanted.isPresent(), List.of());
    }

    /** Whether this host may still be chosen. */
    public boolean allows(UUID id) {
        return fixed ? host.id().equals(id) : !passedOver.contains(id.toString());
    }

    public ImportPlacement on(NamedId chosen) {
        return new ImportPlacement(chosen, fixed, passedOver);
    }

    public ImportPlacement withoutHost() {
        List<String> more = new ArrayList<>(passedOver);
        more.add(host.id().toString());
        return new ImportPlacement(host, false, List.copyOf(more));
    }
}
