package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JsonRpcRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatARequestWaitedForItsTurnIsTakenFromTheTimeInWhichSomebodyWaitsForIt() throws Exception {
        JsonRpcRequest request = of("{\"vmid\": \"1\", \"within\": 180}");

        assertThat(request.after(Duration.ofMillis(100_900)).params())
                .isEqualTo(JSON.readTree("{\"vmid\": \"1\", \"within\": 80}"));
        assertThat(request.after(Duration.ofSeconds(200))
                        .params()
                        .path("within")
                        .intValue())
                .isNegative();
        assertThat(request.params().path("within").intValue()).isEqualTo(180);
    }

    @Test
    void aRequestWithoutSuchATimeStaysAsItIs() throws Exception {
        JsonRpcRequest request = of("{\"vmid\": \"1\"}");

        assertThat(request.after(Duration.ofSeconds(200))).isSameAs(request);
    }

    private static JsonRpcRequest of(String params) throws Exception {
        return JsonRpcRequest.of(
                JSON.readTree("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"m\", \"params\": " + params + "}"));
    }
}
