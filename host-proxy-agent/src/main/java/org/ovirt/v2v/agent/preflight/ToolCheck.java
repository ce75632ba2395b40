package org.ovirt.v2v.agent.preflight;

import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.ConversionTools;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** Is virt-v2v here, with what it needs, and can it read the source and fill export domains? */
final class ToolCheck {
    private final ConversionTools tools;

    ToolCheck(String program) {
        this.tools = new ConversionTools(program);
    }

    V2vCapabilities run(SourceUri source) throws FailureException {
        ConversionTools.State found = tools.look();
        Optional<Failure> problem = found.problems().stream().findFirst();
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
        V2vCapabilities capabilities = V2vCapabilities.parse(found.capabilities());
        if (source.scheme().equals(SourceUri.XEN_SSH) && !capabilities.readsXenBySsh()) {
            throw new FailureException(new Failure(
                    FailureCode.TOOL_INCOMPLETE,
                    "virt-v2v " + found.version().orElse("") + " on this host was built without input from Xen hosts.",
                    "Import machines of Xen hosts by a proxy host with Debian 12 or EL 9.",
                    null));
        }
        return capabilities;
    }
}
