package org.ovirt.v2v.engine.imports.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostExecutor;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/** What is looked at before the first import begins. */
class FirstLookTest {
    private final ImportBoard board = mock(ImportBoard.class);
    private final ProxyHostRepository hosts = mock(ProxyHostRepository.class);
    private final HostGateway gateway = mock(HostGateway.class);
    private final JobTakeover takeover = mock(JobTakeover.class);
    private final HostExecutor executor = mock(HostExecutor.class);
    private final FirstLook first = new FirstLook(board, hosts, gateway, takeover, executor);
    private final ProxyHost silent = host("silent");
    private final ProxyHost busy = host("busy");
    private final JobReport job = JobReportBuilder.builder()
            .id(UUID.randomUUID())
            .vmName("vm")
            .status(JobStatus.COPYING_DISK)
            .phase(Phase.COPYING_DISKS)
            .description("copying")
            .build();

    @BeforeEach
    void twoHosts() {
        when(hosts.list()).thenReturn(List.of(silent, busy));
        when(gateway.jobsById(silent.agent()))
                .thenThrow(new FailureException(FailureCode.HOST_UNREACHABLE, "told to be silent"));
        when(gateway.jobsById(busy.agent())).thenReturn(Map.of(job.id(), job));
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(executor)
                .execute(any());
    }

    @Test
    void jobsOfAllHostsThatAnswerAreTakenOver() {
        active(ImportState.QUEUED);

        CompletableFuture<Void> look = first.look();

        verify(takeover).takeOver(new NamedId(busy.id(), busy.name()), job);
        assertThat(look).as("the silent one may be starting").isNotDone();
        assertThat(look).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aHostWhoseAgentIsStartingTooIsAskedAgain() {
        reset(gateway);
        when(gateway.jobsById(silent.agent()))
                .thenThrow(new FailureException(FailureCode.HOST_UNREACHABLE, "just starting"))
                .thenReturn(Map.of(job.id(), job));
        when(gateway.jobsById(busy.agent())).thenReturn(Map.of());
        active(ImportState.QUEUED);

        assertThat(first.look()).succeedsWithin(Duration.ofSeconds(5));
        verify(takeover).takeOver(new NamedId(silent.id(), silent.name()), job);
    }

    @Test
    void nobodyIsAskedIfNothingIsQueued() {
        active(ImportState.CONVERTING);

        assertThat(first.look()).isCompleted();
        verifyNoInteractions(gateway);
    }

    private void active(ImportState state) {
        when(board.active()).thenReturn(List.of(TestingSnapshot.of(state).taken()));
    }

    private static ProxyHost host(String name) {
        Cluster cluster = new Cluster(UUID.randomUUID(), "cluster", "", new DataCenter(UUID.randomUUID(), "dc", ""));
        return new ProxyHost(UUID.randomUUID(), name, new HostAddress(name, 24_325), cluster);
    }
}
