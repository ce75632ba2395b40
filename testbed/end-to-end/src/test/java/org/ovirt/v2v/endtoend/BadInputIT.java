package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.testbed.EngineClient.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/** What an admin can get wrong is said soon, with cause and remedy, before a disk is read, and leaves nothing behind. */
class BadInputIT {
    private static final String RUNNING = "DC0_C0_RP0_VM1";
    private static final String NAME = "imported";
    private static final String DOMAIN_NAME = "export";
    private static final int DOMAIN_MEBIBYTES = 256;

    /** libguestfs keeps what it has built. */
    private static final String APPLIANCE = ".guestfs-";

    private static final String WRONG_PASSWORD = "wr0ng <&\"'%+/é\\ word";

    private static final SecretSearch PASSWORDS = SecretSearch.of(
                    TestingVCenter.PASSWORD, WRONG_PASSWORD, EngineProcess.ADMIN_PASSWORD)
            .without(file -> file.getFileName().toString().startsWith(APPLIANCE));
    private static final List<String> REPLIES = new ArrayList<>();

    private static final TestingGuest GUEST = TestingGuest.create();
    private static final TestingVCenter VCENTER =
            TestingVCenter.builder().disk(GUEST.disk()).running(RUNNING).start();
    private static final TestingExportDomain DOMAIN = TestingExportDomain.createEmptyOnFileSystemOf(DOMAIN_MEBIBYTES);
    private static final Deployment DEPLOYMENT = Deployment.withEmbeddedDatabase();
    private static String provider;
    private static String machine;

    @BeforeAll
    static void register() {
        DEPLOYMENT.addExportDomain(DOMAIN_NAME, DOMAIN).accepted();
        provider = add(DEPLOYMENT.vmwareProvider("vcenter", VCENTER)).id();
        machine = DEPLOYMENT
                .machine(provider, TestingVCenter.FIRST_MACHINE)
                .path("id")
                .asText();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(DOMAIN.staged()).isEmpty();
        assertThat(VCENTER.diskReads()).isZero();
        try (Stream<Path> images = Files.list(DOMAIN.images());
                Stream<Path> secrets = Files.list(DEPLOYMENT.agent().secrets());
                Stream<Path> temporary = Files.list(DEPLOYMENT.agent().folder().resolve("tmp"))) {
            assertThat(images).isEmpty();
            assertThat(secrets.filter(Files::isRegularFile)).isEmpty();
            assertThat(temporary.filter(file -> !file.getFileName().toString().startsWith(APPLIANCE)))
                    .isEmpty();
        }
    }

    /** Failures are where passwords leak. */
    @AfterEach
    void noPasswordIsToldOrKept() {
        for (String list : List.of("/externalvmproviders", "/imports", "/events", "/jobs")) {
            REPLIES.add(DEPLOYMENT.client().get(list).text());
        }
        assertThat(REPLIES).noneMatch(PASSWORDS::isIn);
        assertThat(PASSWORDS.filesBelow(DEPLOYMENT.agent().folder())).isEmpty();
        assertThat(PASSWORDS.filesBelow(DEPLOYMENT.engine().folder())).isEmpty();
        assertThat(PASSWORDS.processes()).isEmpty();
    }

    @AfterAll
    static void close() {
        DEPLOYMENT.close();
        DOMAIN.close();
        VCENTER.close();
        GUEST.close();
    }

    @Test
    void unreachableVCenter() {
        String address = "127.0.0.1:" + FreePort.find();
        String id = add(DEPLOYMENT.vmwareProvider("unreachable", VCENTER).put("address", address))
                .id();
        refuse("unreachable vCenter, connectivity", () -> test(id))
                .hasCode(FailureCode.SOURCE_UNREACHABLE)
                .names(address);
        refuse("unreachable vCenter, import", () -> DEPLOYMENT.startImport(id, machine, NAME, DOMAIN_NAME))
                .hasCode(FailureCode.SOURCE_UNREACHABLE)
                .names(address);
    }

    @Test
    void wrongPassword() {
        String id = add(DEPLOYMENT.vmwareProvider("wrong password", VCENTER).put("password", WRONG_PASSWORD))
                .id();
        refuse("wrong password, connectivity", () -> test(id))
                .hasCode(FailureCode.SOURCE_CREDENTIALS_REFUSED)
                .names(TestingVCenter.USER);
        refuse("wrong password, import", () -> DEPLOYMENT.startImport(id, machine, NAME, DOMAIN_NAME))
                .hasCode(FailureCode.SOURCE_CREDENTIALS_REFUSED)
                .names(TestingVCenter.USER);
    }

    @Test
    void requestThatDoesNotFit() {
        List<ObjectNode> requests = Stream.generate(() -> DEPLOYMENT.vmwareProvider("malformed", VCENTER))
                .limit(5)
                .toList();
        requests.get(0).putArray("password").add(WRONG_PASSWORD);
        requests.get(1).putObject("password").put("value", WRONG_PASSWORD);
        requests.get(2).put("data_center", WRONG_PASSWORD);
        requests.get(3).put("password", WRONG_PASSWORD + "\n");
        requests.get(4).put("password", WRONG_PASSWORD.repeat(100));
        for (ObjectNode request : requests) {
            EngineClient.Answer answer = add(request);
            REPLIES.add(answer.text());
            assertThat(answer.status()).as("%s", answer.text()).isEqualTo(400);
        }
    }

    @Test
    void untrustedCertificate() {
        try (TestingVCenter other = TestingVCenter.start()) {
            ObjectNode wrong = DEPLOYMENT.vmwareProvider("untrusted", VCENTER);
            wrong.putObject("tls").put("mode", "pinned").put("certificate", other.certificate());
            String id = add(wrong).id();
            refuse("untrusted certificate, connectivity", () -> test(id))
                    .hasCode(FailureCode.SOURCE_CERTIFICATE_UNTRUSTED)
                    .names(VCENTER.host());
            refuse("untrusted certificate, import", () -> DEPLOYMENT.startImport(id, machine, NAME, DOMAIN_NAME))
                    .hasCode(FailureCode.SOURCE_CERTIFICATE_UNTRUSTED)
                    .names(VCENTER.host());
        }
    }

    @Test
    void unknownMachine() {
        refuse("unknown VM", () -> DEPLOYMENT.startImport(provider, "vm-99999", NAME, DOMAIN_NAME))
                .hasCode(FailureCode.VM_NOT_FOUND)
                .names("vm-99999");
    }

    @Test
    void runningMachine() {
        String running = DEPLOYMENT.machine(provider, RUNNING).path("id").asText();
        refuse("running VM", () -> DEPLOYMENT.startImport(provider, running, NAME, DOMAIN_NAME))
                .hasCode(FailureCode.VM_RUNNING)
                .names(RUNNING);
    }

    @Test
    void nameAlreadyTaken() throws IOException {
        UUID id = UUID.randomUUID();
        Path ovf = DOMAIN.ovf(id);
        Files.createDirectories(ovf.getParent());
        Files.writeString(ovf, otherMachine(id, "taken"));
        DOMAIN.giveToVdsm();
        try {
            refuse("name already taken", () -> DEPLOYMENT.startImport(provider, machine, "taken", DOMAIN_NAME))
                    .hasCode(FailureCode.VM_NAME_IN_USE)
                    .names("taken");
        } finally {
            TestingFolder.delete(ovf.getParent());
        }
    }

    @Test
    void missingExportDomain() throws IOException {
        try (TestingExportDomain gone = TestingExportDomain.createEmpty()) {
            DEPLOYMENT.addExportDomain("gone", gone).accepted();
            Files.move(gone.root(), gone.root().resolveSibling("elsewhere"));
            refuse("export domain missing", () -> DEPLOYMENT.startImport(provider, machine, NAME, "gone"))
                    .hasCode(FailureCode.DOMAIN_MISSING)
                    .names(gone.root().toString());
        }
    }

    @Test
    void readOnlyExportDomain() {
        DOMAIN.makeReadOnly();
        try {
            refuse("export domain read-only", BadInputIT::startImport)
                    .hasCode(FailureCode.DOMAIN_READ_ONLY)
                    .names(DOMAIN.root().toString());
        } finally {
            DOMAIN.makeWritable();
        }
    }

    @Test
    void fullExportDomain() {
        DOMAIN.fill();
        try {
            refuse("export domain full", BadInputIT::startImport)
                    .hasCode(FailureCode.DOMAIN_FULL)
                    .names("export");
        } finally {
            DOMAIN.empty();
        }
    }

    @Test
    void exportDomainOfSomeoneElse() {
        DOMAIN.giveTo("0:0");
        try {
            refuse("export domain owned by someone else", BadInputIT::startImport)
                    .hasCode(FailureCode.DOMAIN_FOREIGN_OWNER)
                    .names(DOMAIN.root().toString());
        } finally {
            DOMAIN.giveToVdsm();
        }
    }

    @Test
    void hostWithoutVirtV2v() {
        try (AgentProcess other =
                AgentProcess.start(DEPLOYMENT.pki().host(), Map.of("agent.v2v.program", "/nonexistent/virt-v2v"))) {
            Refusal refusal = refuse("virt-v2v missing", () -> DEPLOYMENT.addHost("bare", other))
                    .hasCode(FailureCode.TOOL_MISSING)
                    .names("virt-v2v");
            assertThat(refusal.remedy()).contains("apt install", "virt-v2v");
        }
    }

    private static EngineClient.Answer startImport() {
        return DEPLOYMENT.startImport(provider, machine, NAME, DOMAIN_NAME);
    }

    private static EngineClient.Answer add(ObjectNode newProvider) {
        return DEPLOYMENT.client().post("/externalvmproviders", newProvider);
    }

    private static EngineClient.Answer test(String id) {
        return DEPLOYMENT.client().post("/externalvmproviders/" + id + "/testconnectivity", JSON.createObjectNode());
    }

    private static Refusal refuse(String what, Supplier<EngineClient.Answer> request) {
        return Refusal.of(DEPLOYMENT, what, () -> {
            EngineClient.Answer answer = request.get();
            REPLIES.add(answer.headers() + answer.text());
            return answer;
        });
    }

    private static String otherMachine(UUID id, String name) {
        return """
                <?xml version='1.0' encoding='utf-8'?>
                <ovf:Envelope xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
                xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1/' ovf:version='0.9'>
                  <References/>
                  <Section xsi:type='ovf:DiskSection_Type'><Info>List of Virtual Disks</Info></Section>
                  <Content ovf:id='out' xsi:type='ovf:VirtualSystem_Type'>
                    <Name>%s</Name>
                    <Section ovf:id='%s' ovf:required='false' xsi:type='ovf:OperatingSystemSection_Type'>
                      <Info>12.5</Info><Description>debian_7</Description>
                    </Section>
                  </Content>
                </ovf:Envelope>
                """
                .formatted(name, id);
    }
}
