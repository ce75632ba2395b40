package org.ovirt.v2v.engine.rest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.imports.ConversionLogs;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.model.rpc.ConversionLog;
import org.ovirt.v2v.model.rpc.JobLogPart;

/** What virt-v2v wrote in the attempts of imports. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORTS)
public class ImportLogResource {
    /** How often is looked whether virt-v2v has written more. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** In bytes; virt-v2v may have written more since somebody looked. */
    private static final int LARGEST_PIECE = 1 << 20;

    private static final String FOLLOW = "follow";
    private static final String OFFSET = "offset";

    private final ImportHistory history;
    private final ConversionLogs logs;
    private final SupportBundle bundle;
    private final ExecutorService executor;
    private final OpenStreams streams;
    private final CurrentAccess access;

    public ImportLogResource(
            ImportHistory history,
            ConversionLogs logs,
            SupportBundle bundle,
            ExecutorService executor,
            OpenStreams streams,
            CurrentAccess access) {
        this.access = access;
        this.streams = streams;
        this.bundle = bundle;
        this.history = history;
        this.logs = logs;
        this.executor = executor;
    }

    /** Blocking since the proxy host is asked first. */
    @GET
    @Path("{id}/attempts/{attempt}/log")
    @Blocking
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getConversionLog",
            summary = "Hands out what virt-v2v wrote in an attempt, as it is now or until it ends",
            description =
                    "It lies on the proxy host, which keeps it for 14 days; of one longer than 4 MiB the middle is left out"
                            + " once the attempt has ended. The header Range is honoured, unless the log is followed.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> log(
            @Parameter(description = "The id of the import.") @PathParam("id") String id,
            @Parameter(description = "The id of the attempt.") @PathParam("attempt") String attempt,
            @Parameter(
                            description =
                                    "stderr, with all messages, unless stdout, the steps, or json, both for programs, is wanted.")
                    @QueryParam("file")
                    String file,
            @Parameter(description = "Whether the answer goes on until the attempt has ended: true or false.")
                    @QueryParam(FOLLOW)
                    String follow,
            @Parameter(description = "The first byte that is wanted, counted from 0.") @QueryParam(OFFSET)
                    String offset,
            @Parameter(description = "Part of the log, in bytes.") @HeaderParam("Range") String range,
            @Context RoutingContext http) {
        Source source = new Source(
                history.attempt(ApiPath.id(EntityKind.IMPORT, id), ApiPath.id(EntityKind.ATTEMPT, attempt)), log(file));
        boolean follows = QueryFlag.parse(FOLLOW, follow);
        long size = read(source, 0, 0).size();
        long first = Math.min(first(offset), size);
        HttpServerResponse response = http.response();
        // refused before anything of the answer is set, if the user has too many streams open
        Optional<Uni<Void>> followed =
                follows ? Optional.of(streams.writeFile(http, following(source, first))) : Optional.empty();
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN + ";charset=UTF-8");
        if (followed.isPresent()) {
            response.setChunked(true);
            return followed.get();
        }
        response.putHeader("Accept-Ranges", "bytes");
        ByteRange wanted = Optional.ofNullable(range)
                .flatMap(text -> ByteRange.parse(text, size))
                .map(part -> partly(response, part, size))
                .orElse(new ByteRange(first, size));
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(wanted.length()));
        return StreamWriter.writeFile(http, pieces(source, wanted));
    }

    @GET
    @Path("{id}/supportbundle")
    @Produces("application/zip")
    @Operation(
            operationId = "getSupportBundle",
            summary = "Hands out all that helps to find out why an import went as it did",
            description =
                    "A ZIP archive with the import, its attempts and events, what its proxy hosts say of themselves, and the"
                            + " logs of the five latest attempts; there are no passwords in it.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<StreamingOutput> supportBundle(
            @Parameter(description = "The id of the import.") @PathParam("id") String id) {
        ImportSnapshot subject = history.get(ApiPath.id(EntityKind.IMPORT, id));
        // asked here since who asks need not be known where the answer is written
        Access asking = access.get();
        return RestResponse.ResponseBuilder.<StreamingOutput>ok(out -> bundle.write(subject, asking, out))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + subject.id() + ".zip\"")
                .build();
    }

    private record Source(ImportAttempt attempt, ConversionLog log) {}

    /** Where the next piece begins. */
    private static final class Position {
        private long next;
        private boolean ended;

        private Position(long next) {
            this.next = next;
        }
    }

    private static ByteRange partly(HttpServerResponse response, ByteRange part, long size) {
        response.putHeader("Content-Range", part.of(size)).setStatusCode(part.isSatisfiable() ? 206 : 416);
        return part.isSatisfiable() ? part : new ByteRange(0, 0);
    }

    private Multi<Buffer> pieces(Source source, ByteRange wanted) {
        if (!wanted.isSatisfiable()) {
            return Multi.createFrom().empty();
        }
        Position position = new Position(wanted.from());
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> next(source, position, wanted.to()))
                        .runSubscriptionOn(executor))
                .whilst(piece -> position.next < wanted.to());
    }

    private Buffer next(Source source, Position position, long end) {
        byte[] content = read(source, position.next, end - position.next).bytes();
        if (content.length == 0) {
            throw new IllegalStateException("the log has become shorter than " + end + " bytes");
        }
        position.next += content.length;
        return Buffer.buffer(content);
    }

    private Multi<Buffer> following(Source source, long first) {
        Position position = new Position(first);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(() -> news(source, position)).runSubscriptionOn(executor))
                .withDelay(PERIOD)
                .whilst(piece -> !position.ended);
    }

    /** What has come since; often nothing. */
    private Buffer news(Source source, Position position) {
        Buffer news = Buffer.buffer();
        byte[] content;
        do {
            JobLogPart part = read(source, position.next, Long.MAX_VALUE);
            content = part.bytes();
            news.appendBytes(content);
            position.next += content.length;
            position.ended = part.complete() && content.length == 0;
        } while (content.length > 0 && news.length() < LARGEST_PIECE);
        return news;
    }

    private JobLogPart read(Source source, long offset, long length) {
        return logs.part(source.attempt(), source.log(), offset, length)
                .orElseThrow(() -> new NoSuchEntityException(
                        EntityKind.LOG, source.attempt().jobId()));
    }

    private static long first(String offset) {
        if (offset != null && !offset.matches("\\d{1,18}")) {
            throw new InvalidFieldException(OFFSET, "The value is not a number of bytes.");
        }
        return offset == null ? 0 : Long.parseLong(offset);
    }

    private static ConversionLog log(String file) {
        return file == null
                ? ConversionLog.STDERR
                : Arrays.stream(ConversionLog.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(file))
                        .findFirst()
                        .orElseThrow(() -> new InvalidFieldException(
                                "file",
                                "There is no log " + KnownNames.quoted(file) + ". "
                                        + KnownNames.hint(
                                                file,
                                                Arrays.stream(ConversionLog.values())
                                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                                        .toList())));
    }
}
