package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRootName;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.imports.request.ImportItem;
import org.ovirt.v2v.engine.imports.request.ImportResult;
import org.ovirt.v2v.engine.imports.request.TrialResult;
import org.ovirt.v2v.engine.imports.run.QueuePlace;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * An import. One of a batch that was refused has only the machine, the name, the status "failed" and the failure; one that was
 * only checked, and could be imported, has no id and no status.
 *
 * @param phase what the proxy host is doing, in lower case
 * @param progress 0 to 100
 * @param virtualMachine the machine at its source
 * @param vm the machine in oVirt, whose id is the import's
 * @param host null before it is known on which proxy host it runs
 * @param attempt number of the attempt that is under way, the last one, or, while it is queued, the next one
 * @param priority 0 to 100; the higher ones begin first
 * @param paused true if it is kept from beginning; null otherwise
 * @param place in the queue, counted from 1; null if it is not in a list that tells it, is paused, or is to begin later
 * @param estimatedStart when it is likely to begin, judged by imports that have succeeded lately; null if too little is known to
 *     say
 * @param startTime it does not begin before; null if it may at once
 * @param waitingFor what a queued import waits for, once that is known
 * @param obstacle what a conversion waits for to go away, as in a full export domain; it is tried again now and then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonRootName("import")
@RecordBuilder
public record ImportRepresentation(
        String id,
        String href,
        String name,
        ImportState status,
        String phase,
        String description,
        Integer progress,
        List<DiskProgress> disks,
        List<String> warnings,
        EntityLink externalVmProvider,
        EntityLink virtualMachine,
        EntityLink vm,
        EntityLink cluster,
        EntityLink storageDomain,
        EntityLink host,
        EntityLink job,
        Integer attempt,
        Integer priority,
        Boolean paused,
        Integer place,
        Instant estimatedStart,
        Instant startTime,
        WaitReason waitingFor,
        FailureRepresentation obstacle,
        FailureRepresentation failure,
        Instant created,
        Instant started,
        Instant ended) {
    static ImportRepresentation of(ImportSnapshot each) {
        return of(each, Optional.empty());
    }

    /**
     * An import that may be queued.
     *
     * @param place in the queue; empty if it is not known
     */
    static ImportRepresentation of(ImportSnapshot each, Optional<QueuePlace> place) {
        EntityLink link = EntityLink.of(ApiPath.IMPORTS, each.id(), each.name());
        String machines = ApiPath.PROVIDERS + "/" + each.source().provider().id() + "/virtualmachines";
        String domain =
                ApiPath.STORAGE_DOMAINS + "/" + each.target().storageDomain().id();
        return new ImportRepresentation(
                link.id(),
                link.href(),
                each.name(),
                each.state(),
                Optional.ofNullable(each.progress().phase())
                        .map(Phase::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .orElse(null),
                each.progress().description(),
                each.progress().percent(),
                each.progress().disks(),
                each.progress().warnings(),
                link(ApiPath.PROVIDERS, each.source().provider()),
                EntityLink.of(machines, each.source().vmId(), each.source().vmName()),
                EntityLink.of(domain + "/vms", each.id(), each.name()),
                link(ApiPath.CLUSTERS, each.target().cluster()),
                link(ApiPath.STORAGE_DOMAINS, each.target().storageDomain()),
                each.hasHost() ? link(ApiPath.HOSTS, each.host()) : null,
                EntityLink.of(ApiPath.JOBS, each.origin().jobId(), null),
                each.attempt().number(),
                each.queue().priority(),
                each.queue().paused() ? true : null,
                place.map(QueuePlace::number).orElse(null),
                place.flatMap(QueuePlace::begins)
                        .map(begin -> begin.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(null),
                each.times().notBefore(),
                each.waitingFor().orElse(null),
                each.obstacle().map(FailureRepresentation::of).orElse(null),
                each.failure().map(FailureRepresentation::of).orElse(null),
                each.times().createdAt(),
                each.times().startedAt(),
                each.times().endedAt());
    }

    static ImportRepresentation of(ImportResult result) {
        return result.accepted()
                .map(ImportRepresentation::of)
                .orElseGet(() -> refused(result.item(), result.refused().orElseThrow()));
    }

    static ImportRepresentation of(TrialResult result) {
        return result.possible()
                .map(ImportRepresentation::possible)
                .orElseGet(() -> refused(result.item(), result.refused().orElseThrow()));
    }

    private static ImportRepresentation possible(ImportPlan plan) {
        String machines = ApiPath.PROVIDERS + "/" + plan.source().provider().id() + "/virtualmachines";
        return ImportRepresentationBuilder.builder()
                .name(plan.name())
                .description("It can be imported")
                .externalVmProvider(link(ApiPath.PROVIDERS, plan.source().provider()))
                .virtualMachine(EntityLink.of(
                        machines, plan.source().vmId(), plan.source().vmName()))
                .cluster(link(ApiPath.CLUSTERS, plan.target().cluster()))
                .storageDomain(link(ApiPath.STORAGE_DOMAINS, plan.target().storageDomain()))
                .host(link(ApiPath.HOSTS, plan.placement().host()))
                .priority(plan.priority())
                .startTime(plan.begin().orElse(null))
                .build();
    }

    private static ImportRepresentation refused(ImportItem item, RuntimeException refusal) {
        FailureRepresentation failure = FailureRepresentation.of(refusal);
        return ImportRepresentationBuilder.builder()
                .name(item.request().name())
                .status(ImportState.FAILED)
                .description(failure.message())
                .virtualMachine(new EntityLink(item.vm(), null, null))
                .failure(failure)
                .build();
    }

    private static EntityLink link(String collection, NamedId entity) {
        return EntityLink.of(collection, entity.id(), entity.name());
    }
}
