package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.ClientLimits;
import org.ovirt.v2v.engine.security.SessionCookie;

/** Places of clients that went before anybody could hear of it. The exchange is a mock: no client goes at that very moment. */
class ClientLimitFilterTest {
    private final EngineConfig config = mock(EngineConfig.class);
    private final EngineConfig.Clients settings = mock(EngineConfig.Clients.class);
    private final RoutingContext exchange = mock(RoutingContext.class);
    private final HttpServerResponse response = mock(HttpServerResponse.class);
    private final ClientAddress addresses = mock(ClientAddress.class);
    private final Access user = new Access(UUID.randomUUID(), "somebody", List.of());

    @Test
    void whoHasGoneAlreadyKeepsNoPlace() {
        ClientLimitFilter filter = filter();
        when(response.closed()).thenReturn(true);
        filter.openStream(exchange, user);

        assertThatCode(() -> filter.openStream(exchange, user)).doesNotThrowAnyException();
    }

    @Test
    void whoIsThereKeepsIt() {
        ClientLimitFilter filter = filter();
        filter.openStream(exchange, user);

        assertThatThrownBy(() -> filter.openStream(exchange, user)).isInstanceOf(TooManyRequestsException.class);
    }

    private ClientLimitFilter filter() {
        when(config.clients()).thenReturn(settings);
        when(settings.streams()).thenReturn(1);
        when(settings.requestsPerSecond()).thenReturn(1);
        when(exchange.response()).thenReturn(response);
        when(exchange.vertx()).thenReturn(mock(Vertx.class));
        when(addresses.of(any())).thenReturn("127.0.0.1");
        return new ClientLimitFilter(
                new ClientLimits(config, Clock.systemUTC()),
                addresses,
                mock(SessionCookie.class),
                mock(FaultReply.class),
                mock(AuditLog.class));
    }
}
