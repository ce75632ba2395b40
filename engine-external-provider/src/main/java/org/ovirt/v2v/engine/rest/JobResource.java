package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.engine.jobs.Step;

/** The collection of jobs and their steps. */
@Tag(name = "Jobs")
@Path(ApiPath.JOBS)
public class JobResource {
    private static final int LARGEST_PAGE = 1000;

    private final JobLog jobs;

    public JobResource(JobLog jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "Lists jobs, the newest first")
    public Jobs list(
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Only jobs behind this place of the list: what next of another page says.")
                    @QueryParam("after")
                    String after) {
        int size = Optional.ofNullable(QueryNumber.parse("max", max)).orElse(LARGEST_PAGE);
        Slice<Job> found = jobs.list(QueryKey.parse(after), Math.max(0, Math.min(size, LARGEST_PAGE)));
        return new Jobs(
                found.map(JobRepresentation::of).items(),
                found.next(job -> new ListKey(job.startedAt(), job.id()).text()).orElse(null));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getJob", summary = "Shows a job")
    public JobRepresentation get(@Parameter(description = "The id of the job.") @PathParam("id") String id) {
        return JobRepresentation.of(find(id));
    }

    @GET
    @Path("{id}/steps")
    @Operation(operationId = "listSteps", summary = "Lists the steps of a job")
    public Steps steps(@Parameter(description = "The id of the job.") @PathParam("id") String id) {
        return new Steps(find(id).steps().stream().map(StepRepresentation::of).toList());
    }

    @GET
    @Path("{id}/steps/{step}")
    @Operation(operationId = "getStep", summary = "Shows a step of a job")
    public StepRepresentation step(
            @Parameter(description = "The id of the job.") @PathParam("id") String id,
            @Parameter(description = "The id of the step.") @PathParam("step") String step) {
        return find(id).steps().stream()
                .filter(each -> each.id().toString().equals(step))
                .findFirst()
                .map(StepRepresentation::of)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.JOB, step));
    }

    private Job find(String id) {
        return jobs.find(ApiPath.id(EntityKind.JOB, id))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.JOB, id));
    }

    /**
     * The list, newest first, as oVirt writes it.
     *
     * @param next ours: what {@code after} of the next page is; null if this is the last
     */
    public record Jobs(List<JobRepresentation> job, String next) {}

    /** The steps of a job in their order, as oVirt writes them. */
    public record Steps(List<StepRepresentation> step) {}

    /** A job, as oVirt writes it. */
    public record JobRepresentation(
            String id,
            String href,
            String description,
            JobStatus status,
            Instant startTime,
            Instant endTime,
            Instant lastUpdated,
            boolean external,
            boolean autoCleared,
            EntityLink owner,
            List<Link> link) {
        static JobRepresentation of(Job job) {
            EntityLink self = EntityLink.of(ApiPath.JOBS, job.id(), null);
            return new JobRepresentation(
                    self.id(),
                    self.href(),
                    job.description(),
                    job.status(),
                    job.startedAt(),
                    job.endedAt().orElse(null),
                    job.updatedAt(),
                    false,
                    true,
                    new EntityLink(null, null, job.owner()),
                    List.of(new Link("steps", self.href() + "/steps")));
        }
    }

    /** A link to a collection, as oVirt writes it. */
    public record Link(String rel, String href) {}

    /** A step, as oVirt writes it. */
    public record StepRepresentation(
            String id,
            String href,
            String description,
            String type,
            int number,
            JobStatus status,
            int progress,
            Instant startTime,
            Instant endTime,
            EntityLink job,
            EntityLink executionHost) {
        static StepRepresentation of(Step step) {
            EntityLink job = EntityLink.of(ApiPath.JOBS, step.jobId(), null);
            return new StepRepresentation(
                    step.id().toString(),
                    job.href() + "/steps/" + step.id(),
                    step.description(),
                    step.type().apiName(),
                    step.number(),
                    step.status(),
                    step.progress(),
                    step.startedAt(),
                    step.endedAt().orElse(null),
                    job,
                    step.hostId()
                            .map(host -> EntityLink.of(ApiPath.HOSTS, host, null))
                            .orElse(null));
        }
    }
}
