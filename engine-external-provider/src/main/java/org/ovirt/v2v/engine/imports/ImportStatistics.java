package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.access.CurrentAccess;

/** Sums up what became of the imports into those data centers that the caller may look at. */
@ApplicationScoped
public class ImportStatistics {
    private final EndedImports endedImports;
    private final ImportBoard board;
    private final CurrentAccess access;
    private final Clock clock;

    public ImportStatistics(EndedImports endedImports, ImportBoard board, CurrentAccess access, Clock clock) {
        this.endedImports = endedImports;
        this.board = board;
        this.access = access;
        this.clock = clock;
    }

    public ImportDay lastDay() {
        Instant now = clock.instant();
        List<ImportSnapshot> ended = endedImports.since(now.minus(ImportDay.LENGTH), now);
        Instant since = ended.size() < EndedImports.MOST
                ? now.minus(ImportDay.LENGTH)
                : ended.get(0).times().ended().orElseThrow();
        return ImportDay.of(
                since,
                access.visible(ended, ImportStatistics::dataCenter),
                access.visible(board.onHosts().toList(), ImportStatistics::dataCenter),
                now);
    }

    private static UUID dataCenter(ImportSnapshot each) {
        return each.target().dataCenter().id();
    }
}
