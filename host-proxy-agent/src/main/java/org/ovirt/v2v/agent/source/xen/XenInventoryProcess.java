package org.ovirt.v2v.agent.source.xen;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Main class of the child process: reads a {@link XenQuestion}, asks one libvirtd, and prints a {@link XenAnswer}. Arguments: URI, and
 * names or machines.
 */
public final class XenInventoryProcess {
    static final String NAMES = "names";
    static final String MACHINES = "machines";

    private XenInventoryProcess() {}

    public static void main(String[] arguments) throws IOException {
        XenQuestion question = new ObjectMapper().readValue(System.in, XenQuestion.class);
        XenAnswer answer = ask(arguments[0], arguments[1], question);
        try (OutputStream output = new FileOutputStream(FileDescriptor.out)) {
            output.write(new ObjectMapper().writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static XenAnswer ask(String uri, String what, XenQuestion question) {
        try {
            // libvirt prints its errors otherwise, beside throwing them
            Connect.setErrorCallback((data, error) -> {});
            try (LibvirtHost host = new LibvirtHost(uri)) {
                if (what.equals(NAMES)) {
                    return new XenAnswer(host.names(), null);
                }
                SftpSizes sizes = new SftpSizes(SourceUri.parse(uri));
                return new XenAnswer(MissingSizes.fill(host.machines(question), sizes), null);
            }
        } catch (LibvirtException e) {
            return XenAnswer.failed(e.getMessage());
        } catch (LinkageError e) {
            return XenAnswer.failed("libvirt's library is missing on the proxy host: " + e.getMessage());
        }
    }
}
