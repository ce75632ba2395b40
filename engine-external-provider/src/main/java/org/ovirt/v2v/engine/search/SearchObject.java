package org.ovirt.v2v.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of entities that can be searched.
 *
 * @param names that a search may begin with before a colon, in small letters, as in {@code vms}; the first is used in messages
 * @param keys what they can be searched and sorted by
 */
public record SearchObject<T>(List<String> names, List<SearchKey<T, ?>> keys) {
    public SearchObject {
        names = List.copyOf(names);
        keys = List.copyOf(keys);
    }

    boolean isNamed(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    Optional<SearchKey<T, ?>> key(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return keys.stream().filter(key -> key.names().contains(wanted)).findFirst();
    }

    /** The first names of all keys. */
    List<String> keyNames() {
        return keys.stream().map(SearchKey::name).toList();
    }

    /** The keys that hold texts. */
    List<SearchKey<T, String>> texts() {
        return texts("");
    }

    /** The keys that hold texts of a linked entity, such as {@code vm.name} of {@code vm}. */
    List<SearchKey<T, String>> textsOf(String entity) {
        return texts(entity.toLowerCase(Locale.ROOT) + ".");
    }

    private List<SearchKey<T, String>> texts(String prefix) {
        List<SearchKey<T, String>> texts = new ArrayList<>();
        for (SearchKey<T, ?> key : keys) {
            if (key.kind() instanceof ValueKind.Text
                    && key.names().stream().anyMatch(name -> name.startsWith(prefix))) {
                texts.add(asText(key));
            }
        }
        return texts;
    }

    /** The kind is that of texts and of no other type. */
    @SuppressWarnings("unchecked")
    static <T> SearchKey<T, String> asText(SearchKey<T, ?> key) {
        return (SearchKey<T, String>) key;
    }
}
