package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;

/**
 * virt-v2v writes disks and a description for libvirt into a folder ({@code -o local}), of which the agent makes what virt-v2v
 * would have put into an export domain. For builds without output to export domains, as those of EL 10.
 *
 * @param name of the machine in oVirt
 * @param disks how many the machine has at the source
 */
public record LocalOutput(String name, Origin origin, int disks, DiskFormat format, Allocation allocation)
        implements OutputMode {
    /** It was renamed once. */
    private static final List<String> WORDS = List.of("local", "disk");

    @Override
    public Optional<String> word(Set<String> capabilities) {
        return WORDS.stream()
                .filter(word -> capabilities.contains("output:" + word))
                .findFirst();
    }

    @Override
    public Path storage(StagingPlace place) {
        return place.target().resolve("local");
    }

    /** The job's id, which can be part of any file's name; the one in oVirt stands in the OVF. */
    @Override
    public String machineName(StagingPlace place, String wanted) {
        return place.job().toString();
    }

    @Override
    public void prepare(StagingPlace place) throws IOException {
        new LocalLayout(place, this).prepare();
    }

    @Override
    public void arrange(StagingPlace place) throws IOException {
        new LocalLayout(place, this).arrange();
    }
}
