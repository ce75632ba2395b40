package org.ovirt.v2v.agent.source.xen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * The machines that a libvirtd knows. One before 0.9.13, and the driver for xend of each version, cannot list them all at once: they
 * are asked for one by one then.
 */
final class DomainLists {
    /** VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE, which libvirt-java does not name. */
    private static final int MANAGED_SAVE = 1 << 8;

    /** Xen's libvirt driver counts dom0 itself as a machine with this id. */
    private static final int DOM0 = 0;

    private final Connect connection;

    DomainLists(Connect connection) {
        this.connection = connection;
    }

    /** All but dom0. */
    Collection<Domain> all() throws LibvirtException {
        try {
            return withoutDom0(connection.listAllDomains(0));
        } catch (LibvirtException e) {
            if (isUnsupported(e)) {
                return oneByOne();
            }
            throw e;
        }
    }

    /**
     * The names of those that run on as soon as they are started, as after a shutdown of the host that has suspended them.
     *
     * @param domains those of which it is to be known
     */
    Set<String> saved(Collection<Domain> domains) throws LibvirtException {
        try {
            Set<String> names = new HashSet<>();
            for (Domain domain : connection.listAllDomains(MANAGED_SAVE)) {
                names.add(domain.getName());
            }
            return names;
        } catch (LibvirtException e) {
            if (isUnsupported(e)) {
                return savedOneByOne(domains);
            }
            throw e;
        }
    }

    /** One that is started meanwhile is in both lists, and one that vanishes is left out. */
    Collection<Domain> oneByOne() throws LibvirtException {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (String name : connection.listDefinedDomains()) {
            found(() -> connection.domainLookupByName(name)).ifPresent(domain -> domains.put(name, domain));
        }
        for (int id : connection.listDomains()) {
            // libvirt-java fills up with zeros what has ended between its count and its list
            if (id != DOM0) {
                Optional<Domain> running = found(() -> connection.domainLookupByID(id));
                if (running.isPresent()) {
                    domains.put(running.get().getName(), running.get());
                }
            }
        }
        return domains.values();
    }

    /** What cannot save machines so has none that are. */
    static Set<String> savedOneByOne(Collection<Domain> domains) throws LibvirtException {
        Set<String> names = new HashSet<>();
        for (Domain domain : domains) {
            try {
                if (domain.hasManagedSaveImage() > 0) {
                    names.add(domain.getName());
                }
            } catch (LibvirtException e) {
                if (!isUnsupported(e) && !isGone(e)) {
                    throw e;
                }
            }
        }
        return names;
    }

    /** Whether the machine is there no more. */
    static boolean isGone(LibvirtException failure) {
        return isOf(failure, ErrorNumber.VIR_ERR_NO_DOMAIN);
    }

    /** The driver has no such call, or the daemon is older than the call. */
    private static boolean isUnsupported(LibvirtException failure) {
        return isOf(failure, ErrorNumber.VIR_ERR_NO_SUPPORT)
                || (isOf(failure, ErrorNumber.VIR_ERR_RPC)
                        && String.valueOf(failure.getMessage()).contains("unknown procedure"));
    }

    private static boolean isOf(LibvirtException failure, ErrorNumber kind) {
        return failure.getError() != null && failure.getError().getCode() == kind;
    }

    private static List<Domain> withoutDom0(Domain[] all) throws LibvirtException {
        List<Domain> domains = new ArrayList<>();
        for (Domain domain : all) {
            if (domain.getID() != DOM0) {
                domains.add(domain);
            }
        }
        return domains;
    }

    /** A question for a machine. */
    @FunctionalInterface
    private interface Lookup {
        Domain ask() throws LibvirtException;
    }

    private static Optional<Domain> found(Lookup lookup) throws LibvirtException {
        try {
            return Optional.of(lookup.ask());
        } catch (LibvirtException e) {
            if (isGone(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
