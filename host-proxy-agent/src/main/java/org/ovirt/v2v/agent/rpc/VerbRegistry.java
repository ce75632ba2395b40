package org.ovirt.v2v.agent.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verbs by the name that a request gives. */
public final class VerbRegistry {
    private final Map<String, Verb> verbs;

    /** Throws {@link IllegalStateException} if two verbs have one name. */
    public VerbRegistry(List<Verb> verbs) {
        this.verbs = verbs.stream()
                .collect(Collectors.toUnmodifiableMap(verb -> verb.name().wireName(), Function.identity()));
    }

    Optional<Verb> find(String method) {
        return Optional.ofNullable(verbs.get(method));
    }
}
