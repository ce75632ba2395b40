package org.ovirt.v2v.engine.imports.request;

import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.provider.DirectSource;
import org.ovirt.v2v.engine.provider.ProviderType;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;

/**
 * What a user asks for with oVirt's type ExternalVmImport, less what only oVirt itself has (quota, CPU profile); every member may be
 * null.
 *
 * @param name of the machine at its source
 * @param vm names the machine in oVirt; the name at the source if missing
 * @param provider by oVirt's word
 * @param url libvirt's URI of the source
 * @param host the proxy host; any able one if missing
 * @param sparse whether the disks are sparse; true if missing
 */
public record DirectImportRequest(
        String name,
        Named vm,
        String provider,
        String url,
        String username,
        Secret password,
        EntityReference cluster,
        EntityReference storageDomain,
        EntityReference host,
        Boolean sparse,
        ImportRequest.DriversIso driversIso) {
    /** A machine in oVirt that is still to be made. */
    public record Named(String name) {}

    void requireComplete() {
        Mandatory mandatory = new Mandatory("ExternalVmImport")
                .field("provider", provider)
                .field("url", url)
                .field("name", name);
        if (!ProviderType.name(SourceType.XEN).equalsIgnoreCase(provider)) {
            mandatory.field("username", username).field("password", password);
        }
        mandatory
                .reference("cluster", cluster)
                .reference("storage_domain", storageDomain)
                .requireForAdd();
    }

    DirectSource source() {
        return new DirectSource(provider, url, username, password);
    }

    ImportRequest request() {
        return new ImportRequest(
                vm == null ? null : vm.name(),
                cluster,
                storageDomain,
                host,
                Boolean.FALSE.equals(sparse) ? Allocation.PREALLOCATED : Allocation.SPARSE,
                null,
                null,
                driversIso);
    }
}
