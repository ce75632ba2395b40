package org.ovirt.v2v.engine.rest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.ovirt.v2v.engine.provider.MachineProperty;

/**
 * Completes the OpenAPI document, when the engine is built, with what holds for every operation: how one signs in, the faults,
 * and that {@link JsonCodec} writes numbers and booleans as texts.
 */
public final class ApiDescription implements OASFilter {
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    /** What elements are made of says nothing of them; {@link OvirtSchemas} does. */
    private static final List<String> INTERNAL = List.of("Element", "JsonNode", "JsonNodeType", "ObjectNode");

    /** Whose numbers are those of JSON. */
    private static final String WITH_NUMBERS = "SessionRepresentation";

    private static final String FAULT = "Fault";
    private static final String TOKEN = "token";
    private static final String PASSWORD = "password";
    private static final String COOKIE = "cookie";
    private static final String SIGN_IN = "Signing in";

    /** Enums whose constants are written in lower case, as oVirt does. */
    private static final List<String> READ_IN_ANY_CASE = List.of("Allocation", "DiskFormat");

    private static final Map<String, String> FAULTS = Map.of(
            "400", "The request cannot be done as it is; the fault says why and what to do.",
            "401", "Nobody is signed in, or the token has expired.",
            "403", "The user may not do this; the fault names the permission that is missing.",
            "404", "There is no such thing.",
            "409", "It is in the way of something else; the fault names it.",
            "412", "It is not as it was read any more; see If-Match.",
            "422", "Another request was sent with this Idempotency-Key.",
            "500", "A defect of the engine, or a broken database.",
            "503", "The proxy host does as much as it may; try again later.");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The access_token that signIn gives."))
                .addSecurityScheme(
                        PASSWORD,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("User name with profile, as in admin@internal, and password."))
                .addSecurityScheme(
                        COOKIE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("__Host-v2v-session")
                                .description(
                                        "What openSession sets, for the engine's own pages. Requests that are neither GET nor HEAD"
                                                + " carry the header V2V-Pages: 1 besides."))
                .addSchema(FAULT, fault());
        api.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme(TOKEN),
                OASFactory.createSecurityRequirement().addScheme(PASSWORD),
                OASFactory.createSecurityRequirement().addScheme(COOKIE)));
        new TreeMap<>(FAULTS)
                .forEach((status, meaning) -> api.getComponents().addResponse(name(status), response(meaning)));
        INTERNAL.forEach(api.getComponents()::removeSchema);
        // a text in requests, and in no answer
        Schema secret = api.getComponents().getSchemas().get("Secret");
        secret.setType(List.of(SchemaType.STRING));
        secret.setProperties(null);
        secret.setFormat("password");
        api.getComponents()
                .getSchemas()
                .get("Instant")
                .setDescription("A time in ISO 8601 with its offset from UTC; that of answers is in UTC.");
        OvirtSchemas.addTo(api.getComponents());
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (!name.equals(WITH_NUMBERS)) {
                writeAsTexts(schema);
            }
        });
        Map<String, String> meanings = ApiExamples.members();
        api.getComponents().getSchemas().forEach((name, schema) -> explain(name, schema, meanings));
        READ_IN_ANY_CASE.forEach(
                name -> inLowerCase(api.getComponents().getSchemas().get(name)));
        Map<String, Map<String, Object>> examples = ApiExamples.bodies();
        Map<String, Map<String, Object>> answers = ApiExamples.answers();
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    describe(path, method, operation);
                    Optional.ofNullable(examples.get(operation.getOperationId()))
                            .ifPresent(body -> operation
                                    .getRequestBody()
                                    .getContent()
                                    .getMediaType(JSON)
                                    .setExample(body));
                    Optional.ofNullable(answers.get(operation.getOperationId()))
                            .ifPresent(answer -> show(operation, answer));
                }));
    }

    /** @param answer its status, and an example for each media type */
    private static void show(Operation operation, Map<String, Object> answer) {
        APIResponse response =
                operation.getResponses().getAPIResponse(answer.get("status").toString());
        answer.forEach((type, example) -> Optional.ofNullable(response)
                .map(APIResponse::getContent)
                .map(content -> content.getMediaType(type))
                .ifPresent(media -> media.setExample(example)));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        answer(operation, "add", "201");
        answer(operation, "attach", "201");
        answer(operation, "importMachine", "202");
        answer(operation, "retryImport", "202");
        if (operation.getOperationId().startsWith("importMachine")) {
            operation
                    .getResponses()
                    .addAPIResponse("200", dryRun(operation.getResponses().getAPIResponse("202")));
            fault(operation, "422");
        }
        OvirtSchemas.answer(operation.getOperationId()).ifPresent(schema -> answerWith(operation, schema));
        // JAX-RS' own notions of who is let in, which do not hold here
        List.of("401", "403").forEach(status -> operation.getResponses().removeAPIResponse(status));
        fault(operation, "400");
        fault(operation, "500");
        if (operation.getTags().contains(SIGN_IN)) {
            operation.setSecurity(List.of());
            return;
        }
        fault(operation, "401");
        fault(operation, "403");
        if (path.contains("{")) {
            fault(operation, "404");
        }
        if (method != PathItem.HttpMethod.GET) {
            fault(operation, "409");
        }
        if (isConditional(operation)) {
            fault(operation, "412");
        }
        if (operation.getOperationId().equals("listMachines")) {
            Stream.of(MachineProperty.values()).forEach(property -> operation.addParameter(filter(property.word())));
        }
        if (method == PathItem.HttpMethod.GET
                && OvirtSchemas.answer(operation.getOperationId()).isPresent()) {
            operation.addParameter(follow());
        }
        if (operation.getOperationId().equals("importMachines")) {
            operation.getRequestBody().getContent().getMediaType(CsvBatch.TYPE).setSchema(text("A table, see above."));
        }
        if (path.contains("externalvmproviders")) {
            fault(operation, "503");
        }
    }

    private static boolean isConditional(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> Versions.IF_MATCH.equals(parameter.getName()));
    }

    /** {@code @ResponseStatus} is not known to those who make the document. */
    private static void answer(Operation operation, String beginning, String status) {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        if (operation.getOperationId().startsWith(beginning) && answer != null) {
            operation.getResponses().removeAPIResponse("200");
            operation.getResponses().addAPIResponse(status, answer);
        }
    }

    private static void answerWith(Operation operation, Schema schema) {
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2") && answer.getContent() != null) {
                answer.getContent().getMediaTypes().values().forEach(type -> type.setSchema(schema));
            }
        });
    }

    private static APIResponse dryRun(APIResponse accepted) {
        return OASFactory.createAPIResponse()
                .description("What a dry run has found")
                .content(accepted.getContent());
    }

    private static void fault(Operation operation, String status) {
        operation
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref("#/components/responses/" + name(status)));
    }

    private static String name(String status) {
        return FAULT + status;
    }

    private static APIResponse response(String meaning) {
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(XML, faultMediaType())
                        .addMediaType(JSON, faultMediaType()));
    }

    private static MediaType faultMediaType() {
        return OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + FAULT));
    }

    private static Schema fault() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Why a request failed.")
                .addProperty("reason", text("In short."))
                .addProperty("detail", text("What happened, in brackets as oVirt has it."))
                .addProperty("code", text("A failure code; docs/errors.md lists them."))
                .addProperty("remedy", text("What to do."))
                .addProperty("field", text("The path of the member or parameter that is wrong."))
                .addProperty("output", text("The words of the tool that failed."))
                .addProperty("error", text("The detail once more, for oVirt's clients; only of signing in and out."))
                .addProperty("error_code", text("server_error or invalid_request; only of signing in and out."));
    }

    private static Parameter filter(String property) {
        return OASFactory.createParameter()
                .name(property)
                .in(Parameter.In.QUERY)
                .description("Only machines whose " + property + " is this; * stands for any characters.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Parameter follow() {
        return OASFactory.createParameter()
                .name(FollowedLinks.PARAMETER)
                .in(Parameter.In.QUERY)
                .description(
                        "Links to be followed, as in cluster.data_center,nics: what they lead to is put into the answer.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Schema text(String meaning) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(meaning);
    }

    private static void inLowerCase(Schema constants) {
        constants.setEnumeration(constants.getEnumeration().stream()
                .map(constant -> (Object) constant.toString().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** What has a meaning already keeps it. */
    private static void explain(String name, Schema schema, Map<String, String> meanings) {
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).forEach((property, member) -> {
            if (member.getDescription() == null) {
                member.setDescription(meanings.getOrDefault(name + "." + property, meanings.get(property)));
            }
        });
    }

    /** Readers take both; writers write texts. */
    private static void writeAsTexts(Schema schema) {
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).values().forEach(member -> {
            List<SchemaType> types = Optional.ofNullable(member.getType()).orElse(List.of());
            if (types.contains(SchemaType.INTEGER)) {
                asText(member, "^-?[0-9]+$");
            } else if (types.contains(SchemaType.NUMBER)) {
                asText(member, "^-?[0-9]+([.][0-9]+)?(E-?[0-9]+)?$");
            } else if (types.contains(SchemaType.BOOLEAN)) {
                asText(member, "^(true|false)$");
            }
        });
    }

    private static void asText(Schema member, String pattern) {
        member.setType(List.of(SchemaType.STRING));
        member.setFormat(null);
        member.setPattern(pattern);
    }
}
