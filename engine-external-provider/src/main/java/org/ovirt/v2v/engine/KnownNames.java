package org.ovirt.v2v.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.model.setting.NearNames;

/** Says of a name that is not known what would be, for messages. */
public final class KnownNames {
    /** A longer one is a text that got into the wrong place. */
    private static final int LONGEST = 60;

    private KnownNames() {}

    /** As in: {@code Did you mean format? There are allocation, cluster, format.} */
    public static String hint(String given, Collection<String> known) {
        if (known.isEmpty()) {
            return "Nothing can be given here.";
        }
        String suggestion =
                nearest(given, known).map(name -> "Did you mean " + name + "? ").orElse("");
        return suggestion + "There are " + String.join(", ", known) + ".";
    }

    /** The name as it may be repeated in a message. */
    public static String quoted(String given) {
        return '"' + shortened(given) + '"';
    }

    /** As much of the name as a name may be long. */
    public static String shortened(String given) {
        return given.length() > LONGEST ? ForeignText.beginning(given, LONGEST) + "…" : given;
    }

    /** The known name that differs least from the given one, if it is by a third of the letters at most. */
    static Optional<String> nearest(String given, Collection<String> known) {
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> distance(given, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(given, name)));
    }

    /** Large and small letters are the same. */
    private static int distance(String given, String known) {
        return NearNames.distance(given.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
    }
}
