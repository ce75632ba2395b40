package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** virt-v2v writes an export domain itself ({@code -o rhv}), into a folder that looks like one. */
public record RhevOutput() implements OutputMode {
    /** It was renamed twice. */
    private static final List<String> WORDS = List.of("rhv", "ovirt", "rhev");

    @Override
    public Optional<String> word(Set<String> capabilities) {
        return WORDS.stream()
                .filter(word -> capabilities.contains("output:" + word))
                .findFirst();
    }

    @Override
    public Path storage(StagingPlace place) {
        return place.target();
    }

    @Override
    public String machineName(StagingPlace place, String wanted) {
        return wanted;
    }

    @Override
    public void prepare(StagingPlace place) {
        // virt-v2v finds what it wants
    }

    @Override
    public void arrange(StagingPlace place) {
        // virt-v2v has done so
    }
}
