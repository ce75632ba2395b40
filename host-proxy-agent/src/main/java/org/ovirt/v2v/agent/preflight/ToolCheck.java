package org.ovirt.v2v.agent.preflight;

import java.util.Optional;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.host.ConversionTools;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;

/** Is virt-v2v here, with what it needs, and can it write export domains? */
final class ToolCheck {
    private final ConversionTools tools;

    ToolCheck(String program) {
        this.tools = new ConversionTools(program);
    }

    V2vCapabilities run() throws FailureException {
        ConversionTools.State found = tools.look();
        Optional<Failure> problem = found.problems().stream().findFirst();
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
        return V2vCapabilities.parse(found.capabilities());
    }
}
