package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EngineVersion;

/** The entry of the API: what there is, and who one is. */
@Tag(name = "Entry")
@Path(ApiPath.API)
public class RootResource {
    private static final List<Link> LINKS = List.of(
            new Link("datacenters", ApiPath.DATA_CENTERS),
            new Link("clusters", ApiPath.CLUSTERS),
            new Link("hosts", ApiPath.HOSTS),
            new Link("storagedomains", ApiPath.STORAGE_DOMAINS),
            new Link("externalvmproviders", ApiPath.PROVIDERS),
            new Link("externalvmimports", ApiPath.IMPORTS),
            new Link("jobs", ApiPath.JOBS),
            new Link("events", ApiPath.EVENTS),
            new Link("users", ApiPath.USERS));

    private final SecurityIdentity identity;

    public RootResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "getApi", summary = "Shows what there is, and who asks")
    public Root get() {
        String version = EngineVersion.current().version();
        return new Root(
                LINKS,
                new ProductInfo("oVirt V2V", "oVirt", new Version(version)),
                new User(identity.getPrincipal().getName()));
    }

    /** The document. */
    public record Root(List<Link> link, ProductInfo productInfo, User authenticatedUser) {}

    /** Where something is. */
    public record Link(String rel, String href) {}

    /** What answers here. */
    public record ProductInfo(String name, String vendor, Version version) {}

    /** Its version. */
    public record Version(String fullVersion) {}

    /** Who asks. */
    public record User(String userName) {}
}
