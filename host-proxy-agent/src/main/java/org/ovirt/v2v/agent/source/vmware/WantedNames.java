package org.ovirt.v2v.agent.source.vmware;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What machines are asked for by: names, UUIDs and MoRefs, all mixed. */
final class WantedNames {
    private final Set<String> texts;
    private final Set<String> lowerCase = new HashSet<>();

    WantedNames(Collection<String> texts) {
        this.texts = Set.copyOf(texts);
        texts.forEach(text -> lowerCase.add(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether a name or MoRef is among them. */
    boolean have(String text) {
        return texts.contains(text);
    }

    /** Whether a UUID, given in lower case, is among them in any case. */
    boolean haveUuid(String uuid) {
        return !uuid.isEmpty() && lowerCase.contains(uuid);
    }
}
