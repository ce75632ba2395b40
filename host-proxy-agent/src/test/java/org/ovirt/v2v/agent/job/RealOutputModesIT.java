package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.agent.KnownSources;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.format.SecureXml;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingXenHost;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The real virt-v2v brings one machine of a Xen host by its own output to export domains, and by disks and a description in a
 * folder: in oVirt it is the same.
 */
@Tag("long")
class RealOutputModesIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(8);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d|(?<=TIME=)\\d+");

    /** Decision 36 says why these differ, besides ids and dates. */
    private static final Set<String> DIFFERENT = Set.of(
            "Envelope/Content/Name", // there is one of each in a domain
            "Envelope/Content/Description",
            "Envelope/Content/Origin",
            "Envelope/Content/Section/Info",
            "Envelope/References/File@description",
            "Envelope/References/File@size");

    private TestingFolder folder;
    private TestingExportDomain domain;
    private MountedExportDomains domains;

    @BeforeEach
    void createDomain() {
        Command.require("virt-v2v", "virt-v2v nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils");
        folder = TestingFolder.create("outputs");
        domain = TestingExportDomain.create();
        domains = new MountedExportDomains(List.of());
    }

    @AfterEach
    void removeDomain() {
        domain.close();
        folder.close();
    }

    @Test
    @Timeout(value = 18, unit = TimeUnit.MINUTES)
    void theMachineIsTheSameEitherWay() throws Exception {
        Path data = folder.resolve("data.raw");
        Command.run(List.of("truncate", "--size=96M", data.toString()));
        try (TestingGuest guest = TestingGuest.create();
                TestingXenHost xen = TestingXenHost.start(guest.disk(), data)) {
            String own = convert(xen, "rhev", "virt-v2v");
            String made = convert(xen, "local", withoutExportDomains().toString());

            assertThat(facts(own)).contains("Envelope/Section/Disk@boot=False", "Envelope/Content/BiosType=1");
            assertThat(facts(made)).containsExactlyElementsOf(facts(own));
            assertThat(all(made)).contains("Envelope/Content/Name=local", "Envelope/Content/Origin=2");
            List<ExportedVm> machines = domains.machines(domain.root());
            assertThat(meta(machines.get(0))).isEqualTo(meta(machines.get(1)));
            assertThat(machines.get(0).disks())
                    .extracting(ExportedVm.Disk::capacity)
                    .isEqualTo(machines.get(1).disks().stream()
                            .map(ExportedVm.Disk::capacity)
                            .toList());
        }
    }

    /** The real one, said to have been built as that of EL 10. */
    private Path withoutExportDomains() throws IOException {
        Path program = Files.writeString(
                folder.resolve("virt-v2v"),
                """
                #!/bin/sh
                if [ "$*" = --machine-readable ]; then
                    virt-v2v --machine-readable | grep -vx output:rhv
                else
                    case " $* " in *' -o rhv '*) exit 9 ;; esac
                    exec virt-v2v "$@"
                fi
                """);
        Command.run(List.of("chmod", "755", program.toString()));
        return program;
    }

    /** What an OVF says, but for what is expected to differ. */
    private static List<String> facts(String ovf) throws Exception {
        return all(ovf).stream()
                .filter(fact -> !DIFFERENT.contains(fact.substring(0, fact.indexOf('='))))
                .toList();
    }

    private static List<String> all(String ovf) throws Exception {
        List<String> facts = new ArrayList<>();
        collect(
                SecureXml.documentBuilder()
                        .parse(new ByteArrayInputStream(ovf.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement(),
                "",
                facts);
        return facts;
    }

    private static void collect(Element element, String above, List<String> facts) {
        String path = above + element.getTagName().replaceFirst(".*:", "");
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            facts.add(path + "@" + attribute.getName().replaceFirst(".*:", "") + "=" + plain(attribute.getValue()));
        }
        List<Element> children = Stream.iterate(element.getFirstChild(), child -> child != null, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
        if (children.isEmpty()) {
            facts.add(path + "=" + plain(element.getTextContent()));
        }
        children.forEach(child -> collect(child, path + "/", facts));
    }

    private static String plain(String value) {
        return DATE.matcher(ID.matcher(value).replaceAll("ID"))
                .replaceAll("DATE")
                .strip();
    }

    private List<String> meta(ExportedVm machine) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ExportedVm.Disk disk : machine.disks()) {
            Path meta = domain.images().resolve(disk.image() + "/" + disk.volume() + ".meta");
            Files.readAllLines(meta).stream()
                    .filter(line -> !line.startsWith("DESCRIPTION="))
                    .map(RealOutputModesIT::plain)
                    .forEach(lines::add);
        }
        return lines;
    }

    /** The OVF of a machine that was brought by this program. */
    private String convert(TestingXenHost xen, String name, String program) throws Exception {
        UUID job = UUID.randomUUID();
        TestingAgentConfig config = new TestingAgentConfig(folder.resolve(name), program, Path.of("/var/tmp"));
        introduce(xen, config);
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(TestingXenHost.MACHINE)
                .poolID(UUID.randomUUID())
                .domainID(domain.id())
                .disks(List.of())
                .format(DiskFormat.RAW)
                .allocation(Allocation.SPARSE)
                .name(name)
                .exportDomainPath(domain.root().toString())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .build();
        try (DurableJobService service = DurableJobService.open(
                config,
                domains,
                new KnownSources(config.stateDir(), TestingAddresses.HERE),
                new RecentMachines(),
                () -> true)) {
            service.start(new ConvertParams(SourceUri.parse(xen.uri()), "", new Secret(""), TlsTrust.NONE, spec, job));
            JobReport ended = await().atMost(TIME_OUT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> service.report(job), report -> report.status().isFinal());
            assertThat(ended.failure()).isNull();
            assertThat(domain.staged()).isEmpty();
            return service.ovf(job);
        } finally {
            TestingFolder.delete(config.secretsDir().orElseThrow());
        }
    }

    private static void introduce(TestingXenHost xen, TestingAgentConfig config) throws IOException {
        Path ssh = Files.createDirectories(config.stateDir().resolve("ssh"));
        Files.copy(xen.clientKey(), ssh.resolve("id_ed25519"));
        Command.run(List.of("chmod", "600", ssh.resolve("id_ed25519").toString()));
        Files.writeString(ssh.resolve("known_hosts"), xen.knownHost());
    }
}
