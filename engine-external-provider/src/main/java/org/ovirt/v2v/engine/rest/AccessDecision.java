package org.ovirt.v2v.engine.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.provider.ProviderService;

/** Whether a user fulfils a rule for the things that a path names. */
@ApplicationScoped
public class AccessDecision {
    private static final String ID = "id";
    private static final String PROVIDER = "provider";

    private final ImportHistory imports;
    private final ProviderService providers;

    public AccessDecision(ImportHistory imports, ProviderService providers) {
        this.imports = imports;
        this.providers = providers;
    }

    /** Throws as if there were nothing, if the path names what the user may not even look at. */
    boolean allows(AccessRule rule, Access access, MultivaluedMap<String, String> path) {
        return switch (rule.need()) {
            case NOTHING, USER -> true;
            case OWN_OR_PERMIT ->
                access.userId().toString().equalsIgnoreCase(path.getFirst(ID)) || isPermitted(rule, access, path);
            case PERMIT -> isPermitted(rule, access, path);
        };
    }

    private boolean isPermitted(AccessRule rule, Access access, MultivaluedMap<String, String> path) {
        Permit permit = rule.permit().orElseThrow();
        if (access.may(permit)) {
            return true;
        }
        return access.maySomewhere(permit)
                && switch (rule.place()) {
                    case EVERYWHERE -> false;
                    case SOMEWHERE -> true;
                    case PROVIDER -> access.may(permit, dataCenterOfProvider(given(path, PROVIDER, ID)));
                    case IMPORT -> access.may(permit, dataCenterOfImport(given(path, ID)));
                };
    }

    private UUID dataCenterOfProvider(String id) {
        return providers.get(ApiPath.id(EntityKind.PROVIDER, id)).dataCenter().id();
    }

    private UUID dataCenterOfImport(String id) {
        return imports.get(ApiPath.id(EntityKind.IMPORT, id))
                .target()
                .dataCenter()
                .id();
    }

    private static String given(MultivaluedMap<String, String> path, String... names) {
        return Stream.of(names)
                .filter(path::containsKey)
                .map(path::getFirst)
                .findFirst()
                .orElseThrow();
    }
}
