package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.engine.Answers;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/** What proxy hosts are asked, and agents that have taken a question and never answer. */
@Timeout(30)
class RemoteChecksTest {
    private static final SourceParams SOURCE = new SourceParams(
            SourceUri.parse("vpx://vcenter.example/dc/cluster/esxi"), null, null, List.of("vm-1"), null);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final HostGateway gateway = mock(HostGateway.class);
    private final ProxyHost host =
            new ProxyHost(UUID.randomUUID(), "silent", new HostAddress("silent", 1), mock(Cluster.class));
    private RemoteChecks checks;

    @AfterEach
    void close() {
        checks.close();
    }

    @Test
    void aQuestionThatIsNotAnsweredInTimeIsGivenUp() throws InterruptedException {
        neverAnswering(Duration.ofMinutes(10), Duration.ofMillis(100));

        assertThatThrownBy(() -> Answers.of(checks.machines(host)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.failure().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE))
                .hasMessageContaining("silent");
        assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsStillBeingAskedIsGivenUpWithTheRequest() throws InterruptedException {
        neverAnswering(Duration.ofMillis(1), Duration.ofMinutes(10));
        CompletableFuture<List<ExternalVm>> answer = checks.machines(host);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        checks.close();

        assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> Answers.of(answer)).isInstanceOf(FailureException.class);
    }

    @Test
    void moreNamesThanAnAgentTakesAtATimeAreAskedForInParts() {
        List<String> names = IntStream.range(0, 5_000)
                .mapToObj(number -> String.format("\"name-%054d", number))
                .toList();
        List<SourceParams> parts = new ArrayList<>();
        when(gateway.externalVms(any(), any())).thenAnswer(call -> {
            SourceParams part = call.getArgument(1);
            parts.add(part);
            return part.vmNames().stream().map(RemoteChecksTest::machine).toList();
        });
        checks = checks(SOURCE.withVmNames(names), Duration.ofMinutes(10), Duration.ofMinutes(10));

        List<ExternalVm> found = Answers.of(checks.machines(host));

        assertThat(found).extracting(ExternalVm::vmName).containsExactlyElementsOf(names);
        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> assertThat(JSON.writeValueAsBytes(part.vmNames()))
                .hasSizeLessThan(AgentEndpoint.LONGEST_REQUEST));
    }

    @Test
    void aMachineThatIsInTwoAnswersCountsOnce() {
        String filler = "x".repeat(AgentEndpoint.LONGEST_REQUEST);
        when(gateway.externalVms(any(), any())).thenReturn(List.of(machine("web")));
        checks = checks(
                SOURCE.withVmNames(List.of("web", filler, "vm-1")), Duration.ofMinutes(10), Duration.ofMinutes(10));

        assertThat(Answers.of(checks.machines(host))).containsExactly(machine("web"));
        verify(gateway, times(3)).externalVms(any(), any());
    }

    private static ExternalVm machine(String name) {
        return ExternalVmBuilder.builder().vmName(name).vmId(name + "-id").build();
    }

    private void neverAnswering(Duration timeout, Duration listTimeout) {
        when(gateway.externalVms(any(), any())).thenAnswer(call -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                givenUp.countDown();
                throw new FailureException(FailureCode.HOST_UNREACHABLE, "interrupted", e);
            }
            return List.of();
        });
        checks = checks(SOURCE, timeout, listTimeout);
    }

    private RemoteChecks checks(SourceParams source, Duration timeout, Duration listTimeout) {
        return new RemoteChecks(
                gateway, mock(ProxyHostSelection.class), mock(HostReadiness.class), source, timeout, listTimeout);
    }
}
