package org.ovirt.v2v.engine.audit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event to be recorded.
 *
 * @param references what it is about
 * @param variables other values for the template, by the names between its braces
 * @param correlationId the client's id for the request that led to it
 */
public record AuditEntry(
        AuditType type,
        Map<AuditSubject, Reference> references,
        Map<String, String> variables,
        Optional<String> correlationId) {
    private static final int TEXT_LENGTH = 8_192;
    private static final String UNKNOWN = "<UNKNOWN>";
    private static final String CAUSE = "Cause";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /**
     * One of the things that an event is about.
     *
     * @param id empty if it has none, such as a host that could not be added
     */
    public record Reference(Optional<UUID> id, String name) {
        private static final int NAME_LENGTH = 255;

        public Reference {
            name = name == null ? UNKNOWN : EventText.of(name, NAME_LENGTH);
        }
    }

    public AuditEntry {
        references = Map.copyOf(references);
        variables = Map.copyOf(variables);
    }

    public static AuditEntry of(AuditType type) {
        return new AuditEntry(type, Map.of(), Map.of(), Optional.empty());
    }

    public AuditEntry about(AuditSubject subject, UUID id, String name) {
        return about(subject, new Reference(Optional.of(id), name));
    }

    public AuditEntry about(AuditSubject subject, String name) {
        return about(subject, new Reference(Optional.empty(), name));
    }

    /** If this is not said, whoever is logged in counts as the user. */
    public AuditEntry by(String userName) {
        return about(AuditSubject.USER, userName);
    }

    public AuditEntry with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new AuditEntry(type, references, more, correlationId);
    }

    /** Why it failed, which follows the text. */
    public AuditEntry because(String cause) {
        return with(CAUSE, cause);
    }

    public AuditEntry correlated(Optional<String> id) {
        return new AuditEntry(type, references, variables, id);
    }

    /** oVirt's text with the values in it; a value that is missing is shown as oVirt does. */
    String text() {
        Map<String, String> values = new HashMap<>(variables);
        references.forEach((subject, reference) -> values.put(subject.variable(), reference.name()));
        String text = VARIABLE.matcher(type.template())
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), UNKNOWN)));
        if (variables.containsKey(CAUSE)) {
            text = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + ": " + variables.get(CAUSE);
        }
        return EventText.of(text, TEXT_LENGTH);
    }

    private AuditEntry about(AuditSubject subject, Reference reference) {
        Map<AuditSubject, Reference> more = new EnumMap<>(AuditSubject.class);
        more.putAll(references);
        more.put(subject, reference);
        return new AuditEntry(type, more, variables, correlationId);
    }
}
