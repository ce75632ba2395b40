package org.ovirt.v2v.engine.rest.wire;

/**
 * The names of lists in oVirt's API: an element is named by one word, a list of such elements by its plural, as in {@code
 * network_mappings} of {@code network_mapping}. The rules are those of oVirt's metamodel (its class {@code Names}).
 */
final class Plural {
    private Plural() {}

    static String of(String singular) {
        if (singular.endsWith("y") && !endsInVowelAndOne(singular)) {
            return singular.substring(0, singular.length() - 1) + "ies";
        }
        if (hisses(singular)) {
            return singular + "es";
        }
        return singular + "s";
    }

    /** What a list is of; the name itself if it names no list. */
    static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        if (plural.endsWith("es") && hisses(plural.substring(0, plural.length() - 2))) {
            return plural.substring(0, plural.length() - 2);
        }
        if (plural.endsWith("s") && !plural.endsWith("ss") && !plural.endsWith("us")) {
            return plural.substring(0, plural.length() - 1);
        }
        return plural;
    }

    private static boolean hisses(String word) {
        return word.endsWith("s") || word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh");
    }

    private static boolean endsInVowelAndOne(String word) {
        return word.length() > 1 && "aeiou".indexOf(word.charAt(word.length() - 2)) >= 0;
    }
}
