package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.search.SearchQuery;

/** The collection of jobs and their steps. */
@Tag(name = "Jobs")
@Path(ApiPath.JOBS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class JobResource {
    private static final int LARGEST_PAGE = 1000;

    private final JobLog jobs;

    public JobResource(JobLog jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "Lists jobs, the newest first")
    public Element list(
            @Parameter(description = "oVirt's search language, such as status=started and description=*web*.")
                    @QueryParam("search")
                    String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Only jobs behind this place of the list: what next of another page says.")
                    @QueryParam("after")
                    String after) {
        int size = Optional.ofNullable(QueryNumber.parse("max", max)).orElse(LARGEST_PAGE);
        SearchQuery<Job> wanted = Searches.query(JobLog.SEARCH, search, caseSensitive);
        boolean canGoOn = wanted.sort().isEmpty() && wanted.page().isEmpty();
        if (after != null && !canGoOn) {
            throw new InvalidFieldException("after", "A list with sortby or page cannot go on behind a job.");
        }
        Slice<Job> found =
                jobs.list(wanted, QueryKey.parse(after), size < 0 ? LARGEST_PAGE : Math.min(size, LARGEST_PAGE));
        boolean asOvirtHasIt = max == null && after == null && canGoOn;
        List<Job> listed = asOvirtHasIt && !found.isLast() ? withOpenExternal(wanted, found.items()) : found.items();
        return OvirtType.JOB
                .list(listed.stream().map(JobElement::of).toList())
                .with(
                        "next",
                        found.next(job -> new ListKey(job.startedAt(), job.id()).text())
                                .filter(next -> canGoOn)
                                .orElse(null));
    }

    /** Ansible looks for a job of its own in the one list that it gets; oVirt's has all that are under way. */
    private List<Job> withOpenExternal(SearchQuery<Job> wanted, List<Job> newest) {
        Set<UUID> ids = newest.stream().map(Job::id).collect(Collectors.toSet());
        return Stream.concat(
                        newest.stream(),
                        jobs.openExternal(wanted, LARGEST_PAGE).stream().filter(job -> !ids.contains(job.id())))
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getJob", summary = "Shows a job")
    public Element get(@Parameter(description = "The id of the job.") @PathParam("id") String id) {
        return JobElement.of(find(id));
    }

    @GET
    @Path("{id}/steps")
    @Operation(operationId = "listSteps", summary = "Lists the steps of a job")
    public Element steps(
            @Parameter(description = "The id of the job.") @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.STEP.list(find(id).steps().stream()
                .limit(Searches.most(max))
                .map(JobElement::of)
                .toList());
    }

    @GET
    @Path("{id}/steps/{step}")
    @Operation(operationId = "getStep", summary = "Shows a step of a job")
    public Element step(
            @Parameter(description = "The id of the job.") @PathParam("id") String id,
            @Parameter(description = "The id of the step.") @PathParam("step") String step) {
        return find(id).steps().stream()
                .filter(each -> each.id().toString().equals(step))
                .findFirst()
                .map(JobElement::of)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.JOB, step));
    }

    private Job find(String id) {
        return jobs.find(ApiPath.id(EntityKind.JOB, id))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.JOB, id));
    }
}
