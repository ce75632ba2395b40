package org.ovirt.v2v.engine.imports;

/**
 * One machine of a request to import.
 *
 * @param vm MoRef, UUID or name of the machine at the source
 */
public record ImportItem(String vm, ImportRequest request) {}
