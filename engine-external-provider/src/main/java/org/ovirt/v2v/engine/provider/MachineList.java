package org.ovirt.v2v.engine.provider;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.Page;
import org.ovirt.v2v.engine.search.TextPattern;
import org.ovirt.v2v.model.source.ExternalVm;

/** Filters, sorts and cuts the machines of a provider. */
final class MachineList {
    private MachineList() {}

    static Page<ExternalVm> select(List<ExternalVm> machines, MachineQuery query) {
        List<Predicate<ExternalVm>> filters =
                query.filters().stream().map(MachineList::predicate).toList();
        List<ExternalVm> wanted = machines.stream()
                .filter(machine -> filters.stream().allMatch(filter -> filter.test(machine)))
                .sorted(comparator(query.order()))
                .toList();
        return Page.of(wanted, query.max(), query.page());
    }

    private static Predicate<ExternalVm> predicate(MachineQuery.Filter filter) {
        TextPattern glob = TextPattern.of(filter.glob());
        return machine -> glob.matches(filter.property().text(machine), false);
    }

    private static Comparator<ExternalVm> comparator(List<MachineQuery.Order> order) {
        // names need not be unique: the id makes pages stable
        Comparator<ExternalVm> last = MachineProperty.NAME.comparator().thenComparing(MachineProperty.ID.comparator());
        return order.stream()
                .map(by -> by.descending()
                        ? by.property().comparator().reversed()
                        : by.property().comparator())
                .reduce(Comparator::thenComparing)
                .map(wanted -> wanted.thenComparing(last))
                .orElse(last);
    }
}
