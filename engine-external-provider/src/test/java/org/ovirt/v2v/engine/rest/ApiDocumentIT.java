package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.Repository;

/** The OpenAPI document that the build has made of the resources is the one in the repository, and is fit for use. */
class ApiDocumentIT {
    private static final String BUILT = "engine-external-provider/target/openapi/openapi.";
    private static final String REFERENCE = "$ref";

    private final JsonNode api;

    ApiDocumentIT() throws IOException {
        api = new ObjectMapper().readTree(Files.readString(Repository.file(BUILT + "json")));
    }

    @Test
    void theDocumentInTheRepositoryIsCurrent() throws IOException {
        GeneratedFile.mustBe("docs/openapi.yaml", Files.readString(Repository.file(BUILT + "yaml")));
        GeneratedFile.mustBe("docs/api.md", new ApiMarkdown(api).text());
    }

    @Test
    void everyOperationHasAnIdOfItsOwnASummaryATagAndFaults() {
        Set<String> ids = new HashSet<>();
        for (JsonNode operation : operations()) {
            String id = operation.path("operationId").asText();
            assertThat(ids.add(id)).as("id \"%s\" is given and unique", id).isTrue();
            assertThat(id).isNotBlank();
            assertThat(operation.path("summary").asText())
                    .as("summary of %s", id)
                    .isNotBlank();
            assertThat(operation.path("tags")).as("tag of %s", id).hasSize(1);
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .as("responses of %s", id)
                    .anyMatch(status -> status.startsWith("2"))
                    .contains("400", "500");
        }
        assertThat(ids).contains("importMachine", "signIn", "listMachines").hasSizeGreaterThan(40);
    }

    @Test
    void theAnswersAreThoseOfTheResources() {
        Map<String, String> expected = new TreeMap<>();
        for (JavaMethod method : new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.ovirt.v2v.engine.rest")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(each -> each.isAnnotatedWith(Operation.class))
                        .toList()) {
            expected.put(
                    method.getAnnotationOfType(Operation.class).operationId(),
                    String.valueOf(method.tryGetAnnotationOfType(ResponseStatus.class)
                            .map(ResponseStatus::value)
                            .orElse(200)));
        }

        assertThat(operations()).hasSameSizeAs(expected.keySet()).allSatisfy(operation -> assertThat(operation
                        .path("responses")
                        .has(expected.get(operation.path("operationId").asText())))
                .as(operation.path("operationId").asText())
                .isTrue());
    }

    @Test
    void everyAnswerHasAnExampleWhoseMembersAreDescribed() {
        List<String> missing = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        for (JsonNode operation : operations()) {
            String id = operation.path("operationId").asText();
            JsonNode shown = operation.path("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .map(response -> response.getValue().at("/content/application~1json"))
                    .filter(media -> !media.isMissingNode())
                    .reduce((one, other) -> one.has("example") ? one : other)
                    .orElse(MissingNode.getInstance());
            if (!shown.isMissingNode() && !shown.has("example")) {
                missing.add(id);
            }
            compare(id, shown.path("schema"), shown.path("example"), strange);
        }
        assertThat(missing).as("operations without an example of their answer").isEmpty();
        assertThat(strange).as("members of examples that are not as described").isEmpty();
    }

    private void compare(String place, JsonNode described, JsonNode example, List<String> strange) {
        JsonNode schema = described.has(REFERENCE)
                ? api.at(described.path(REFERENCE).asText().substring(1))
                : described;
        if (example.isArray()) {
            example.forEach(each -> compare(place, schema.path("items"), each, strange));
        } else if (example.isObject() && schema.has("properties")) {
            example.properties().forEach(member -> {
                JsonNode property = schema.path("properties").path(member.getKey());
                String inner = place + "." + member.getKey();
                if (property.isMissingNode()) {
                    strange.add(inner);
                } else {
                    compare(inner, property, member.getValue(), strange);
                }
            });
        } else if (schema.has("pattern")
                && !example.asText().matches(schema.path("pattern").asText())) {
            strange.add(place + " = " + example.asText());
        }
    }

    @Test
    void everyParameterHasAMeaning() {
        for (JsonNode operation : operations()) {
            for (JsonNode parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as("%s of %s", parameter.path("name"), operation.path("operationId"))
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyMemberOfASchemaHasAMeaning() {
        assertThat(members().entrySet())
                .isNotEmpty()
                .filteredOn(member -> member.getValue().isBlank())
                .as("members without a description; it belongs into members.json")
                .isEmpty();
    }

    @Test
    void everyMeaningBelongsToAMember() {
        Map<String, String> members = members();
        assertThat(ApiExamples.members().entrySet())
                .filteredOn(meaning -> members.entrySet().stream()
                        .noneMatch(member -> isOf(meaning.getKey(), member.getKey())
                                && member.getValue().equals(meaning.getValue())))
                .as("meanings in members.json that no member has")
                .isEmpty();
    }

    /** @param place a member with its schema */
    private static boolean isOf(String name, String place) {
        return place.equals(name) || place.endsWith("." + name);
    }

    /** What members mean, by schema and member; empty if nobody says. */
    private Map<String, String> members() {
        Map<String, String> members = new TreeMap<>();
        api.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(member -> members.put(
                        schema.getKey() + "." + member.getKey(),
                        member.getValue().path("description").asText())));
        return members;
    }

    @Test
    void everybodyHasToSignInExceptToSignIn() {
        assertThat(api.path("security")).isNotEmpty();
        for (JsonNode operation : operations()) {
            boolean signsIn = operation.path("tags").path(0).asText().equals("Signing in");
            assertThat(operation.has("security"))
                    .as(operation.path("operationId").asText())
                    .isEqualTo(signsIn);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(api, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everySchemaIsUsed() {
        List<String> references = new ArrayList<>();
        collect(api, references);
        assertThat(api.path("components").path("schemas").fieldNames())
                .toIterable()
                .allSatisfy(schema -> assertThat(references).contains("#/components/schemas/" + schema));
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        for (JsonNode path : api.path("paths")) {
            for (Map.Entry<String, JsonNode> operation : path.properties()) {
                operations.add(operation.getValue());
            }
        }
        return operations;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has(REFERENCE)) {
            references.add(node.path(REFERENCE).asText());
        }
        node.forEach(child -> collect(child, references));
    }
}
