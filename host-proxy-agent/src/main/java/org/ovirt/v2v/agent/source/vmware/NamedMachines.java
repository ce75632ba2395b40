package org.ovirt.v2v.agent.source.vmware;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Looks up the machines that a source names, in a handful of calls and without a list of all. A MoRef is asked for as such and a
 * UUID through the server's search index; only if that leaves a name over, the names of all machines are read, and nothing else of
 * them. A text that is the MoRef or UUID of a machine is meant as such, even if it is another machine's name.
 */
final class NamedMachines {
    /** Up to so many UUIDs are looked up one by one; more in a read of those of all machines. */
    private static final int ONE_BY_ONE = 10;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern VCENTER_MOREF = Pattern.compile("vm-\\d+");
    private static final Pattern ESX_MOREF = Pattern.compile("\\d+");

    private final SourceParams source;
    private final VimSession session;
    private final CollectedMachines collected;
    private final Set<Reference> around = new LinkedHashSet<>();
    private final Set<Reference> looked = new HashSet<>();
    private final Set<String> searched = new HashSet<>();
    private boolean allCallNamesKnown;

    NamedMachines(SourceParams source, VimSession session) {
        this.source = source;
        this.session = session;
        this.collected = new CollectedMachines(source);
    }

    static boolean isMorefOfVcenter(String text) {
        return VCENTER_MOREF.matcher(text).matches();
    }

    List<ExternalVm> collect() throws FailureException {
        List<Reference> byId = byId();
        // one that is not there fails the call for all; then they are looked for among the names
        if (!byId.isEmpty()) {
            session.retrieveIfThere(byId, InventoryPaths.machine(), this::addMachine);
        }
        List<String> left = source.vmNames().stream()
                .filter(text -> collected.everywhere().stream().noneMatch(machine -> machine.isCalled(text)))
                .toList();
        if (!left.isEmpty()) {
            session.retrieveThese(named(left), InventoryPaths.machine(), this::addMachine);
        }
        addOthersOfSameUuid();
        lookAround();
        return collected.describe();
    }

    private List<Reference> byId() throws FailureException {
        List<Reference> found = new ArrayList<>();
        Pattern moref = source.uri().scheme().equals(SourceUri.ESX) ? ESX_MOREF : VCENTER_MOREF;
        List<String> uuids = new ArrayList<>();
        for (String text : new LinkedHashSet<>(source.vmNames())) {
            if (moref.matcher(text).matches()) {
                found.add(new Reference(InventoryPaths.VIRTUAL_MACHINE, text));
            } else if (UUID.matcher(text).matches()) {
                uuids.add(text.toLowerCase(Locale.ROOT));
            }
        }
        if (session.canSearch() && uuids.size() <= ONE_BY_ONE) {
            found.addAll(session.search(uuids).found());
            searched.addAll(uuids);
        }
        return found;
    }

    private List<Reference> named(List<String> left) throws FailureException {
        WantedNames wanted = new WantedNames(left);
        Set<Reference> found = new LinkedHashSet<>();
        readCallNames(machine -> {
            if (!machine.template() && machine.isCalledOneOf(wanted)) {
                found.add(machine.reference());
            }
        });
        return List.copyOf(found);
    }

    private void readCallNames(Consumer<Machine> consumer) throws FailureException {
        session.retrieveAll(InventoryPaths.callNames(), object -> {
            if (object.reference().type().equals(InventoryPaths.VIRTUAL_MACHINE)) {
                consumer.accept(collected.addUuid(object));
            }
        });
        allCallNamesKnown = true;
    }

    /** Whoever else has the UUID of a machine that is asked for, wherever it is. */
    private void addOthersOfSameUuid() throws FailureException {
        Set<String> uuids = new LinkedHashSet<>();
        Set<Reference> known = new HashSet<>();
        for (Machine machine : collected.everywhere()) {
            known.add(machine.reference());
            if (!machine.uuid().isEmpty()) {
                uuids.add(machine.uuid());
            }
        }
        Set<Reference> others = new LinkedHashSet<>();
        if (!allCallNamesKnown && session.canSearch() && uuids.size() <= ONE_BY_ONE) {
            uuids.removeAll(searched);
            VimSession.Search search = session.search(uuids);
            lookAround();
            others.addAll(search.found());
        } else {
            if (!allCallNamesKnown && !uuids.isEmpty()) {
                readCallNames(machine -> {});
            }
            uuids.forEach(uuid -> others.addAll(collected.owners(uuid)));
        }
        others.removeAll(known);
        session.retrieveThese(List.copyOf(others), InventoryPaths.identity(), object -> {
            collected.addUuid(object);
            around.addAll(object.references(InventoryPaths.HOST));
        });
    }

    /** Asks for what lies around the machines, as far as that has not been asked for. */
    private void lookAround() throws FailureException {
        List<Reference> left =
                around.stream().filter(each -> !looked.contains(each)).toList();
        session.retrieveAround(left, collected::add);
        looked.addAll(left);
    }

    private void addMachine(ManagedObject object) {
        collected.add(object);
        around.addAll(object.references(InventoryPaths.HOST));
        around.addAll(object.references(InventoryPaths.PARENT));
        around.addAll(object.references(InventoryPaths.NETWORKS));
    }
}
