package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/** Says where a JSON document is wrong, without repeating its values: one of them may be a password. */
final class JsonFaults {
    /** How Jackson's message begins; it has no exception of its own for this. */
    private static final String DUPLICATE = "Duplicate field ";

    private JsonFaults() {}

    static Fault fault(JsonProcessingException exception) {
        // what was read of XML has no places any more
        String where = Optional.ofNullable(exception.getLocation())
                .filter(location -> location.getLineNr() > 0)
                .map(JsonFaults::position)
                .orElse("");
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return Fault.ofField(path(unknown.getPath()), unknown(unknown, where));
        }
        Optional<JsonStreamContext> repeated = repeated(exception);
        if (repeated.isPresent()) {
            return Fault.ofField(path(repeated.get()), "The member is given more than once" + where + ".");
        }
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Fault.ofField(path(mapping.getPath()), reason(mapping) + where + ".");
        }
        return Fault.of("The body is not a JSON document that fits" + where + ".", "Send one JSON object.");
    }

    /** What a cell of a table says that the member of its column does not take. */
    static InvalidFieldException ofCell(JsonMappingException exception, int line) {
        return new InvalidFieldException(
                path(exception.getPath()), reason(exception) + " (line " + line + " of the table).", exception);
    }

    /** Where a member is that its object has had already; the deserializers wrap the parser's exception. */
    private static Optional<JsonStreamContext> repeated(JsonProcessingException exception) {
        return Stream.of(exception, exception.getCause())
                .filter(JsonParseException.class::isInstance)
                .map(JsonParseException.class::cast)
                .filter(broken -> broken.getOriginalMessage().startsWith(DUPLICATE) && broken.getProcessor() != null)
                .map(broken -> broken.getProcessor().getParsingContext())
                .findFirst();
    }

    private static String unknown(UnrecognizedPropertyException exception, String where) {
        List<String> known = Optional.ofNullable(exception.getKnownPropertyIds()).stream()
                .flatMap(Collection::stream)
                .map(String::valueOf)
                .sorted()
                .toList();
        String name = exception.getPropertyName();
        return "There is no member " + KnownNames.quoted(name) + where + ". " + KnownNames.hint(name, known);
    }

    private static String reason(JsonMappingException exception) {
        if (exception instanceof ValueInstantiationException unfitting
                && unfitting.getType().isEnumType()) {
            return "The value is not " + description(unfitting.getType().getRawClass());
        }
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
        if (type == Instant.class) {
            return "a time such as 2026-01-31T14:30:05Z";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return type.isRecord() ? "an object" : "of the right kind";
    }

    private static String path(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : KnownNames.shortened(step.getFieldName()))
                .collect(Collectors.joining("."));
    }

    private static String path(JsonStreamContext place) {
        return Stream.iterate(place, step -> !step.inRoot(), JsonStreamContext::getParent)
                .map(step -> step.inArray() ? String.valueOf(step.getCurrentIndex()) : step.getCurrentName())
                .reduce((inner, outer) -> outer + "." + inner)
                .orElse("");
    }

    private static String position(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
