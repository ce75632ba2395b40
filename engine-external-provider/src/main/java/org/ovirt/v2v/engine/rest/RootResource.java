package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.engine.sdk4.builders.ApiBuilder;
import org.ovirt.engine.sdk4.builders.ApiSummaryBuilder;
import org.ovirt.engine.sdk4.builders.ApiSummaryItemBuilder;
import org.ovirt.engine.sdk4.builders.ProductInfoBuilder;
import org.ovirt.engine.sdk4.builders.UserBuilder;
import org.ovirt.engine.sdk4.builders.VersionBuilder;
import org.ovirt.v2v.engine.EngineVersion;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.security.UserService;
import org.ovirt.v2v.engine.storage.StorageDomainService;
import org.ovirt.v2v.model.ProgramVersion;

/** The entry of the API: what there is, and who one is. */
@Tag(name = "Entry")
@Path(ApiPath.API)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class RootResource {
    /** The version of oVirt's API whose types are spoken here: clients ask for it before they use what is newer. */
    private static final int API_MAJOR = 4;

    private static final int API_MINOR = 4;

    /** To count all would take longer than anything else here. */
    private static final int MOST_COUNTED = 10_000;

    private static final Map<String, String> LINKS = links();

    private final SecurityIdentity identity;
    private final UserService users;
    private final ProxyHostService hosts;
    private final StorageDomainService domains;
    private final ImportHistory imports;
    private final Clock clock;

    public RootResource(
            SecurityIdentity identity,
            UserService users,
            ProxyHostService hosts,
            StorageDomainService domains,
            ImportHistory imports,
            Clock clock) {
        this.identity = identity;
        this.users = users;
        this.hosts = hosts;
        this.domains = domains;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getApi", summary = "Shows what there is, and who asks")
    public Element get() {
        UserBuilder user = user();
        Element element = OvirtType.API.one(new ApiBuilder()
                .authenticatedUser(user)
                .effectiveUser(user)
                .productInfo(product())
                .summary(summary())
                .time(Date.from(clock.instant()))
                .build());
        for (Map.Entry<String, String> link : LINKS.entrySet()) {
            element = element.withLink(link.getKey(), link.getValue());
        }
        return element;
    }

    private UserBuilder user() {
        String name = identity.getPrincipal().getName();
        Optional<UUID> id = users.list().stream()
                .filter(user -> user.name().equals(name))
                .map(user -> user.id())
                .findFirst();
        return References.user(id.orElse(null), name).userName(name);
    }

    private static ProductInfoBuilder product() {
        ProgramVersion version = EngineVersion.current();
        return new ProductInfoBuilder()
                .name("oVirt V2V")
                .vendor("oVirt")
                .version(new VersionBuilder()
                        .major(API_MAJOR)
                        .minor(API_MINOR)
                        .build(0)
                        .revision(0)
                        .fullVersion(version.version()));
    }

    /** How many of them are active is not told: clients ask for this again and again, and agents had to be asked. */
    private ApiSummaryBuilder summary() {
        return new ApiSummaryBuilder()
                .hosts(total(hosts.list().size()))
                .storageDomains(total(domains.list().size()))
                .users(total(users.list().size()))
                .vms(total(imports.countMachines(MOST_COUNTED)));
    }

    private static ApiSummaryItemBuilder total(long total) {
        return new ApiSummaryItemBuilder().total(total);
    }

    private static Map<String, String> links() {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("clusters", ApiPath.CLUSTERS);
        links.put("datacenters", ApiPath.DATA_CENTERS);
        links.put("events", ApiPath.EVENTS);
        links.put("externalvmimports", ApiPath.EXTERNAL_VM_IMPORTS);
        links.put("externalvmproviders", ApiPath.PROVIDERS);
        links.put("hosts", ApiPath.HOSTS);
        links.put("imports", ApiPath.IMPORTS);
        links.put("jobs", ApiPath.JOBS);
        links.put("networks", ApiPath.NETWORKS);
        links.put("permissions", ApiPath.PERMISSIONS);
        links.put("roles", ApiPath.ROLES);
        links.put("storagedomains", ApiPath.STORAGE_DOMAINS);
        links.put("tokens", ApiPath.TOKENS);
        links.put("users", ApiPath.USERS);
        links.put("vms", ApiPath.VMS);
        links.put("vnicprofiles", ApiPath.VNIC_PROFILES);
        return links;
    }
}
