package org.ovirt.v2v.engine.rest.wire;

import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An element of the API: in XML by its name, in JSON by what it contains.
 *
 * @param name as in {@code vm} or {@code vms}
 * @param content as the engine writes it in JSON: names in snake case, all scalars as texts, a list as an array below the name of
 *     one of its elements
 */
@Schema(type = SchemaType.OBJECT, implementation = Object.class)
public record Element(String name, @JsonValue ObjectNode content) {
    private static final String LINK = "link";

    /** A record of ours, whose {@link JsonRootName} is the element's name, as the tree that it is in JSON. */
    public static Element of(Class<?> type, ObjectNode content) {
        JsonRootName name = type.getAnnotation(JsonRootName.class);
        if (name == null) {
            throw new IllegalArgumentException("no element is named for " + type);
        }
        return new Element(name.value(), content);
    }

    /** A list of elements of one kind. */
    static Element list(String name, String each, List<Element> elements) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ArrayNode array = content.putArray(each);
        elements.forEach(element -> array.add(element.content));
        return new Element(name, content);
    }

    /** With a member more, which oVirt's type does not have; null for none. */
    public Element with(String member, JsonNode value) {
        if (value == null || value.isNull()) {
            return this;
        }
        ObjectNode extended = copy(content);
        extended.set(member, value);
        return new Element(name, extended);
    }

    /** As {@link #with(String, JsonNode)}. */
    public Element with(String member, String value) {
        return value == null ? this : with(member, JsonNodeFactory.instance.textNode(value));
    }

    /** As {@link #with(String, String)}, in an object that it has. */
    public Element withInside(String object, String member, String value) {
        return with(object, copy(content.path(object)).put(member, value));
    }

    /** With a link to what belongs to it, such as a machine's disks. */
    public Element withLink(String rel, String href) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        content.path(LINK).forEach(links::add);
        links.add(link(rel, href));
        return with(LINK, links);
    }

    /** With links to what can be done with it. */
    public Element withActions(String href, String... actions) {
        ObjectNode possible = JsonNodeFactory.instance.objectNode();
        ArrayNode links = possible.putArray(LINK);
        for (String action : actions) {
            links.add(link(action, href + "/" + action));
        }
        return with("actions", possible);
    }

    private static ObjectNode link(String rel, String href) {
        return JsonNodeFactory.instance.objectNode().put("href", href).put("rel", rel);
    }

    /** Of the object alone: what is in it is shared, for nothing in an element is ever changed, and a list may have a thousand. */
    private static ObjectNode copy(JsonNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }
}
