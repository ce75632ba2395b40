package org.ovirt.v2v.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

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
        return given.length() > LONGEST ? given.substring(0, LONGEST) + "…" : given;
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

    /** How many letters must be added, removed, replaced or swapped with their neighbour (Damerau, Levenshtein). */
    private static int distance(String given, String known) {
        String left = given.toLowerCase(Locale.ROOT);
        String right = known.toLowerCase(Locale.ROOT);
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, left, right, i, j);
            }
        }
        return distances[left.length()][right.length()];
    }

    private static int step(int[][] distances, String left, String right, int i, int j) {
        char last = left.charAt(i - 1);
        int replaced = distances[i - 1][j - 1] + (last == right.charAt(j - 1) ? 0 : 1);
        int shortest = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(shortest, distances[i - 2][j - 2] + 1) : shortest;
    }
}
