package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What is sent and answered, for the description of the API. */
final class ApiExamples {
    private ApiExamples() {}

    /** A body for each operation that has one, by its id. */
    static Map<String, Map<String, Object>> bodies() {
        return read("examples.json");
    }

    /** What an engine has answered to each operation, by its id: {@code status}, and a document under its media type. */
    static Map<String, Map<String, Object>> answers() {
        return read("answers.json");
    }

    private static Map<String, Map<String, Object>> read(String name) {
        try (InputStream file = ApiExamples.class.getResourceAsStream(name)) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
