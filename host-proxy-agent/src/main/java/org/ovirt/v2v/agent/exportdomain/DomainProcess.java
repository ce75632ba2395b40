package org.ovirt.v2v.agent.exportdomain;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.storage.HelperServer;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Main class of the helper processes: does for the agent what touches an export domain. */
public final class DomainProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(DomainProcess.class);
    private static final ExportDomains MOUNTED = new MountedExportDomains(List.of());

    private DomainProcess() {}

    /** Takes the folders in and below which export domains are. */
    public static void main(String[] arguments) throws IOException {
        try (OutputStream answers = new FileOutputStream(FileDescriptor.out)) {
            System.setOut(System.err); // which nobody must take for an answer
            prepare();
            ExportRoots roots =
                    new ExportRoots(Stream.of(arguments).map(Path::of).toList());
            ExportDomains domains = new RootedExportDomains(roots, MOUNTED);
            new HelperServer(request -> answer(domains, request), answers).run(System.in);
        }
    }

    /** Loads what the first request would have to wait for. This system has no domain there, and nothing that hangs. */
    private static void prepare() {
        for (DomainRequest request :
                List.of(new DomainRequest.Open("/proc/self"), new DomainRequest.Machines("/proc/self"))) {
            answer(MOUNTED, DomainAnswer.write(request));
        }
    }

    private static byte[] answer(ExportDomains domains, byte[] request) {
        try {
            return DomainAnswer.write(done(domains, DomainAnswer.request(request)));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOGGER.error("A request about an export domain met a defect", e);
            return DomainAnswer.write(DomainAnswer.failed(
                    Failure.of(
                            FailureCode.INTERNAL,
                            "The process that works on the export domain met an unexpected error: " + e + "."),
                    false));
        }
    }

    private static DomainAnswer<Object> done(ExportDomains domains, DomainRequest request) {
        try {
            return DomainAnswer.of(request.answer(domains));
        } catch (DomainUnavailableException e) {
            return DomainAnswer.failed(e.failure(), true);
        } catch (FailureException e) {
            return DomainAnswer.failed(e.failure(), false);
        } catch (IllegalArgumentException e) {
            return DomainAnswer.refused(String.valueOf(e.getMessage()));
        }
    }
}
