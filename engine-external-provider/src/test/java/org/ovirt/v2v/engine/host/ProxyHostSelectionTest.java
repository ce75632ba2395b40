package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Which host is taken while not all are well. */
class ProxyHostSelectionTest {
    private final ProxyHostRepository hosts = mock(ProxyHostRepository.class);
    private final HostMonitor monitor = mock(HostMonitor.class);
    private final ProxyHostSelection selection = new ProxyHostSelection(hosts, monitor);
    private final DataCenter dataCenter = mock(DataCenter.class);
    private final Cluster cluster = mock(Cluster.class);
    private final ProxyHost unable = host("a-unable");
    private final ProxyHost other = host("b-other");
    private final ProxyHost third = host("c-third");

    ProxyHostSelectionTest() {
        when(dataCenter.id()).thenReturn(UUID.randomUUID());
        when(dataCenter.name()).thenReturn("East");
        when(cluster.dataCenter()).thenReturn(dataCenter);
        when(hosts.list()).thenReturn(List.of(unable, other));
    }

    @Test
    void aHostThatIsAwayIsWaitedForIfTheOthersCannotConvert() {
        are(lacking(FailureCode.APPLIANCE_BROKEN), away());

        assertThatThrownBy(() -> selection.selectToConvert(dataCenter, Optional.empty()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.HOST_UNREACHABLE))
                .hasMessageContaining("a-unable: told to lack APPLIANCE_BROKEN")
                .hasMessageContaining("b-other: no answer");
        // to look at a source it is good enough
        assertThat(selection.select(dataCenter, Optional.empty())).isEqualTo(unable);
    }

    @Test
    void oneThatLacksOnlyWhatMayPassIsTaken() {
        are(lacking(FailureCode.TEMPORARY_SPACE), away());
        assertThat(selection.selectToConvert(dataCenter, Optional.empty())).isEqualTo(unable);

        are(lacking(FailureCode.DRIVERS_MISSING), away());
        assertThat(selection.selectToConvert(dataCenter, Optional.empty())).isEqualTo(unable);
    }

    @Test
    void theRefusalIsThatOfTheHostIfNobodyIsAway() {
        are(lacking(FailureCode.APPLIANCE_BROKEN), lacking(FailureCode.TOOL_INCOMPLETE));

        assertThat(selection.selectToConvert(dataCenter, Optional.empty())).isEqualTo(unable);
    }

    @Test
    void oneThatCanConvertComesBeforeOneThatCannot() {
        are(lacking(FailureCode.APPLIANCE_BROKEN), lacking(FailureCode.DRIVERS_MISSING));
        assertThat(selection.selectToConvert(dataCenter, Optional.empty())).isEqualTo(other);

        when(monitor.promptStatuses(any()))
                .thenReturn(Map.of(
                        unable, lacking(FailureCode.APPLIANCE_BROKEN),
                        other, lacking(FailureCode.DRIVERS_MISSING),
                        third, away()));
        assertThat(selection.selectToConvert(dataCenter, Optional.empty())).isEqualTo(other);
    }

    private void are(HostStatus ofUnable, HostStatus ofOther) {
        when(monitor.promptStatuses(any())).thenReturn(Map.of(unable, ofUnable, other, ofOther));
    }

    private static HostStatus away() {
        return new HostStatus(
                HostStatus.State.NON_RESPONSIVE,
                Optional.empty(),
                Optional.of(Failure.of(FailureCode.HOST_UNREACHABLE, "no answer")),
                Instant.EPOCH);
    }

    private static HostStatus lacking(FailureCode code) {
        Failure problem = Failure.of(code, "told to lack " + code);
        HostCapabilities capabilities = TestingCapabilities.lacking(problem);
        return new HostStatus(
                HostStatus.State.NON_OPERATIONAL, Optional.of(capabilities), Optional.of(problem), Instant.EPOCH);
    }

    private ProxyHost host(String name) {
        return new ProxyHost(UUID.randomUUID(), name, new HostAddress(name, 1), cluster);
    }
}
