package org.ovirt.v2v.engine.injection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text that comes from outside by the API, as its OpenAPI document describes it.
 *
 * @param operation its operationId
 * @param method of HTTP
 * @param path with names in braces
 * @param name of a parameter, or the path of a member of the body such as {@code imports[].vm.name}
 */
record ApiString(String operation, String method, String path, Place place, String name) {
    private static final String PARAMETERS = "parameters";

    /** Where it stands. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        BODY,
        FORM
    }

    /** As the table names it. */
    String key() {
        return operation + " " + place.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    /** All texts of a document: every member and parameter, since each of them can be sent as a text. */
    static List<ApiString> of(JsonNode api) {
        List<ApiString> found = new ArrayList<>();
        api.path("paths").properties().forEach(path -> {
            JsonNode shared = path.getValue().path(PARAMETERS);
            path.getValue().properties().stream()
                    .filter(each -> !each.getKey().equals(PARAMETERS))
                    .forEach(each -> {
                        Reader reader = new Reader(
                                api,
                                each.getValue().path("operationId").asText(),
                                each.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                found);
                        reader.parameters(shared);
                        reader.parameters(each.getValue().path(PARAMETERS));
                        reader.bodies(each.getValue().path("requestBody").path("content"));
                    });
        });
        return List.copyOf(found);
    }

    private record Reader(JsonNode api, String operation, String method, String path, List<ApiString> found) {
        void parameters(JsonNode parameters) {
            for (JsonNode each : parameters) {
                JsonNode parameter = resolved(each);
                add(
                        Place.valueOf(parameter.path("in").asText().toUpperCase(Locale.ROOT)),
                        parameter.path("name").asText());
            }
        }

        void bodies(JsonNode content) {
            Set<String> members = new TreeSet<>();
            boolean[] isForm = {false};
            content.properties().forEach(type -> {
                isForm[0] |= type.getKey().contains("form");
                members(type.getValue().path("schema"), "", members);
            });
            members.forEach(name -> add(isForm[0] ? Place.FORM : Place.BODY, name));
        }

        private void members(JsonNode given, String at, Set<String> members) {
            JsonNode schema = resolved(given);
            for (String combination : List.of("allOf", "anyOf", "oneOf")) {
                schema.path(combination).forEach(each -> members(each, at, members));
            }
            if (schema.has("properties")) {
                schema.path("properties")
                        .properties()
                        .forEach(each -> members(
                                each.getValue(), at.isEmpty() ? each.getKey() : at + "." + each.getKey(), members));
            } else if (schema.has("items")) {
                members(schema.path("items"), at + "[]", members);
            } else if (schema.has("type") && !schema.path("type").toString().contains("object")) {
                members.add(at);
            }
        }

        private JsonNode resolved(JsonNode node) {
            JsonNode resolved = node;
            while (resolved.has("$ref")) {
                resolved = api.at(resolved.path("$ref").asText().substring(1));
            }
            return resolved;
        }

        private void add(Place place, String name) {
            found.add(new ApiString(operation, method, path, place, name));
        }
    }
}
