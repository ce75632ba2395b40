package org.ovirt.v2v.engine.imports.request;

/**
 * One machine of a request to import.
 *
 * @param vm MoRef, UUID or name of the machine at the source
 * @param mapped whose networks its mappings are about
 */
public record ImportItem(String vm, ImportRequest request, Mapped mapped) {
    /** Which machines the network mappings were made for: one of them has to be on each network that is mapped. */
    public enum Mapped {
        /** For this one. */
        ALONE,
        /** For all machines of the request. */
        WITH_OTHERS,
        /** For those of an earlier request, or of one whose machines are not all there any more: nobody can tell. */
        BEFORE
    }

    /** A machine with network mappings of its own. */
    public ImportItem(String vm, ImportRequest request) {
        this(vm, request, Mapped.ALONE);
    }
}
