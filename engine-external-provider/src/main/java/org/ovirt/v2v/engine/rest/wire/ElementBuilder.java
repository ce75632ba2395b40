package org.ovirt.v2v.engine.rest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import org.ovirt.api.metamodel.runtime.xml.XmlWriter;

/** Takes what the SDK's writers write as a tree. They know no interface, so that this has to be a kind of their class. */
final class ElementBuilder extends XmlWriter {
    /** As the SDK has it, whose own formatter takes a quarter of the time of a list of jobs. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final Deque<Open> open = new ArrayDeque<>();
    private Element root;

    ElementBuilder() {
        super(Writer.nullWriter(), false);
    }

    /** An element whose end has not come yet. */
    private static final class Open {
        private final String name;
        private final ObjectNode content = JsonNodeFactory.instance.objectNode();
        private String text;

        private Open(String name) {
            this.name = name;
        }
    }

    @Override
    public void writeStartElement(String name) {
        open.push(new Open(name));
    }

    @Override
    public void writeAttribute(String name, String value) {
        open.element().content.put(name, value);
    }

    @Override
    public void writeCharacters(String text) {
        open.element().text = text;
    }

    @Override
    public void writeDate(String name, Date time) {
        writeElement(name, TIME.format(time.toInstant()));
    }

    @Override
    public void writeEndElement() {
        Open ended = open.pop();
        if (open.isEmpty()) {
            root = new Element(ended.name, ended.content);
            return;
        }
        JsonNode value = ended.text == null ? ended.content : JsonNodeFactory.instance.textNode(ended.text);
        Open parent = open.element();
        if (isListOf(parent.name, ended.name)) {
            parent.content.withArray(ended.name).add(value);
        } else {
            add(parent.content, ended.name, value);
        }
    }

    static boolean isListOf(String parent, String name) {
        return parent.equals(Plural.of(name)) || name.equals("link");
    }

    /** Adds a member; one that is there already becomes a list. */
    static void add(ObjectNode content, String name, JsonNode value) {
        JsonNode before = content.get(name);
        if (before == null) {
            content.set(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            content.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
        }
    }

    Element element() {
        return root;
    }
}
