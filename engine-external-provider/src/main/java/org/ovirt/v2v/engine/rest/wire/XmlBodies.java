package org.ovirt.v2v.engine.rest.wire;

import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.xml.stream.XMLStreamException;

/**
 * Bodies in XML. Records of ours are read and written by way of the tree that they are in JSON, so that both formats have the same
 * members, the same limits and the same refusals; how an element of theirs is named says {@link JsonRootName}.
 */
@Provider
@Produces(MediaType.APPLICATION_XML)
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML})
public class XmlBodies implements MessageBodyWriter<Object>, MessageBodyReader<Object> {
    private final ObjectMapper json;
    private final ObjectMapper reader;

    public XmlBodies(ObjectMapper json) {
        this.json = json;
        reader = withEmptyLists(json.copy());
    }

    /** An element with nothing in it is a text; where a list is wanted, it is one with nothing in it. */
    private static ObjectMapper withEmptyLists(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Collection)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty)
                .setAcceptBlankAsEmpty(true);
        return mapper;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type != String.class && type != byte[].class;
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            XmlText.write(element(value, json), out);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** A record as a document, for those who answer before any resource does. */
    public static byte[] document(Object value, ObjectMapper json) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            XmlText.write(element(value, json), document);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return document.toByteArray();
    }

    private static Element element(Object value, ObjectMapper json) {
        if (value instanceof Element element) {
            return element;
        }
        return Element.of(value.getClass(), json.valueToTree(value));
    }

    /** Whether a body says that it is XML. */
    public static boolean isXml(MediaType type) {
        return type != null && type.getSubtype().equals("xml");
    }

    /** What a document contains; an empty body contains nothing. */
    public static ObjectNode content(byte[] document) {
        return document.length == 0
                ? JsonNodeFactory.instance.objectNode()
                : XmlElements.read(document).content();
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type != String.class && type != byte[].class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] document = in.readAllBytes();
        if (document.length == 0) {
            return null;
        }
        Element element = XmlElements.read(document);
        if (type.isAssignableFrom(Element.class)) {
            return element;
        }
        return reader.treeToValue(element.content(), reader.constructType(genericType));
    }
}
