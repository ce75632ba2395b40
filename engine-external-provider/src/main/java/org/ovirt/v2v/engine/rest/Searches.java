package org.ovirt.v2v.engine.rest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.Network;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderType;
import org.ovirt.v2v.engine.search.SearchKey;
import org.ovirt.v2v.engine.search.SearchObject;
import org.ovirt.v2v.engine.search.SearchQuery;
import org.ovirt.v2v.engine.search.ValueKind;
import org.ovirt.v2v.engine.security.User;
import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.StorageDomain;

/** What the lists that are short can be searched by, by the names of oVirt's engine. */
final class Searches {
    static final String SEARCH = "oVirt's search language, such as name=web* and datacenter.name=east sortby name.";
    static final String CASE = "Whether large and small letters differ in the search: true or false.";
    static final String MAX = "How many at most.";

    static final SearchObject<ShownDataCenter> DATA_CENTERS = new SearchObject<>(
            List.of("datacenter", "datacenters"),
            List.of(
                    text("name", (ShownDataCenter shown) -> shown.dataCenter().name()),
                    SearchKey.of(
                            "id",
                            ValueKind.id(),
                            (ShownDataCenter shown) ->
                                    Optional.of(shown.dataCenter().id())),
                    text("description", (ShownDataCenter shown) -> shown.dataCenter()
                            .description()),
                    constant("status", "up"),
                    linked("storage.name", ShownDataCenter::storage).alias("storage")));

    static final SearchObject<Cluster> CLUSTERS = new SearchObject<>(
            List.of("cluster", "clusters"),
            List.of(
                    name(),
                    id(),
                    text("description", Cluster::description),
                    linked("datacenter.name", (Cluster cluster) -> Optional.of(cluster.dataCenter()))
                            .alias("data_center.name", "datacenter")));

    static final SearchObject<Network> NETWORKS = new SearchObject<>(
            List.of("networks", "network"),
            List.of(
                    name(),
                    id(),
                    text("description", Network::description),
                    linked("datacenter.name", (Network network) -> Optional.of(network.dataCenter()))
                            .alias("data_center.name", "datacenter", "network_datacenter")));

    static final SearchObject<ShownHost> HOSTS = new SearchObject<>(
            List.of("hosts", "host"),
            List.of(
                    text("name", (ShownHost shown) -> shown.host().name()),
                    SearchKey.of(
                            "id",
                            ValueKind.id(),
                            (ShownHost shown) -> Optional.of(shown.host().id())),
                    text("status", (ShownHost shown) -> word(shown.status().state())),
                    text("address", (ShownHost shown) -> shown.host().agent().address())
                            .alias("hostname", "ip"),
                    linked(
                                    "cluster.name",
                                    (ShownHost shown) ->
                                            Optional.of(shown.host().cluster()))
                            .alias("cluster"),
                    linked(
                                    "datacenter.name",
                                    (ShownHost shown) ->
                                            Optional.of(shown.host().cluster().dataCenter()))
                            .alias("data_center.name", "datacenter")));

    static final SearchObject<ShownDomain> STORAGE_DOMAINS = new SearchObject<>(
            List.of("storage", "storagedomains", "storagedomain"),
            List.of(
                    text("name", (ShownDomain shown) -> shown.domain().name()),
                    SearchKey.of(
                            "id",
                            ValueKind.id(),
                            (ShownDomain shown) -> Optional.of(shown.domain().id())),
                    text("status", (ShownDomain shown) -> StorageDomainElement.status(shown.domain(), shown.status())
                            .value()),
                    constant("type", "export"),
                    linked(
                                    "datacenter.name",
                                    (ShownDomain shown) ->
                                            Optional.of(shown.domain().dataCenter()))
                            .alias("data_center.name", "datacenter")));

    static final SearchObject<Provider> PROVIDERS = new SearchObject<>(
            List.of("providers", "provider", "externalvmproviders"),
            List.of(
                    name(),
                    id(),
                    text("description", Provider::description),
                    text("type", provider -> ProviderType.name(provider.type())),
                    text("url", provider -> provider.uri().toString()),
                    linked("datacenter.name", (Provider provider) -> Optional.of(provider.dataCenter()))
                            .alias("data_center.name", "datacenter")));

    static final SearchObject<User> USERS = new SearchObject<>(
            List.of("users", "user"),
            List.of(SearchKey.text("name", (User user) -> Optional.of(user.name()))
                    .alias("usrname")));

    /**
     * A data center with one of the export domains that are attached to it; a list shows it once.
     *
     * @param storage empty if none is attached
     */
    record ShownDataCenter(DataCenter dataCenter, Optional<StorageDomain> storage) {
        /** Each with each of its domains, as a database joins them. */
        static Stream<ShownDataCenter> all(List<DataCenter> dataCenters, List<StorageDomain> domains) {
            Map<UUID, List<StorageDomain>> attached = domains.stream()
                    .filter(StorageDomain::isAttached)
                    .collect(Collectors.groupingBy(domain -> domain.dataCenter().id()));
            return dataCenters.stream()
                    .flatMap(each -> attached.getOrDefault(each.id(), List.of()).isEmpty()
                            ? Stream.of(new ShownDataCenter(each, Optional.empty()))
                            : attached.get(each.id()).stream()
                                    .map(domain -> new ShownDataCenter(each, Optional.of(domain))));
        }
    }

    /** A proxy host as a list shows it. */
    record ShownHost(ProxyHost host, HostStatus status) {}

    /** An export domain as a list shows it. */
    record ShownDomain(StorageDomain domain, DomainStatus status) {}

    private Searches() {}

    /**
     * What a request wants of a list.
     *
     * @param search null for all
     * @param caseSensitive whether large and small letters differ; null for yes
     * @param max null for as many as there are
     */
    static <T> List<T> of(SearchObject<T> what, List<T> all, String search, String caseSensitive, String max) {
        return query(what, search, caseSensitive).apply(all, size(max));
    }

    /** As {@link #of} for data centers, each of which is found once, however many of its export domains fit. */
    static List<DataCenter> dataCenters(Stream<ShownDataCenter> all, String search, String caseSensitive, String max) {
        SearchQuery<ShownDataCenter> wanted = query(DATA_CENTERS, search, caseSensitive);
        List<ShownDataCenter> found = new SearchQuery<>(wanted.condition(), wanted.sort(), Optional.empty())
                .apply(all.toList(), Optional.empty());
        List<DataCenter> once =
                found.stream().map(ShownDataCenter::dataCenter).distinct().toList();
        return new SearchQuery<DataCenter>(Optional.empty(), Optional.empty(), wanted.page()).apply(once, size(max));
    }

    /** What a request searches for; parameters as for {@link #of}. */
    static <T> SearchQuery<T> query(SearchObject<T> what, String search, String caseSensitive) {
        return SearchQuery.parse(Optional.ofNullable(search).orElse(""), what, isExact(caseSensitive));
    }

    /** How many are wanted; empty if all. Clients say -1 for that. */
    static Optional<Integer> size(String max) {
        return Optional.ofNullable(QueryNumber.parse("max", max)).filter(number -> number >= 0);
    }

    /** How many are wanted of a list that is not searched. */
    static long most(String max) {
        return size(max).orElse(Integer.MAX_VALUE);
    }

    /** As in oVirt's engine, unless somebody says otherwise. */
    private static boolean isExact(String caseSensitive) {
        return caseSensitive == null || QueryFlag.parse("case_sensitive", caseSensitive);
    }

    private static <T extends NamedEntity> SearchKey<T, String> name() {
        return text("name", NamedEntity::name);
    }

    private static <T extends NamedEntity> SearchKey<T, UUID> id() {
        return SearchKey.of("id", ValueKind.id(), entity -> Optional.of(entity.id()));
    }

    private static <T> SearchKey<T, String> text(String name, Function<T, String> read) {
        return SearchKey.text(name, entity -> Optional.ofNullable(read.apply(entity)));
    }

    private static <T> SearchKey<T, String> linked(String name, Function<T, Optional<? extends NamedEntity>> read) {
        return SearchKey.text(name, entity -> read.apply(entity).map(NamedEntity::name));
    }

    private static String word(HostStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static <T> SearchKey<T, String> constant(String name, String value) {
        return SearchKey.text(name, entity -> Optional.of(value));
    }
}
