package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ovirt.v2v.testbed.GeneratedFile;

/** An OpenAPI document for people. */
final class ApiMarkdown {
    private static final String REFERENCE = "$ref";

    private final JsonNode api;

    ApiMarkdown(JsonNode api) {
        this.api = api;
    }

    private record Operation(String method, String path, JsonNode node) {
        String tag() {
            return node.path("tags").path(0).asText();
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("# REST API\n\n<!-- Made by " + GeneratedFile.COMMAND
                + " of the annotations of the resources. -->\n\n"
                + api.path("info").path("description").asText()
                + "\n\nThe same as an OpenAPI document: [openapi.yaml](openapi.yaml). A running engine serves it at"
                + " `/ovirt-engine/services/openapi`.\nEvery operation needs a token (`Authorization: Bearer`) or HTTP Basic,"
                + " except those for signing in. The engine's own pages use a cookie instead, see `openSession`.\n");
        operations().forEach((tag, operations) -> {
            text.append("\n## ").append(tag).append('\n');
            operations.forEach(operation -> describe(operation, text));
        });
        text.append("\n## Faults\n\n| status | |\n|---|---|\n");
        api.path("components").path("responses").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append("| %s | %s |%n"
                        .formatted(
                                entry.getKey().substring("Fault".length()),
                                entry.getValue().path("description").asText())));
        text.append("\n## Schemas\n");
        api.path("components").path("schemas").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> schema(entry.getKey(), entry.getValue(), text));
        return text.toString();
    }

    private Map<String, List<Operation>> operations() {
        Map<String, List<Operation>> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                Operation operation =
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue());
                operations
                        .computeIfAbsent(operation.tag(), tag -> new ArrayList<>())
                        .add(operation);
            }
        }
        operations
                .values()
                .forEach(list -> list.sort(Comparator.comparing(Operation::path).thenComparing(Operation::method)));
        return operations;
    }

    private static void describe(Operation operation, StringBuilder text) {
        JsonNode node = operation.node();
        text.append("\n### `%s %s`%n%n%s (`%s`).%n"
                .formatted(
                        operation.method(),
                        operation.path(),
                        node.path("summary").asText(),
                        node.path("operationId").asText()));
        if (node.has("description")) {
            text.append("\n").append(node.path("description").asText()).append("\n");
        }
        JsonNode parameters = node.path("parameters");
        if (!parameters.isEmpty()) {
            text.append("\n| parameter | in | |\n|---|---|---|\n");
            parameters.forEach(parameter -> text.append("| `%s` | %s | %s |%n"
                    .formatted(
                            parameter.path("name").asText(),
                            parameter.path("in").asText(),
                            parameter.path("description").asText())));
        }
        node.path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> text.append("\nBody (%s): %s%n"
                        .formatted(content.getKey(), type(content.getValue().path("schema")))));
        JsonNode example = node.at("/requestBody/content/application~1json/example");
        if (!example.isMissingNode()) {
            text.append("\n```json\n").append(example).append("\n```\n");
        }
        List<String> faults = new ArrayList<>();
        node.path("responses").properties().forEach(response -> {
            if (response.getValue().has(REFERENCE)) {
                faults.add(response.getKey());
            } else {
                JsonNode content = response.getValue().path("content");
                text.append("\n%s: %s%n"
                        .formatted(
                                response.getKey(),
                                content.isEmpty()
                                        ? "no body described"
                                        : type(content.iterator().next().path("schema"))));
                appendExamples(content, text);
            }
        });
        text.append("\nFaults: ")
                .append(String.join(", ", new TreeSet<>(faults)))
                .append('\n');
    }

    private static void appendExamples(JsonNode content, StringBuilder text) {
        content.properties().stream()
                .filter(type -> type.getValue().has("example"))
                .forEach(type -> text.append("\n```%s\n%s\n```\n"
                        .formatted(
                                type.getKey().contains("json") ? "json" : "text",
                                type.getValue().path("example").isTextual()
                                        ? type.getValue()
                                                .path("example")
                                                .asText()
                                                .strip()
                                        : type.getValue().path("example"))));
    }

    private static void schema(String name, JsonNode schema, StringBuilder text) {
        text.append("\n### ").append(name).append("\n\n");
        if (schema.has("description")) {
            text.append(schema.path("description").asText()).append("\n\n");
        }
        if (schema.has("enum") || schema.path("type").asText().equals("string")) {
            text.append(type(schema)).append('\n');
            return;
        }
        text.append("| member | | |\n|---|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(member -> text.append("| `%s` | %s | %s |%n"
                        .formatted(
                                member.getKey(),
                                type(member.getValue()),
                                member.getValue().path("description").asText())));
    }

    private static String type(JsonNode schema) {
        if (schema.has(REFERENCE)) {
            String name = schema.path(REFERENCE).asText().replaceAll(".*/", "");
            return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
        }
        if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
            return String.join(", ", words);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        return schema.has("format") ? type + " (" + schema.path("format").asText() + ")" : type;
    }
}
