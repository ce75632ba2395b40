package org.ovirt.v2v.agent.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as it goes over the wire: unknown members are ignored, as VDSM does, and instants are ISO 8601 texts. */
public final class RpcJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one JSON value; throws {@link JsonProcessingException} if there is none or more than one. */
    public JsonNode parse(byte[] text) throws IOException {
        return mapper.readTree(text);
    }

    /** Reads parameters; throws {@link IllegalArgumentException} with the reason, which holds no value of a secret. */
    public <T> T read(JsonNode params, Class<T> type) {
        try {
            return mapper.treeToValue(params, type);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    public JsonNode toTree(Object value) {
        return mapper.valueToTree(value);
    }

    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(ValueInstantiationException failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null ? failure.getOriginalMessage() : cause.getMessage();
    }
}
