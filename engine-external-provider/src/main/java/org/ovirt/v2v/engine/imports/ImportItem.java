package org.ovirt.v2v.engine.imports;

/**
 * One machine of a request to import.
 *
 * @param vm MoRef, UUID or name of the machine at the source
 * @param mappedAsOthers whether its network mappings are those of all machines of the request, which need not be on all the
 *     networks that are mapped
 */
public record ImportItem(String vm, ImportRequest request, boolean mappedAsOthers) {
    /** A machine with network mappings of its own. */
    public ImportItem(String vm, ImportRequest request) {
        this(vm, request, false);
    }
}
