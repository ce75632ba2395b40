package org.ovirt.v2v.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;

/** Reads texts of requests, and refuses those that are no {@link ForeignText}. */
public final class ForeignTextReader extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    public ForeignTextReader() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return checked(StringDeserializer.instance.deserialize(parser, context), parser, context);
    }

    static String checked(String text, JsonParser parser, DeserializationContext context) throws IOException {
        if (text != null) {
            String refusal = ForeignText.refusal(text).orElse(null);
            if (refusal != null) {
                throw ValueInstantiationException.from(
                        parser, refusal, context.constructType(String.class), new IllegalArgumentException(refusal));
            }
        }
        return text;
    }
}
