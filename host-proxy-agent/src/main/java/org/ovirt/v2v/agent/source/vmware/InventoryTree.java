package org.ovirt.v2v.agent.source.vmware;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Datacenters, folders, clusters, hosts and networks of a vCenter, and what lies where. Objects may come in any order. */
final class InventoryTree {
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();
    private final Map<String, Optional<HostPlace>> places = new HashMap<>();

    private record Node(String type, String name, String parent) {}

    void add(ManagedObject object) {
        String id = object.reference().value();
        String type = object.reference().type();
        String name = object.text(InventoryPaths.NAME);
        if (name.isEmpty()) {
            return; // asked for by its reference, it comes without what the user may not see
        }
        switch (type) {
            case "Network" -> networks.put(id, VimNames.decode(name));
            case "DistributedVirtualPortgroup" -> {
                networks.put(id, VimNames.decode(name));
                networks.put(object.text(InventoryPaths.PORT_GROUP_KEY), VimNames.decode(name));
            }
            case "OpaqueNetwork" ->
                networks.put(object.property(InventoryPaths.SUMMARY).textAt("opaqueNetworkId"), VimNames.decode(name));
            default -> nodes.put(id, new Node(type, name, object.text(InventoryPaths.PARENT)));
        }
    }

    /** The name of a network by its reference, a port group by its key or an opaque network by its id. */
    Optional<String> network(String key) {
        return Optional.ofNullable(networks.get(key));
    }

    /** Empty if the host is unknown, or the user may not see it, or not all that is above it up to the datacenter. */
    Optional<HostPlace> hostPlace(String host) {
        return places.computeIfAbsent(host, this::findPlace);
    }

    /** Where all hosts are that the server has told of. */
    Stream<HostPlace> hostPlaces() {
        return nodes.keySet().stream().map(this::hostPlace).flatMap(Optional::stream);
    }

    /** All that the server has told of. */
    List<Reference> datacenters() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().type.equals(InventoryPaths.DATACENTER))
                .map(entry -> new Reference(InventoryPaths.DATACENTER, entry.getKey()))
                .toList();
    }

    /** The folders between the datacenter and the object whose parent this is, separated by slashes. */
    String folder(String parent) {
        Deque<String> names = new ArrayDeque<>();
        for (Node node : wayUp(parent)) {
            if (!node.type.equals("Folder")) {
                names.pollFirst(); // the topmost is the datacenter's own folder called vm
                return String.join("/", names);
            }
            names.addFirst(VimNames.decode(node.name));
        }
        names.pollFirst();
        return String.join("/", names);
    }

    private Optional<HostPlace> findPlace(String id) {
        List<Node> way = wayUp(id);
        if (way.isEmpty() || !way.get(0).type.equals("HostSystem")) {
            return Optional.empty();
        }
        Node host = way.get(0);
        Deque<String> path = new ArrayDeque<>(List.of(host.name));
        Deque<String> datacenter = new ArrayDeque<>();
        String cluster = "";
        for (Node node : way.subList(1, way.size())) {
            switch (node.type) {
                case "ComputeResource" -> {} // a host outside any cluster has one of its own, with the same name
                case "ClusterComputeResource" -> {
                    cluster = VimNames.decode(node.name);
                    path.addFirst(node.name);
                }
                case InventoryPaths.DATACENTER -> {
                    dropTop(path, cluster.isEmpty() ? 1 : 2);
                    path.addFirst(node.name);
                    datacenter.addFirst(VimNames.decode(node.name));
                }
                default -> {
                    path.addFirst(node.name);
                    if (!datacenter.isEmpty()) {
                        datacenter.addFirst(VimNames.decode(node.name));
                    }
                }
            }
        }
        if (datacenter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new HostPlace(VimNames.decode(host.name), cluster, String.join("/", datacenter), List.copyOf(path)));
    }

    /** Drops the datacenter's own folder called host, which libvirt does not count. */
    private static void dropTop(Deque<String> path, int keep) {
        if (path.size() > keep) {
            path.removeFirst();
        }
    }

    /** The node and everything above it that is known; the root folder is not. */
    private List<Node> wayUp(String id) {
        List<Node> way = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Node node = nodes.get(id);
        String current = id;
        while (node != null && seen.add(current)) {
            way.add(node);
            current = node.parent;
            node = nodes.get(current);
        }
        return way;
    }
}
