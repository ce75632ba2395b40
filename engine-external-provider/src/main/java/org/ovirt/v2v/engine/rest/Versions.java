package org.ovirt.v2v.engine.rest;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NamedEntity;

/** The versions of entities in HTTP's own words (RFC 9110): the header ETag of answers, If-Match of requests. */
final class Versions {
    static final String IF_MATCH = "If-Match";

    /** For the description of the parameter. */
    static final String MEANING =
            "The ETag of what was read; if it is another by now, nothing is done and the answer is 412.";

    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("\\G\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");

    private Versions() {}

    /** An answer with the entity's version. */
    static <E extends NamedEntity, T> RestResponse<T> ok(E entity, Function<E, T> representation) {
        return answer(RestResponse.Status.OK, entity, representation);
    }

    /** As {@link #ok}, for an entity that is new. */
    static <E extends NamedEntity, T> RestResponse<T> created(E entity, Function<E, T> representation) {
        return answer(RestResponse.Status.CREATED, entity, representation);
    }

    private static <E extends NamedEntity, T> RestResponse<T> answer(
            RestResponse.Status status, E entity, Function<E, T> representation) {
        return ResponseBuilder.create(status, representation.apply(entity))
                .tag(Integer.toString(entity.version()))
                .build();
    }

    /** What If-Match says; nothing if it is not there. A weak tag, and one that no answer has had, fits no version. */
    static Expected expected(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals(ANY)) {
            return Expected.ANYTHING;
        }
        Set<Integer> versions = new HashSet<>();
        Matcher tag = TAG.matcher(ifMatch);
        int read = 0;
        do {
            if (!tag.find()) {
                throw new InvalidFieldException(
                        IF_MATCH,
                        "The value is not what the header ETag of an answer says, with its quotes, as in \"3\".");
            }
            if (tag.group(1) == null && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Integer.valueOf(tag.group(2)));
            }
            read = tag.end();
        } while (read < ifMatch.length());
        return Expected.anyOf(versions);
    }
}
