package org.ovirt.v2v.engine.injection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ovirt.v2v.testbed.EngineClient;

/**
 * A request that the engine would carry out, and the same with one text in it that is another.
 *
 * @param path values of what stands in braces in the path, by name
 * @param query parameters that it has besides
 * @param body null if it has none
 */
record Request(Map<String, String> path, Map<String, String> query, ObjectNode body) {
    private static final String ITEM = "[]";

    /** With a reference for each other character: half of a pair of surrogates has no bytes. */
    private static final ObjectWriter ASCII = EngineClient.JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** With this text at this place. */
    Request with(ApiString where, String text) {
        return switch (where.place()) {
            case PATH -> new Request(put(path, where.name(), text), query, body);
            case QUERY -> new Request(path, put(query, where.name(), text), body);
            case HEADER -> this;
            case BODY, FORM -> {
                ObjectNode changed = body.deepCopy();
                put(changed, where.name(), text);
                yield new Request(path, query, changed);
            }
        };
    }

    private static Map<String, String> put(Map<String, String> map, String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(name, text);
        return changed;
    }

    private static void put(ObjectNode object, String name, String text) {
        String[] steps = name.split("\\.", 2);
        boolean isList = steps[0].endsWith(ITEM);
        String member = isList ? steps[0].substring(0, steps[0].length() - ITEM.length()) : steps[0];
        if (steps.length == 1) {
            object.put(member, text);
            return;
        }
        JsonNode inner = isList ? object.withArray(member).path(0) : object.path(member);
        if (!inner.isObject()) {
            inner = isList ? object.withArray(member).addObject() : object.putObject(member);
        }
        // an id beside it would be all that counts
        if (steps[1].equals("name")) {
            ((ObjectNode) inner).remove("id");
        }
        put((ObjectNode) inner, steps[1], text);
    }

    /** The path with its query, as it is sent. */
    String address(String template) {
        String address = template;
        for (Map.Entry<String, String> each : path.entrySet()) {
            address = address.replace("{" + each.getKey() + "}", encoded(each.getValue()));
        }
        return query.isEmpty() ? address : address + "?" + pairs(query);
    }

    byte[] json() {
        try {
            return ASCII.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] form() {
        Map<String, String> fields = new LinkedHashMap<>();
        body.properties()
                .forEach(each -> fields.put(each.getKey(), each.getValue().asText()));
        return pairs(fields).getBytes(StandardCharsets.UTF_8);
    }

    /** Characters that XML has no way to say are sent all the same, as a reference or as they are. */
    byte[] xml() {
        StringBuilder xml = new StringBuilder();
        write("request", body, xml);
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(String name, JsonNode value, StringBuilder xml) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            value.properties().forEach(each -> write(each.getKey(), each.getValue(), xml));
        } else if (value.isArray()) {
            value.forEach(each -> write(name.substring(0, name.length() - 1), each, xml));
        } else {
            value.asText().codePoints().forEach(each -> {
                boolean isPlain = each >= ' ' && each != '<' && each != '&' && each != '>' && each < 0xD800;
                if (isPlain) {
                    xml.appendCodePoint(each);
                } else {
                    xml.append("&#").append(each).append(';');
                }
            });
        }
        xml.append("</").append(name).append('>');
    }

    private static String pairs(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A surrogate that stands alone is sent as the bytes that it would be. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints()
                .forEach(each -> encoded.append(
                        each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE
                                ? "%ED%" + Integer.toHexString(0x80 | (each >> 6 & 0x3F)) + "%"
                                        + Integer.toHexString(0x80 | (each & 0x3F))
                                : URLEncoder.encode(Character.toString(each), StandardCharsets.UTF_8)
                                        .replace("+", "%20")));
        return encoded.toString();
    }
}
