package org.ovirt.v2v.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

class RecentMachinesTest {
    private static final String HOST_OF_WEB = "vpx://admin@vcenter.example.org/DC/Cluster/esx1";
    private static final SourceParams VCENTER = source("vpx://admin@vcenter.example.org", "s3cret", TlsTrust.SYSTEM);
    private static final SourceParams CONVERSION = source(HOST_OF_WEB, "s3cret", TlsTrust.SYSTEM);
    private static final ExternalVm WEB = machine("vm-1", ExternalVm.DOWN);

    private long now = 1_000_000;
    private final RecentMachines recent = new RecentMachines(() -> now);

    @Test
    void whatWasToldHoldsForTheConversionOfTheMachine() {
        recent.told(naming("web"), List.of(WEB, machine("vm-2", ExternalVm.DOWN)), now);

        assertThat(recent.find(CONVERSION, "vm-1")).contains(WEB);
        assertThat(recent.find(CONVERSION, WEB.vmId().toUpperCase(Locale.ROOT))).contains(WEB);
    }

    @Test
    void aNameIsNoId() {
        recent.told(naming("web"), List.of(WEB), now);

        assertThat(recent.find(CONVERSION, "web")).isEmpty();
    }

    @Test
    void itHoldsForSecondsSinceTheSourceWasAsked() {
        recent.told(naming("web"), List.of(WEB), now - Duration.ofSeconds(3).toNanos());

        now += Duration.ofSeconds(2).toNanos();
        assertThat(recent.find(CONVERSION, "vm-1")).contains(WEB);
        now++;
        assertThat(recent.find(CONVERSION, "vm-1")).isEmpty();
    }

    @Test
    void theNewestCounts() {
        recent.told(naming("web"), List.of(machine("vm-1", ExternalVm.UP)), now);
        recent.told(naming("web"), List.of(WEB), now);

        assertThat(recent.find(CONVERSION, "vm-1")).contains(WEB);
    }

    @Test
    void nobodyElseIsToldOfIt() {
        recent.told(naming("web"), List.of(WEB), now);

        assertThat(recent.find(source(HOST_OF_WEB, "wrong", TlsTrust.SYSTEM), "vm-1"))
                .isEmpty();
        assertThat(recent.find(source(HOST_OF_WEB, "s3cret", TlsTrust.NONE), "vm-1"))
                .isEmpty();
        assertThat(recent.find(source(HOST_OF_WEB.replace("esx1", "esx2"), "s3cret", TlsTrust.SYSTEM), "vm-1"))
                .isEmpty();
    }

    @Test
    void machinesOfOneUuidAreAskedForAgain() {
        recent.told(naming("web"), List.of(WEB, machine(WEB.vmId(), "vm-2", ExternalVm.DOWN)), now);

        assertThat(recent.find(CONVERSION, WEB.vmId())).isEmpty();
        assertThat(recent.find(CONVERSION, "vm-1")).contains(WEB);
    }

    @Test
    void listsOfAllAreNotKeptAndOfOthersTheEnd() {
        List<ExternalVm> many = IntStream.range(0, 100)
                .mapToObj(index -> machine("vm-" + index, ExternalVm.DOWN))
                .toList();
        recent.told(VCENTER, many, now);
        assertThat(recent.find(CONVERSION, "vm-99")).isEmpty();

        recent.told(naming("web"), many, now);
        assertThat(recent.find(CONVERSION, "vm-99")).isPresent();
        assertThat(recent.find(CONVERSION, "vm-0")).isEmpty();
    }

    private static SourceParams naming(String vm) {
        return VCENTER.withVmNames(List.of(vm));
    }

    private static SourceParams source(String uri, String password, TlsTrust trust) {
        return new SourceParams(SourceUri.parse(uri), "admin", new Secret(password), null, trust);
    }

    private static ExternalVm machine(String moref, String status) {
        return machine(
                UUID.nameUUIDFromBytes(moref.getBytes(StandardCharsets.UTF_8)).toString(), moref, status);
    }

    private static ExternalVm machine(String uuid, String moref, String status) {
        return ExternalVmBuilder.builder()
                .vmName("web")
                .vmId(uuid)
                .moref(moref)
                .status(status)
                .uri(SourceUri.parse(HOST_OF_WEB))
                .build();
    }
}
