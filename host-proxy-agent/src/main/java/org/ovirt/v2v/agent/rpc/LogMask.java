package org.ovirt.v2v.agent.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hides secrets in what is logged, by VDSM's rule: members named password or beginning with {@code _X_}. */
final class LogMask {
    private static final String MASK = "********";

    private LogMask() {}

    /** A text of the JSON that may be logged; the argument stays as it is. */
    static String masked(JsonNode json) {
        JsonNode copy = json.deepCopy();
        hide(copy);
        return copy.toString();
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (isSecret(name)) {
                    object.put(name, MASK);
                }
            }
        }
        node.forEach(LogMask::hide);
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).contains("password") || name.startsWith("_X_");
    }
}
