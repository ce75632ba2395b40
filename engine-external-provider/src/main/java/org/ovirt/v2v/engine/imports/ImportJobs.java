package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.storage.ExportDomainInspection.JobsUnderWay;

/** Keeps what imports have staged in export domains from being taken for what was left behind. */
@ApplicationScoped
public class ImportJobs implements JobsUnderWay {
    private final ImportBoard board;

    public ImportJobs(ImportBoard board) {
        this.board = board;
    }

    @Override
    public Set<UUID> ids() {
        return board.onHosts().map(ImportSnapshot::jobId).collect(Collectors.toSet());
    }
}
