package org.ovirt.v2v.model.exportdomain;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * What is wrong in an export domain. What cannot be looked at is no defect: then there is no answer at all.
 *
 * @param defects what oVirt would not import, or not wholly
 * @param orphans what no machine needs; it may belong to an import that runs
 * @param complete whether all was looked at; very large domains are not, nor are images for which nobody knows who uses them, since an
 *     OVF cannot be read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportDomainCheck(List<Defect> defects, List<Orphan> orphans, boolean complete) {
    public ExportDomainCheck {
        defects = List.copyOf(defects);
        orphans = List.copyOf(orphans);
    }

    /**
     * Something wrong with a machine.
     *
     * @param machine the name of its folder, in a sound domain its id
     * @param path of what is missing or broken, below the domain's folder
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Defect(String machine, String path, String problem) {}

    /**
     * A folder that no machine refers to.
     *
     * @param path below the domain's folder
     * @param bytes that its files take, without the holes in them
     * @param modified when the latest of them changed
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Orphan(String path, long bytes, Instant modified) {}
}
