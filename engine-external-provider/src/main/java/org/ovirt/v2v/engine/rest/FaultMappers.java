package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpClosedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.ovirt.v2v.engine.AnswerFormat;
import org.ovirt.v2v.engine.Causes;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.DatabaseAway;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.OutdatedException;
import org.ovirt.v2v.engine.imports.request.IdempotencyKeyReusedException;
import org.ovirt.v2v.engine.rest.wire.BrokenXmlException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of every exception a fault with the right status; nothing of the engine's inside gets out. */
final class FaultMappers {
    private static final Logger LOG = LoggerFactory.getLogger(FaultMappers.class);

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    /** How RESTEasy's message begins; it has no exception of its own for this. */
    private static final String TOO_MANY_PARAMETERS = "Param limit of ";

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String ONLY_OVIRT = "oVirt's engine does this; this engine only imports machines.";
    private static final String WHAT_THERE_IS =
            "Ask oVirt's engine, or look at docs/api-compatibility.md for what there is here.";
    private static final String CHANGED_MEANWHILE =
            "Somebody else changed the same thing at the same moment; this change was not made.";
    private static final String TRY_AGAIN = "Look at how it is now, then try again.";
    private static final String LOOK_AGAIN =
            "Get it again, look at what has become of it, and send the change with its new ETag if it is still wanted.";

    @ServerExceptionMapper
    Response failure(FailureException exception) {
        return of(exception.failure());
    }

    static Response of(Failure failure) {
        int status = status(failure.code());
        Fault fault = Fault.of(failure);
        return status == UNAVAILABLE ? unavailable(fault) : reply(status, fault);
    }

    private static Response unavailable(Fault fault) {
        return Response.status(UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(fault)
                .build();
    }

    @ServerExceptionMapper
    Response invalidField(InvalidFieldException exception) {
        return reply(400, Fault.ofField(exception.field(), exception.getMessage()));
    }

    @ServerExceptionMapper
    Response incomplete(IncompleteRequestException exception) {
        return reply(400, Fault.incomplete(exception.getMessage()));
    }

    @ServerExceptionMapper
    Response noSuchEntity(NoSuchEntityException exception) {
        return reply(404, Fault.of(exception.getMessage(), null));
    }

    @ServerExceptionMapper
    Response conflict(ConflictException exception) {
        return reply(409, Fault.of(exception.getMessage(), exception.remedy()));
    }

    @ServerExceptionMapper
    Response reusedKey(IdempotencyKeyReusedException exception) {
        return reply(422, Fault.of(exception.getMessage(), "Give each request a key of its own."));
    }

    @ServerExceptionMapper
    Response outdated(OutdatedException exception) {
        return reply(412, Fault.of(exception.getMessage(), LOOK_AGAIN));
    }

    @ServerExceptionMapper
    Response brokenXml(BrokenXmlException exception) {
        return reply(400, Fault.of(exception.getMessage(), "Send one XML element, without a document type."));
    }

    @ServerExceptionMapper
    Response brokenJson(JsonProcessingException exception) {
        return reply(400, JsonFaults.fault(exception));
    }

    /** Bytes that are no text of any encoding that JSON may have. */
    @ServerExceptionMapper
    Response noText(CharConversionException exception) {
        return reply(400, Fault.of("The body is not a JSON document that fits.", "Send one JSON object, in UTF-8."));
    }

    /** Quarkus has a mapper of its own for just this kind, which says nothing. */
    @ServerExceptionMapper
    Response unfittingJson(MismatchedInputException exception) {
        return brokenJson(exception);
    }

    @ServerExceptionMapper({OptimisticLockException.class, ConstraintViolationException.class})
    Response changedMeanwhile(PersistenceException exception) {
        LOG.info("A change was refused by the database: {}", exception.getMessage());
        return reply(409, Fault.of(CHANGED_MEANWHILE, TRY_AGAIN));
    }

    /** Errors that JAX-RS itself finds: unknown paths, methods, media types; also JSON that does not fit. */
    @ServerExceptionMapper
    Response protocol(WebApplicationException exception, ContainerRequestContext request) {
        if (exception.getCause() instanceof JsonProcessingException cause) {
            return brokenJson(cause);
        }
        Response response = exception.getResponse();
        if (response.getStatus() >= 500) {
            return unexpected(exception);
        }
        boolean isRouted = response.getStatus() != NOT_FOUND && response.getStatus() != METHOD_NOT_ALLOWED;
        if (!isRouted
                && NotImplemented.isKnown(
                        request.getMethod(), request.getUriInfo().getPath())) {
            return reply(NOT_IMPLEMENTED, Fault.of(ONLY_OVIRT, WHAT_THERE_IS));
        }
        String reason = response.getStatusInfo().getReasonPhrase();
        return Response.fromResponse(response)
                .entity(Fault.of(reason + ".", null))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable exception) {
        String message = String.valueOf(exception.getMessage());
        if (message.startsWith(TOO_MANY_PARAMETERS)) {
            return reply(TOO_LARGE, Fault.of("The form has too many fields.", "Send only those that are needed."));
        }
        if (DatabaseAway.isCauseOf(exception)) {
            LOG.warn("A request failed, for the database does not answer: {}", exception.toString());
            return unavailable(Fault.of("The engine's database does not answer at present.", "Try again in a moment."));
        }
        if (Causes.of(exception).anyMatch(HttpClosedException.class::isInstance)) {
            LOG.debug("A client has gone before it was answered", exception);
        } else {
            LOG.error("A request failed for a reason that is a defect of the engine", exception);
        }
        return reply(
                500,
                Fault.of(
                        "The engine could not do this because of a defect or a broken database.",
                        "Look at the engine's log around this time, or at the correlation id."));
    }

    /** In the format that the client wants, whatever kind of answer there would have been, and as the path has it. */
    @ServerResponseFilter
    void format(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Fault fault) {
            response.setEntity(fault.at(request.getUriInfo().getPath(), response.getStatus()));
            String type = AnswerFormat.wanted(request.getHeaderString(HttpHeaders.ACCEPT))
                    .type();
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type);
        }
    }

    static Response reply(int status, Fault fault) {
        return Response.status(status).entity(fault).build();
    }

    private static int status(FailureCode code) {
        return switch (code) {
            case VM_RUNNING, VM_UUID_SHARED, VM_NAME_IN_USE, VM_ID_IN_USE, DOMAIN_EXISTS -> 409;
            case INTERNAL -> 500;
            case HOST_BUSY, ENGINE_BUSY -> UNAVAILABLE;
            case SOURCE_UNREACHABLE,
                    SOURCE_FORBIDDEN,
                    SOURCE_NOT_A_VCENTER,
                    SOURCE_CREDENTIALS_REFUSED,
                    SOURCE_CERTIFICATE_UNTRUSTED,
                    SOURCE_HOST_KEY_UNKNOWN,
                    SOURCE_ERROR,
                    VM_NOT_FOUND,
                    VM_WITHOUT_DISKS,
                    DOMAIN_MISSING,
                    DOMAIN_NOT_ANSWERING,
                    DOMAIN_INVALID,
                    DOMAIN_READ_ONLY,
                    DOMAIN_FOREIGN_OWNER,
                    DOMAIN_FULL,
                    TEMPORARY_SPACE,
                    TOOL_MISSING,
                    TOOL_INCOMPLETE,
                    APPLIANCE_BROKEN,
                    GUEST_NOT_CONVERTIBLE,
                    GUEST_HIBERNATED,
                    GUEST_ENCRYPTED,
                    GUEST_WITHOUT_SPACE,
                    DRIVERS_MISSING,
                    COPY_FAILED,
                    CONVERSION_FAILED,
                    CONVERSION_STALLED,
                    RESULT_INVALID,
                    RESULT_OF_ANOTHER_MACHINE,
                    JOB_LOST,
                    HOST_UNREACHABLE,
                    HOST_CERTIFICATE_REFUSED,
                    CERTIFICATE_EXPIRES,
                    CANCELLED,
                    INVALID_REQUEST -> 400;
        };
    }
}
