package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.imports.request.IdempotencyKeys;
import org.ovirt.v2v.engine.rest.wire.Element;

/** How requests to import are answered: once for each key that their clients give them. */
@Singleton
public class ImportAnswers {
    static final String KEY = "Idempotency-Key";
    static final String WAIT = "wait";
    static final String DRY_RUN = "dry_run";
    static final String WAIT_MEANING =
            "Whether the answer waits for the checks: true, or false to have them made in the background.";
    static final String DRY_RUN_MEANING = "Whether nothing but the checks is done: true or false.";
    static final String KEY_MEANING =
            "Any text of the client's own. The same request with the same key is answered as before, and imports nothing again.";

    private static final int LONGEST_KEY = 255;

    private final IdempotencyKeys keys;
    private final ObjectMapper json;
    private final SecurityIdentity identity;

    public ImportAnswers(IdempotencyKeys keys, ObjectMapper json, SecurityIdentity identity) {
        this.keys = keys;
        this.json = json;
        this.identity = identity;
    }

    /** The user who asks. */
    String owner() {
        return identity.getPrincipal().getName();
    }

    /** Refuses a dry run that nobody waits for. */
    static boolean isDryRun(String dryRun, String wait) {
        boolean dry = QueryFlag.parse(DRY_RUN, dryRun);
        if (dry && wait != null && !QueryFlag.parse(WAIT, wait)) {
            throw new InvalidFieldException(WAIT, "A dry run is always waited for: its answer is all that it does.");
        }
        return dry;
    }

    /** The answer to a dry run. */
    static <T> RestResponse<T> checked(T found) {
        return RestResponse.ok(found);
    }

    /**
     * The answer to a request whose imports are stored.
     *
     * @param key the client's, or null
     * @param request all that decides what is done
     * @param type of the answer
     */
    <T> RestResponse<T> accepted(String key, Object request, Class<T> type, Supplier<T> work) {
        if (key == null) {
            return RestResponse.status(RestResponse.Status.ACCEPTED, work.get());
        }
        String answer = keys.once(owner(), checked(key), text(request), () -> text(work.get()));
        return written(RestResponse.status(RestResponse.Status.ACCEPTED, Element.of(type, tree(answer))));
    }

    /** An answer that is an element already goes out as it is, whatever the method promises. */
    @SuppressWarnings("unchecked")
    private static <T> RestResponse<T> written(RestResponse<Element> answer) {
        return (RestResponse<T>) (RestResponse<?>) answer;
    }

    private static String checked(String key) {
        if (key.isBlank()) {
            throw new InvalidFieldException(KEY, "The key is empty.");
        }
        return EntityText.atMost(LONGEST_KEY, KEY, EntityText.printable(KEY, key));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode tree(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
