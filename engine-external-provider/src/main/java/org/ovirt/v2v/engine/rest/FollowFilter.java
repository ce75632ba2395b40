package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.rest.wire.Element;

/** Puts into an answer what its links lead to, where the request wants that, see {@link FollowedLinks}. */
final class FollowFilter {
    private final LinkedElements linked;

    FollowFilter(LinkedElements linked) {
        this.linked = linked;
    }

    /** Whether a method answers with elements that can have links. */
    static boolean concerns(Method method) {
        return method.isAnnotationPresent(GET.class)
                && method.getGenericReturnType().getTypeName().contains(Element.class.getName());
    }

    @ServerResponseFilter
    void follow(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<String> paths =
                Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst(FollowedLinks.PARAMETER));
        if (paths.isPresent() && response.getEntity() instanceof Element element) {
            try {
                response.setEntity(new FollowedLinks(linked).in(element, paths.get()));
            } catch (InvalidFieldException e) {
                // what a filter of answers throws is not made a fault of by anybody
                response.setStatus(400);
                response.setEntity(Fault.ofField(e.field(), e.getMessage()));
            } catch (FailureException e) {
                Response fault = FaultMappers.of(e.failure());
                response.setStatus(fault.getStatus());
                response.getHeaders().putAll(fault.getHeaders());
                response.setEntity(fault.getEntity());
            }
        }
    }
}
