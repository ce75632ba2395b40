package org.ovirt.v2v.model.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant who misspelled a name. */
public final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    /** At most three of the known names: those that need the fewest letters changed, added or left out come first. */
    public static List<String> of(String misspelled, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(misspelled, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour (Damerau, Levenshtein). */
    public static int distance(String left, String right) {
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
