package org.ovirt.v2v.engine.imports;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * The machine that is imported.
 *
 * @param vmId MoRef (VMware) or UUID (Xen)
 * @param uri what virt-v2v reaches it through, see {@link SourceUri}; without the password
 * @param hardware null until the machine has been looked at
 */
@Embeddable
public record ImportSource(
        @Embedded
                @AttributeOverride(name = "id", column = @Column(name = "provider_id"))
                @AttributeOverride(name = "name", column = @Column(name = "provider_name"))
                NamedId provider,
        @Column(name = "source_vm_id") String vmId,
        @Column(name = "source_vm_name") String vmName,
        @Column(name = "source_uri") String uri,
        @Embedded SourceHardware hardware) {
    /** A machine that has not been looked at yet. */
    public ImportSource(NamedId provider, String vmId, String vmName, String uri) {
        this(provider, vmId, vmName, uri, null);
    }
}
