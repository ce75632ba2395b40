package org.ovirt.v2v.engine.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/**
 * Reads the part of oVirt's search language that clients use for events: comparisons joined by {@code and}, as in {@code
 * type=1152 and vm.id=5c1b…} or {@code severity = error and vm.name="web 1"}. May begin with {@code events:}.
 */
public final class EventSearch {
    private static final String FIELD = "search";
    private static final Pattern PREFIX = Pattern.compile("^\\s*events\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPARISON =
            Pattern.compile("\\G\\s*([\\w.]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s\"]+))\\s*");
    private static final Pattern AND = Pattern.compile("\\Gand\\s", Pattern.CASE_INSENSITIVE);

    private enum ValueKind {
        NUMBER,
        SEVERITY,
        ID,
        TEXT
    }

    /** What may be compared: the property of {@link AuditEvent}, and how its values are read. */
    private enum Key {
        TYPE("type", "code", ValueKind.NUMBER),
        SEVERITY("severity", "severity", ValueKind.SEVERITY),
        CORRELATION_ID("correlation_id", "correlationId", ValueKind.TEXT),
        USER("user.name", "userName", ValueKind.TEXT),
        USER_NAME("usrname", "userName", ValueKind.TEXT),
        VM_ID("vm.id", "vmId", ValueKind.ID),
        VM_NAME("vm.name", "vmName", ValueKind.TEXT),
        HOST_ID("host.id", "hostId", ValueKind.ID),
        HOST_NAME("host.name", "hostName", ValueKind.TEXT),
        CLUSTER_ID("cluster.id", "clusterId", ValueKind.ID),
        CLUSTER_NAME("cluster.name", "clusterName", ValueKind.TEXT),
        DATA_CENTER_ID("data_center.id", "dataCenterId", ValueKind.ID),
        DATA_CENTER_NAME("data_center.name", "dataCenterName", ValueKind.TEXT),
        STORAGE_DOMAIN_ID("storage_domain.id", "storageDomainId", ValueKind.ID),
        STORAGE_DOMAIN_NAME("storage_domain.name", "storageDomainName", ValueKind.TEXT),
        PROVIDER_ID("provider.id", "providerId", ValueKind.ID),
        PROVIDER_NAME("provider.name", "providerName", ValueKind.TEXT);

        private final String word;
        private final String property;
        private final ValueKind kind;

        Key(String word, String property, ValueKind kind) {
            this.word = word;
            this.property = property;
            this.kind = kind;
        }

        private static Key of(String word) {
            for (Key key : values()) {
                if (key.word.equals(word.toLowerCase(Locale.ROOT))) {
                    return key;
                }
            }
            throw new InvalidFieldException(
                    FIELD,
                    "Events cannot be searched by " + KnownNames.quoted(word) + ". "
                            + KnownNames.hint(
                                    word,
                                    Arrays.stream(values()).map(key -> key.word).toList()));
        }
    }

    private EventSearch() {}

    /** Properties of {@link AuditEvent} and the values that they must have; refuses what it does not understand. */
    public static Map<String, Object> conditions(String search) {
        String text = PREFIX.matcher(search).replaceFirst("").strip();
        Map<String, Object> conditions = new LinkedHashMap<>();
        int position = 0;
        while (position < text.length()) {
            Matcher comparison = COMPARISON.matcher(text);
            if (!comparison.find(position)) {
                throw notUnderstood(text.substring(position));
            }
            Key key = Key.of(comparison.group(1));
            String value = comparison.group(2) == null ? comparison.group(3) : comparison.group(2);
            if (conditions.put(key.property, read(key.kind, value)) != null) {
                throw new InvalidFieldException(FIELD, "Events are compared with two values of " + key.word + ".");
            }
            position = comparison.end();
            if (position < text.length()) {
                Matcher and = AND.matcher(text);
                if (!and.find(position)) {
                    throw notUnderstood(text.substring(position));
                }
                position = and.end();
            }
        }
        return conditions;
    }

    private static Object read(ValueKind kind, String text) {
        return switch (kind) {
            case NUMBER -> number(text);
            case SEVERITY -> severity(text);
            case ID -> id(text);
            case TEXT -> text;
        };
    }

    private static Object number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidFieldException(FIELD, "The type of an event is a number, not " + text + ".", e);
        }
    }

    private static Object severity(String text) {
        try {
            return AuditSeverity.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    FIELD, "The severity of an event is normal, warning, error or alert, not " + text + ".", e);
        }
    }

    private static Object id(String text) {
        return EntityReference.parse(text)
                .orElseThrow(() -> new InvalidFieldException(FIELD, "An id is a UUID; this is none: " + text + "."));
    }

    private static InvalidFieldException notUnderstood(String rest) {
        return new InvalidFieldException(
                FIELD,
                "The search is not understood from here on: " + rest
                        + ". Write comparisons joined by and, as in type=1152 and vm.name=web.");
    }
}
