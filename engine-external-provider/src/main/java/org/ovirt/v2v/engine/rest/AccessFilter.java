package org.ovirt.v2v.engine.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.security.ClientAddress;

/** Refuses what the user may not do, before anything of the request is read. What {@link AccessRule} does not know nobody may do. */
final class AccessFilter {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private final CurrentAccess current;
    private final AccessDecision decision;
    private final CurrentVertxRequest request;
    private final ClientAddress addresses;
    private final AuditLog audit;

    AccessFilter(
            CurrentAccess current,
            AccessDecision decision,
            CurrentVertxRequest request,
            ClientAddress addresses,
            AuditLog audit) {
        this.addresses = addresses;
        this.decision = decision;
        this.current = current;
        this.request = request;
        this.audit = audit;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void check(ResourceInfo resource, UriInfo uri) {
        String operation = operation(resource.getResourceMethod());
        Optional<AccessRule> rule = AccessRule.of(operation);
        Access access = current.get();
        if (rule.isPresent() && decision.allows(rule.get(), access, uri.getPathParameters())) {
            return;
        }
        Optional<Permit> missing = rule.flatMap(AccessRule::permit);
        audit.recordRarely(
                AuditEntry.of(AuditType.ACTION_REFUSED)
                        .by(access.userName())
                        .with("SourceIP", addresses.of(request.getCurrent().request()))
                        .with("Action", operation)
                        .with("Permit", missing.map(Permit::label).orElse("what nobody has")),
                REPEATED_AFTER);
        throw missing.map(permit -> new PermissionMissingException(access, permit))
                .orElseGet(() -> new PermissionMissingException(
                        "Nobody may do this: the engine has no rule for " + operation + ".",
                        "This is a defect of the engine; report it."));
    }

    @ServerExceptionMapper
    Response refused(PermissionMissingException exception) {
        return FaultMappers.reply(403, Fault.of(exception.getMessage(), exception.remedy()));
    }

    private static String operation(Method method) {
        return Optional.ofNullable(method.getAnnotation(Operation.class))
                .map(Operation::operationId)
                .orElse(method.getName());
    }
}
