package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.imports.ImportDay;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportStatistics;

/** What became of the imports of the last day. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORTS + "/statistics")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
public class ImportStatisticsResource {
    private final ImportStatistics statistics;

    public ImportStatisticsResource(ImportStatistics statistics) {
        this.statistics = statistics;
    }

    @GET
    @Operation(
            operationId = "getImportStatistics",
            summary = "Tells what became of the imports of the last day, why some failed, and how much was copied when")
    public Representation get() {
        return Representation.of(statistics.lastDay());
    }

    /**
     * The day up to now.
     *
     * @param since when it begins: later than a day ago if more imports have ended than are counted
     * @param hour the last hour, in steps of five minutes
     * @param day the last day, in steps of an hour
     * @param failure why imports failed, the most frequent reason first
     */
    @Schema(name = "ImportStatisticsRepresentation")
    @JsonRootName("import_statistics")
    public record Representation(
            Instant since,
            int succeeded,
            int failed,
            int cancelled,
            List<Copied> hour,
            List<Copied> day,
            List<Cause> failure) {
        static Representation of(ImportDay told) {
            return new Representation(
                    told.since(),
                    told.ended().get(ImportState.SUCCEEDED),
                    told.ended().get(ImportState.FAILED),
                    told.ended().get(ImportState.CANCELLED),
                    told.hour().stream().map(Copied::of).toList(),
                    told.day().stream().map(Copied::of).toList(),
                    told.failures().stream().map(Cause::of).toList());
        }
    }

    /**
     * What was copied in one of the steps, by the disks' virtual size; a conversion counts evenly from its start to its end.
     *
     * @param from when the step begins
     */
    @Schema(name = "CopiedRepresentation")
    public record Copied(Instant from, long bytes) {
        static Copied of(ImportDay.Copied told) {
            return new Copied(told.from(), told.bytes());
        }
    }

    /**
     * How often imports failed for a reason.
     *
     * @param code as in the failure of an import
     * @param latest the import that failed so last
     */
    @Schema(name = "CauseRepresentation")
    public record Cause(String code, int count, ImportRepresentation latest) {
        static Cause of(ImportDay.Cause told) {
            return new Cause(told.code().name(), told.count(), ImportRepresentation.of(told.latest()));
        }
    }
}
