package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What is sent and answered, and what its members mean, for the description of the API. */
final class ApiExamples {
    private ApiExamples() {}

    /** A body for each operation that has one, by its id. */
    static Map<String, Map<String, Object>> bodies() {
        return read("examples.json", new TypeReference<>() {});
    }

    /** What an engine has answered to each operation, by its id: {@code status}, and a document under its media type. */
    static Map<String, Map<String, Object>> answers() {
        return read("answers.json", new TypeReference<>() {});
    }

    /**
     * What members of schemas mean: of those of one schema by {@code Schema.member}, of those of all others that have such a member by
     * its name.
     */
    static Map<String, String> members() {
        return read("members.json", new TypeReference<>() {});
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream file = ApiExamples.class.getResourceAsStream(name)) {
            return new ObjectMapper().readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
