package org.ovirt.v2v.engine.provider;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/** What machines of a provider can be searched and sorted by. */
public enum MachineProperty {
    NAME,
    ID,
    STATUS,
    HOST,
    CLUSTER,
    DATACENTER,
    FOLDER,
    FIRMWARE,
    OS,
    MEMORY,
    CPUS,
    CAPACITY;

    private static final long MEBIBYTE = 1L << 20;

    /** The property with the name; refuses the field of the request that it comes from if there is none. */
    static MachineProperty parse(String field, String name) {
        return Arrays.stream(values())
                .filter(property -> property.word().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        field,
                        "Machines have no property " + KnownNames.quoted(name) + ". "
                                + KnownNames.hint(
                                        name,
                                        Arrays.stream(values())
                                                .map(MachineProperty::word)
                                                .toList())));
    }

    /** Its value as text; empty if the machine has none. */
    String text(ExternalVm machine) {
        return switch (this) {
            case NAME -> machine.vmName();
            case ID -> ExternalVmId.of(machine);
            case STATUS -> known(machine.status());
            case HOST -> known(machine.host());
            case CLUSTER -> known(machine.cluster());
            case DATACENTER -> known(machine.datacenter());
            case FOLDER -> known(machine.folder());
            case FIRMWARE -> known(machine.firmware());
            case OS -> known(machine.guestOs());
            case MEMORY, CPUS, CAPACITY -> String.valueOf(number(machine));
        };
    }

    /** Texts are compared without regard to case. */
    Comparator<ExternalVm> comparator() {
        return switch (this) {
            case NAME, ID, STATUS, HOST, CLUSTER, DATACENTER, FOLDER, FIRMWARE, OS ->
                Comparator.comparing(this::text, String.CASE_INSENSITIVE_ORDER);
            case MEMORY, CPUS, CAPACITY -> Comparator.comparing(this::number);
        };
    }

    private long number(ExternalVm machine) {
        return switch (this) {
            case MEMORY -> machine.memSize() * MEBIBYTE; // in bytes, as it is shown
            case CPUS -> machine.smp();
            case CAPACITY ->
                machine.disks().stream().mapToLong(ExternalDisk::capacity).sum();
            case NAME, ID, STATUS, HOST, CLUSTER, DATACENTER, FOLDER, FIRMWARE, OS ->
                throw new IllegalStateException(this + " is not a number");
        };
    }

    private static String known(String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** Its name in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
