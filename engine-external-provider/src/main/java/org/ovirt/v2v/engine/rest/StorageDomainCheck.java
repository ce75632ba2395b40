package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.time.Instant;
import java.util.List;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;

/**
 * What is wrong in an export domain.
 *
 * @param complete whether all was looked at: very large domains are not, nor is what no machine needs while an OVF cannot be read
 * @param defect what oVirt would not import, or not wholly
 * @param orphan what no machine needs; it may belong to an import of another engine that runs
 */
@JsonRootName("storage_domain_check")
public record StorageDomainCheck(boolean complete, List<Defect> defect, List<Orphan> orphan) {
    static StorageDomainCheck of(ExportDomainCheck told) {
        return new StorageDomainCheck(
                told.complete(),
                told.defects().stream()
                        .map(each -> new Defect(each.machine(), each.path(), each.problem()))
                        .toList(),
                told.orphans().stream()
                        .map(each -> new Orphan(each.path(), each.bytes(), each.modified()))
                        .toList());
    }

    /**
     * Something wrong with a machine.
     *
     * @param machine its id
     * @param path of what is missing or broken, in the export domain
     */
    public record Defect(String machine, String path, String problem) {}

    /**
     * A folder that no machine refers to.
     *
     * @param path in the export domain
     * @param bytes of its files
     * @param modified when the latest of them changed
     */
    public record Orphan(String path, long bytes, Instant modified) {}
}
