package org.ovirt.v2v.agent.v2v;

import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Phase;

/** Which phase the messages of virt-v2v belong to, from 1.32 to 2.12; a message that is not listed belongs to none. */
final class PhaseParser {
    /** The pages have them too, in {@code steps.json}. */
    static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("Setting up the source", Phase.OPENING_SOURCE),
            new Beginning("Opening the ", Phase.OPENING_SOURCE),
            new Beginning("Creating an overlay", Phase.OPENING_SOURCE),
            new Beginning("Inspecting the ", Phase.INSPECTING),
            new Beginning("Checking filesystem integrity before", Phase.INSPECTING),
            new Beginning("Detecting ", Phase.INSPECTING),
            new Beginning("Collecting pre-conversion information", Phase.INSPECTING),
            new Beginning("Checking for sufficient free disk space", Phase.INSPECTING),
            new Beginning("Estimating space required", Phase.INSPECTING),
            new Beginning("Converting ", Phase.CONVERTING),
            new Beginning("Mapping filesystem data", Phase.PREPARING_COPY),
            new Beginning("Skipping fstrim", Phase.PREPARING_COPY),
            new Beginning("Checking filesystem integrity after", Phase.PREPARING_COPY),
            new Beginning("Closing the overlay", Phase.PREPARING_COPY),
            new Beginning("Assigning disks to buses", Phase.PREPARING_COPY),
            new Beginning("Checking if the guest needs", Phase.PREPARING_COPY),
            new Beginning("Initializing the target", Phase.PREPARING_COPY),
            new Beginning("Setting up the destination", Phase.PREPARING_COPY),
            new Beginning("Copying disk", Phase.COPYING_DISKS),
            new Beginning("Creating output metadata", Phase.WRITING_METADATA),
            new Beginning("Finishing off", Phase.WRITING_METADATA));

    private PhaseParser() {}

    record Beginning(String text, Phase phase) {}

    static Optional<Phase> of(String message) {
        return BEGINNINGS.stream()
                .filter(beginning -> message.startsWith(beginning.text()))
                .findFirst()
                .map(Beginning::phase);
    }
}
