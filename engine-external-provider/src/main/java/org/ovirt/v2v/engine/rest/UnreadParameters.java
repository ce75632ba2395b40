package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.ovirt.v2v.engine.ForeignText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.rest.wire.XmlBodies;

/**
 * Refuses what a request says and no method reads: parameters that are unknown or given twice, and bodies where none is expected. Whoever writes {@code ?maks=5} or {@code {"dry": true}} must not believe that it counted.
 * Members of bodies that are expected are {@link JsonCodec}'s matter.
 *
 * <p>Logging in and out is left alone: OAuth 2.0 (RFC 6749, 3.2) wants parameters that a server does not know to be ignored.
 */
final class UnreadParameters {
    /** Whether a user wants to see only what it has a permission for, which is all that anybody sees here. */
    private static final String FILTER = "filter";

    /**
     * What oVirt's clients say to any method: the correlation id, which {@link CorrelationFilter} reads, that they want all there
     * is, which they always get, and whether they want only what they may see, as they always do.
     */
    private static final Set<String> EVERYWHERE = Set.of("all_content", "correlation_id", FILTER);

    /** Whether a client lets a change be made later. None is here: each is made when it is answered. */
    private static final String ASYNC = "async";

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";

    private final ObjectMapper json;

    UnreadParameters(ObjectMapper json) {
        this.json = json;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, UriInfo uri, ResourceInfo resource) throws IOException {
        if (!uri.getRequestUri().getPath().startsWith(ApiPath.API)) {
            return;
        }
        refuseInQuery(uri.getQueryParameters(), names(resource.getResourceMethod()));
        QueryFlag.parse(ASYNC, uri.getQueryParameters().getFirst(ASYNC));
        QueryFlag.parse(FILTER, uri.getQueryParameters().getFirst(FILTER));
        if (!takesBody(resource.getResourceMethod()) && hasBody(request)) {
            refuseInBody(request.getEntityStream().readAllBytes(), request.getMediaType());
        }
    }

    private static void refuseInQuery(MultivaluedMap<String, String> given, Collection<String> known) {
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new InvalidFieldException(
                        KnownNames.shortened(name),
                        "There is no parameter " + KnownNames.quoted(name) + " here. " + KnownNames.hint(name, known));
            }
            if (values.size() > 1) {
                throw new InvalidFieldException(name, "The parameter " + name + " is given more than once.");
            }
            values.stream()
                    .flatMap(value -> ForeignText.refusal(value).stream())
                    .findFirst()
                    .ifPresent(refusal -> {
                        throw new InvalidFieldException(name, "The parameter " + name + " is not accepted. " + refusal);
                    });
        });
    }

    private static Collection<String> names(Method method) {
        Set<String> names = new TreeSet<>(EVERYWHERE);
        if (!method.isAnnotationPresent(GET.class)) {
            names.add(ASYNC);
        }
        if (FollowFilter.concerns(method)) {
            names.add(FollowedLinks.PARAMETER);
        }
        for (Parameter parameter : method.getParameters()) {
            Optional.ofNullable(parameter.getAnnotation(QueryParam.class))
                    .map(QueryParam::value)
                    .ifPresent(names::add);
        }
        Optional.ofNullable(method.getAnnotation(Filters.class)).stream()
                .flatMap(filters -> Arrays.stream(filters.value().getEnumConstants()))
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }

    /** The body is the parameter of a method that nothing is said about. */
    private static boolean takesBody(Method method) {
        return Arrays.stream(method.getParameters()).anyMatch(parameter -> parameter.getAnnotations().length == 0);
    }

    private static boolean hasBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaderString(TRANSFER_ENCODING) != null;
    }

    private void refuseInBody(byte[] body, MediaType type) throws IOException {
        JsonNode document = XmlBodies.isXml(type) ? XmlBodies.content(body) : json.readTree(body);
        if (document.isObject() && document.has(ASYNC)) {
            QueryFlag.parse(ASYNC, document.get(ASYNC).asText());
            ((ObjectNode) document).remove(ASYNC);
        }
        if (document.isMissingNode() || (document.isObject() && document.isEmpty())) {
            return;
        }
        String name = document.isObject() ? document.fieldNames().next() : "";
        throw new InvalidFieldException(
                KnownNames.shortened(name),
                document.isObject()
                        ? "There is no member " + KnownNames.quoted(name) + " here. " + KnownNames.hint(name, Set.of())
                        : "The body is not an object. " + KnownNames.hint(name, Set.of()));
    }
}
