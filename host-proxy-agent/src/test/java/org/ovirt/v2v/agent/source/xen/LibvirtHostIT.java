package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.ovirt.v2v.model.source.ExternalVm;

/** With libvirt's own test driver, whose machines are as its file says. */
class LibvirtHostIT {
    private static final int RUNNING = 1;
    private static final int OFF = 5;
    private static final String SAVED = "<test:hasmanagedsave>1</test:hasmanagedsave>";

    @TempDir
    private Path folder;

    @Test
    void aMachineThatWasSavedIsNotShutDown() throws Exception {
        Path node = Files.writeString(
                folder.resolve("node.xml"), "<node>" + machine("off", "") + machine("saved", SAVED) + "</node>");

        try (LibvirtHost host = new LibvirtHost("test://" + node)) {
            assertThat(host.machines(XenQuestion.ALL))
                    .extracting(ExternalVm::vmName, ExternalVm::isDown)
                    .containsExactlyInAnyOrder(tuple("off", true), tuple("saved", false));
        }
    }

    /** As an old libvirtd is asked. */
    @Test
    void whatIsAskedOneByOneIsWhatIsListedAtOnce() throws Exception {
        Path node = Files.writeString(
                folder.resolve("node.xml"),
                "<node>" + machine("off", "") + machine("saved", SAVED) + machine("up", "", RUNNING) + "</node>");

        Connect connection = new Connect("test://" + node);
        try {
            Collection<Domain> domains = new DomainLists(connection).oneByOne();

            assertThat(names(domains))
                    .containsExactlyInAnyOrder("off", "saved", "up")
                    .hasSameElementsAs(names(new DomainLists(connection).all()));
            assertThat(DomainLists.savedOneByOne(domains)).containsExactly("saved");
        } finally {
            connection.close();
        }
    }

    private static List<String> names(Collection<Domain> domains) throws LibvirtException {
        List<String> names = new ArrayList<>();
        for (Domain domain : domains) {
            names.add(domain.getName());
        }
        return names;
    }

    private static String machine(String name, String state) {
        return machine(name, state, OFF);
    }

    private static String machine(String name, String state, int runState) {
        return """
                <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                  <name>%s</name>
                  <memory unit='KiB'>1048576</memory>
                  <os><type arch='x86_64'>hvm</type></os>
                  <test:runstate>%d</test:runstate>
                  %s
                </domain>
                """
                .formatted(name, runState, state);
    }
}
