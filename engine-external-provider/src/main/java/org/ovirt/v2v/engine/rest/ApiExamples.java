package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A body for each operation that has one, for the description of the API. */
final class ApiExamples {
    private ApiExamples() {}

    /** By the ids of operations. */
    static Map<String, Map<String, Object>> read() {
        try (InputStream file = ApiExamples.class.getResourceAsStream("examples.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
