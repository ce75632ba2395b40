package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.jobs.ExternalJobs;
import org.ovirt.v2v.engine.jobs.StepType;
import org.ovirt.v2v.engine.rest.wire.Element;

/** Jobs that clients tell of, as oVirt has them: what Ansible's {@code ovirt_job} makes. */
@Tag(name = "Jobs")
@Path(ApiPath.JOBS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ExternalJobResource {
    private static final String STARTED = "started";

    private final ExternalJobs jobs;

    public ExternalJobResource(ExternalJobs jobs) {
        this.jobs = jobs;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addJob", summary = "Tells of a job that the client does, for others to follow")
    public RestResponse<Element> add(NewJob request) {
        NewJob wanted = Body.required(request);
        new Mandatory("Job")
                .field("description", wanted.description())
                .field("external", wanted.external())
                .requireForAdd();
        requireExternal(wanted.external());
        requireStarted(wanted.status());
        boolean autoCleared = Optional.ofNullable(wanted.autoCleared()).orElse(true);
        return created(JobElement.of(jobs.add(wanted.description(), autoCleared)));
    }

    @POST
    @Path("{id}/end")
    @Operation(operationId = "endJob", summary = "Tells that a job of the client has ended, with its steps")
    public Element end(@Parameter(description = "The id of the job.") @PathParam("id") String id, End request) {
        jobs.end(ApiPath.id(EntityKind.JOB, id), End.well(request));
        return Action.complete();
    }

    @POST
    @Path("{id}/clear")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "clearJob", summary = "Removes a job of the client")
    public Element clear(@Parameter(description = "The id of the job.") @PathParam("id") String id) {
        jobs.clear(ApiPath.id(EntityKind.JOB, id));
        return Action.complete();
    }

    @POST
    @Path("{id}/steps")
    @ResponseStatus(201)
    @Operation(operationId = "addStep", summary = "Tells that a step of a job of the client begins")
    public RestResponse<Element> addStep(
            @Parameter(description = "The id of the job.") @PathParam("id") String id, NewStep request) {
        NewStep wanted = Body.required(request);
        new Mandatory("Step")
                .field("description", wanted.description())
                .field("type", wanted.type())
                .field("external", wanted.external())
                .requireForAdd();
        requireExternal(wanted.external());
        requireStarted(wanted.status());
        return created(
                JobElement.of(jobs.addStep(ApiPath.id(EntityKind.JOB, id), type(wanted.type()), wanted.description())));
    }

    @POST
    @Path("{id}/steps/{step}/end")
    @Operation(
            operationId = "endStep",
            summary = "Tells that a step of a job of the client has ended; one that has failed fails the job")
    public Element endStep(
            @Parameter(description = "The id of the job.") @PathParam("id") String id,
            @Parameter(description = "The id of the step.") @PathParam("step") String step,
            End request) {
        jobs.endStep(ApiPath.id(EntityKind.JOB, id), ApiPath.id(EntityKind.STEP, step), End.well(request));
        return Action.complete();
    }

    private static RestResponse<Element> created(Element element) {
        return RestResponse.status(RestResponse.Status.CREATED, element);
    }

    private static void requireExternal(boolean external) {
        if (!external) {
            throw new InvalidFieldException("external", "What clients tell of is external: true.");
        }
    }

    private static void requireStarted(String status) {
        if (status != null && !status.equalsIgnoreCase(STARTED)) {
            throw new InvalidFieldException("status", "What is told of begins as " + STARTED + ", and is ended later.");
        }
    }

    private static StepType type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "validating" -> StepType.VALIDATING;
            case "executing" -> StepType.EXECUTING;
            case "finalizing" -> StepType.FINALIZING;
            case "unknown" -> StepType.UNKNOWN;
            default ->
                throw new InvalidFieldException(
                        "type", "The value is not one of validating, executing, finalizing, unknown.");
        };
    }

    /**
     * Body of the request, as oVirt has it.
     *
     * @param status started, or missing
     * @param external true
     * @param autoCleared whether it is removed a while after it has ended, which it is unless this is false
     */
    public record NewJob(String description, String status, Boolean external, Boolean autoCleared) {}

    /**
     * Body of the request, as oVirt has it.
     *
     * @param type validating, executing, finalizing or unknown
     * @param status started, or missing
     * @param external true
     * @param job the one of the path, or missing
     */
    public record NewStep(String description, String type, String status, Boolean external, EntityReference job) {}

    /**
     * Body of the action, as oVirt has it.
     *
     * @param succeeded false if it has failed
     * @param force does not matter: steps that are running end with their job
     * @param async does not matter: it is done when it is answered
     */
    public record End(Boolean succeeded, Boolean force, Boolean async) {
        private static boolean well(End request) {
            return Optional.ofNullable(request).map(End::succeeded).orElse(true);
        }
    }
}
