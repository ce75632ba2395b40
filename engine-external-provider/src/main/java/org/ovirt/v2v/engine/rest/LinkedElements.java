package org.ovirt.v2v.engine.rest;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.rest.wire.Element;

/** The elements that others link to, by their hrefs; each only if the present request may see it. */
@Singleton
public class LinkedElements {
    private static final String ID = "([^/]+)";

    private final List<Kind> kinds = new ArrayList<>();

    /** Elements whose hrefs look alike. */
    private record Kind(Pattern href, Function<MatchResult, Element> get) {}

    public LinkedElements(
            DataCenterResource dataCenters,
            DataCenterContentResource dataCenterContent,
            ClusterResource clusters,
            NetworkResource networks,
            HostResource hosts,
            StorageDomainResource domains,
            VmResource vms,
            JobResource jobs,
            RoleResource roles) {
        add(ApiPath.DATA_CENTERS + "/" + ID, id -> dataCenters.get(id.group(1)).getEntity());
        add(ApiPath.DATA_CENTERS + "/" + ID + "/clusters", id -> dataCenterContent.clusters(id.group(1), null));
        add(ApiPath.DATA_CENTERS + "/" + ID + "/networks", id -> dataCenterContent.networks(id.group(1), null));
        add(ApiPath.NETWORKS + "/" + ID, id -> networks.get(id.group(1)).getEntity());
        add(ApiPath.NETWORKS + "/" + ID + "/vnicprofiles", id -> networks.profiles(id.group(1), null));
        add(
                ApiPath.DATA_CENTERS + "/" + ID + "/storagedomains",
                id -> dataCenterContent.storageDomains(id.group(1), null));
        add(ApiPath.CLUSTERS + "/" + ID, id -> clusters.get(id.group(1)).getEntity());
        add(ApiPath.HOSTS + "/" + ID, id -> hosts.get(id.group(1)).getEntity());
        add(ApiPath.STORAGE_DOMAINS + "/" + ID, id -> domains.get(id.group(1)).getEntity());
        String exported = ApiPath.STORAGE_DOMAINS + "/" + ID + "/vms";
        add(exported, id -> domains.machines(id.group(1), null, null));
        add(exported + "/" + ID, id -> domains.machine(id.group(1), id.group(2), null));
        add(exported + "/" + ID + "/diskattachments", id -> domains.diskAttachments(id.group(1), id.group(2)));
        add(exported + "/" + ID + "/disks", id -> domains.disks(id.group(1), id.group(2), null));
        add(exported + "/" + ID + "/nics", id -> domains.nics(id.group(1), id.group(2), null));
        add(ApiPath.VMS + "/" + ID, id -> vms.get(id.group(1)));
        add(ApiPath.VMS + "/" + ID + "/diskattachments", id -> vms.diskAttachments(id.group(1)));
        add(ApiPath.VMS + "/" + ID + "/nics", id -> vms.nics(id.group(1), null));
        add(ApiPath.VMS + "/" + ID + "/numanodes", id -> vms.numaNodes(id.group(1), null));
        add(ApiPath.JOBS + "/" + ID, id -> jobs.get(id.group(1)));
        add(ApiPath.JOBS + "/" + ID + "/steps", id -> jobs.steps(id.group(1), null));
        add(ApiPath.ROLES + "/" + ID, id -> roles.get(id.group(1)));
    }

    private void add(String href, Function<MatchResult, Element> get) {
        kinds.add(new Kind(Pattern.compile(href), get));
    }

    /** Whether elements with such hrefs can be had at all. */
    boolean has(String href) {
        return kinds.stream().anyMatch(kind -> kind.href().matcher(href).matches());
    }

    /** Empty if elements with such hrefs cannot be had. */
    Optional<Element> at(String href) {
        for (Kind kind : kinds) {
            Matcher match = kind.href().matcher(href);
            if (match.matches()) {
                return Optional.of(kind.get().apply(match));
            }
        }
        return Optional.empty();
    }
}
