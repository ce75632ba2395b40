package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says where a JSON document is wrong, without repeating its values: one of them may be a password. */
final class JsonFaults {
    private JsonFaults() {}

    static Fault fault(JsonProcessingException exception) {
        String where = Optional.ofNullable(exception.getLocation())
                .map(JsonFaults::position)
                .orElse("");
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Fault.ofField(path(mapping.getPath()), reason(mapping) + where + ".");
        }
        return Fault.of("The body is not a JSON document that fits" + where + ".", "Send one JSON object.");
    }

    private static String reason(JsonMappingException exception) {
        if (exception instanceof InvalidFormatException || exception instanceof MismatchedInputException) {
            Class<?> wanted = ((MismatchedInputException) exception).getTargetType();
            return "The value is not " + description(wanted);
        }
        if (exception instanceof ValueInstantiationException
                && exception.getCause() instanceof RuntimeException cause) {
            return "The value is not accepted: " + cause.getMessage();
        }
        return "The value cannot be read";
    }

    private static String description(Class<?> type) {
        if (type == null) {
            return "of the right kind";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() ? "an object" : "of the right kind";
    }

    private static String path(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String position(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
