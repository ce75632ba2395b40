package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.response.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the engine has answered to each operation, in which what differs from run to run is replaced. */
final class RecordedAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*-----END CERTIFICATE-----\\s*", Pattern.DOTALL);
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern EVENT = Pattern.compile("/events/\\d+");

    /** How many entries of a list are enough. */
    private static final int SHOWN = 2;

    private static final String SOME_TIME = "2026-01-15T09:30:00Z";

    /** Members whose values depend on how fast the test runs, and what is shown instead. */
    private static final Map<String, String> VOLATILE = Map.ofEntries(
            Map.entry("access_token", "NGYyYjE2NzQtZGI5Ni00"),
            Map.entry(
                    "fingerprint",
                    "5F:1C:0B:9D:77:E0:0A:3E:24:B1:6C:52:88:D3:F9:40:1E:AB:67:C5:90:3D:82:44:EE:71:09:5A:B8:6F:C2:1D"),
            Map.entry("exp", "1768483800000"),
            Map.entry("expires_in", "3600"),
            Map.entry("subject", "CN=vcenter.example.com"),
            Map.entry("issuer", "CN=An authority"),
            Map.entry("day", "2026-01-15"));

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, JsonNode> answers = new TreeMap<>();

    /** This id is shown as it stands in an example. */
    void name(String id, String shown) {
        ids.put(id, shown);
    }

    /** Keeps the first answer to an operation; one without a document says nothing. */
    void add(String operation, Response answer) {
        ObjectNode recorded = JSON.createObjectNode().put("status", String.valueOf(answer.statusCode()));
        String type = Optional.ofNullable(answer.contentType()).orElse("");
        if (type.startsWith("application/json")) {
            recorded.set("application/json", shown("", read(answer.asString())));
        } else if (type.startsWith("text/plain")) {
            recorded.put("text/plain", text(answer.asString()));
        }
        if (recorded.size() > 1) {
            answers.putIfAbsent(operation, recorded);
        }
    }

    Map<String, JsonNode> byOperation() {
        return answers;
    }

    /** As a document, in the order of the operations' names. */
    String document() {
        try {
            return JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(answers) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode shown(String name, JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            value.properties()
                    .forEach(member -> object.set(member.getKey(), shown(member.getKey(), member.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            StreamSupport.stream(value.spliterator(), false)
                    .limit(isLink(value.path(0)) ? value.size() : SHOWN)
                    .forEach(each -> array.add(shown(name, each)));
            return array;
        }
        if (VOLATILE.containsKey(name)) {
            return value.isNumber()
                    ? JSON.getNodeFactory().numberNode(Long.parseLong(VOLATILE.get(name)))
                    : TextNode.valueOf(VOLATILE.get(name));
        }
        if (name.equals("id") && value.asText().matches("\\d+")) {
            return TextNode.valueOf("42"); // an event's
        }
        return value.isTextual() ? TextNode.valueOf(text(value.textValue())) : value;
    }

    private static boolean isLink(JsonNode value) {
        return value.has("rel");
    }

    private String text(String value) {
        Matcher id = ID.matcher(value);
        String named = id.replaceAll(found -> ids.computeIfAbsent(found.group(), this::another));
        String numbered = EVENT.matcher(named).replaceAll("/events/42");
        String dated = TIME.matcher(numbered).replaceAll(SOME_TIME);
        return CERTIFICATE.matcher(dated).replaceAll("-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n");
    }

    private String another(String id) {
        return UUID.nameUUIDFromBytes(("example " + ids.size()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
