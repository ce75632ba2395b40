package org.ovirt.v2v.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Reads references: those with an id may be whole entities, in all others an unknown member is a mistake. */
final class EntityReferenceReader extends StdDeserializer<EntityReference> {
    private static final long serialVersionUID = 1L;
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String HREF = "href";

    EntityReferenceReader() {
        super(EntityReference.class);
    }

    @Override
    public EntityReference deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        // an element of XML that is empty is an empty text to those who read it
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getText().isBlank()) {
            return new EntityReference(null, null);
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return (EntityReference) context.handleUnexpectedToken(EntityReference.class, parser);
        }
        JsonNode members = context.readTree(parser);
        String id = text(members, ID);
        if (id == null) {
            refuseUnknown(members, parser);
        }
        return new EntityReference(
                ForeignTextReader.checked(id, parser, context),
                ForeignTextReader.checked(text(members, NAME), parser, context));
    }

    private static void refuseUnknown(JsonNode members, JsonParser parser) throws IOException {
        for (Iterator<String> names = members.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(NAME) && !name.equals(ID) && !name.equals(HREF)) {
                throw UnrecognizedPropertyException.from(parser, EntityReference.class, name, List.of(ID, NAME));
            }
        }
    }

    private static String text(JsonNode members, String name) {
        JsonNode value = members.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }
}
