package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.request.ImportItem;
import org.ovirt.v2v.engine.imports.request.ImportRequest;
import org.ovirt.v2v.engine.imports.request.ImportService;
import org.ovirt.v2v.engine.imports.request.ImportSubmissions;
import org.ovirt.v2v.engine.imports.request.ImportTrial;

/** Imports one machine of a provider. */
@Tag(name = "Imports")
@Path(ApiPath.PROVIDERS + "/{provider}/virtualmachines/{machine}/import")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class MachineImportResource {
    private final ImportService service;
    private final ImportSubmissions submissions;
    private final ImportTrial trial;
    private final ImportAnswers answers;

    public MachineImportResource(
            ImportService service, ImportSubmissions submissions, ImportTrial trial, ImportAnswers answers) {
        this.service = service;
        this.submissions = submissions;
        this.trial = trial;
        this.answers = answers;
    }

    @POST
    @ResponseStatus(202)
    @Operation(operationId = "importMachine", summary = "Imports one machine")
    public RestResponse<ImportRepresentation> add(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider,
            @Parameter(description = "The machine's id at its source, as the list of machines has it.")
                    @PathParam("machine")
                    String machine,
            @Parameter(description = ImportAnswers.WAIT_MEANING + " Without it, it waits.")
                    @QueryParam(ImportAnswers.WAIT)
                    String wait,
            @Parameter(description = ImportAnswers.DRY_RUN_MEANING) @QueryParam(ImportAnswers.DRY_RUN) String dryRun,
            @Parameter(description = ImportAnswers.KEY_MEANING) @HeaderParam(ImportAnswers.KEY) String key,
            ImportRequest request) {
        UUID id = ApiPath.id(EntityKind.PROVIDER, provider);
        ImportItem item = new ImportItem(machine, Body.required(request));
        if (ImportAnswers.isDryRun(dryRun, wait)) {
            return ImportAnswers.checked(ImportRepresentation.of(trial.of(id, item)));
        }
        boolean waits = wait == null || QueryFlag.parse(ImportAnswers.WAIT, wait);
        String owner = answers.owner();
        return answers.accepted(
                key,
                List.of(id, machine, waits, request),
                ImportRepresentation.class,
                () -> ImportRepresentation.of(
                        waits ? service.submit(id, item, owner) : submissions.submit(id, item, owner)));
    }
}
