package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** In which way virt-v2v's output becomes a machine in an export domain. A job keeps to the one that it was planned with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RhevOutput.class, name = "rhev"),
    @JsonSubTypes.Type(value = LocalOutput.class, name = "local")
})
public sealed interface OutputMode permits RhevOutput, LocalOutput {
    /** The mode for a virt-v2v with these lines of {@code --machine-readable}: rhev if it has that. */
    static OutputMode preferred(Set<String> capabilities, LocalOutput local) {
        OutputMode rhev = new RhevOutput();
        return rhev.word(capabilities).isPresent() ? rhev : local;
    }

    /** The name by which a virt-v2v with these lines of {@code --machine-readable} knows this mode; empty if it lacks it. */
    Optional<String> word(Set<String> capabilities);

    /** The folder that virt-v2v writes into. */
    Path storage(StagingPlace place);

    /**
     * The name that virt-v2v gives the machine.
     *
     * @param wanted the one that it is to have in oVirt
     */
    String machineName(StagingPlace place, String wanted);

    /** Makes what must be there before virt-v2v is started; what looks like an export domain is there already. */
    void prepare(StagingPlace place) throws IOException;

    /**
     * Arranges what virt-v2v left as in an export domain, so that it can be checked and moved. May be repeated however far it came.
     *
     * @throws IllegalArgumentException if that is no result
     * @throws java.nio.file.NoSuchFileException if a file is missing
     */
    void arrange(StagingPlace place) throws IOException;
}
