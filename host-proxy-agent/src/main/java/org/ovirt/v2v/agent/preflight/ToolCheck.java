package org.ovirt.v2v.agent.preflight;

import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.ConversionTools;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;

/** Is virt-v2v here, with what it needs, and can it read the source and fill export domains? */
final class ToolCheck {
    private final ConversionTools tools;

    ToolCheck(String program) {
        this.tools = new ConversionTools(program);
    }

    V2vCapabilities run(Source source) throws FailureException {
        ConversionTools.State found = tools.look();
        requireNone(found.problems().stream().findFirst());
        V2vCapabilities capabilities = V2vCapabilities.parse(found.capabilities());
        requireNone(source.toolProblem(capabilities, found.version().orElse("")));
        return capabilities;
    }

    private static void requireNone(Optional<Failure> problem) throws FailureException {
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
    }
}
