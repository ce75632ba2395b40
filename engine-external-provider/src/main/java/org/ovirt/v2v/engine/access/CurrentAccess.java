package org.ovirt.v2v.engine.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;

/** What the one may do who has sent the present request; what the engine does by itself it may do. */
@ApplicationScoped
public class CurrentAccess {
    private static final Access OF_NOBODY = new Access(new UUID(0, 0), "(nobody)", List.of());

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    public CurrentAccess(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    public Access get() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return Access.OF_THE_ENGINE;
        }
        return Optional.<Access>ofNullable(identity.getAttribute(Access.ATTRIBUTE))
                .orElse(OF_NOBODY);
    }

    /** The only data centers whose things are to be seen; empty if there is no such limit. */
    public Optional<Set<UUID>> visibleDataCenters() {
        Access access = get();
        return access.may(Permit.READ) ? Optional.empty() : Optional.of(access.dataCenters(Permit.READ));
    }

    /**
     * Those of a list that are to be seen.
     *
     * @param dataCenter what they belong to
     */
    public <T> List<T> visible(List<T> all, Function<T, UUID> dataCenter) {
        Optional<Set<UUID>> visible = visibleDataCenters();
        return visible.isEmpty()
                ? all
                : all.stream()
                        .filter(each -> visible.get().contains(dataCenter.apply(each)))
                        .toList();
    }

    /** What is to be seen; anything else is as if it were not there. */
    public <T> T visible(EntityKind kind, UUID id, T found, Function<T, UUID> dataCenter) {
        if (!get().may(Permit.READ, dataCenter.apply(found))) {
            throw new NoSuchEntityException(kind, id);
        }
        return found;
    }
}
