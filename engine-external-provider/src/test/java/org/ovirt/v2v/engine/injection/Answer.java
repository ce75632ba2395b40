package org.ovirt.v2v.engine.injection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.ovirt.v2v.testbed.EngineClient;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the engine has said, in either format. */
record Answer(int status, String type, String body) {
    boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /** Why it is no document of the type that it says; empty if it is one, or says nothing. */
    Optional<String> defect() {
        if (body.isEmpty() || type.startsWith("text/event-stream")) {
            return Optional.empty();
        }
        try {
            if (type.contains("xml")) {
                xml();
            } else if (type.contains("json")) {
                EngineClient.JSON.readTree(body);
            } else {
                return Optional.of("type " + type);
            }
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The text of a member, by its path. */
    Optional<String> text(String path) {
        if (!type.contains("xml")) {
            return Optional.of(json().at("/" + path.replace("[]", "/0").replace('.', '/')))
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText);
        }
        Node at = xml();
        for (String step : path.split("\\.", -1)) {
            Optional<Node> next = child((Element) at, step.replace("[]", ""));
            if (next.isEmpty()) {
                return ((Element) at).hasAttribute(step)
                        ? Optional.of(((Element) at).getAttribute(step))
                        : Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at.getTextContent());
    }

    private static Optional<Node> child(Element parent, String name) {
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each.getNodeName().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private JsonNode json() {
        try {
            return EngineClient.JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Element xml() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("not XML: " + e.getMessage(), e);
        }
    }
}
