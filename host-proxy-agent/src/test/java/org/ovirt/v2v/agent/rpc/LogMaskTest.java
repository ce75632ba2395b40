package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogMaskTest {
    @Test
    void noSecretOfARequestIsLoggedHoweverDeepItLies() throws Exception {
        String request =
                """
                [{"method":"Host.convertExternalVm","params":{"username":"admin","password":"hunter2",
                "vminfo":{"vmName":"web","adminPassword":"hunter2","_X_token":"hunter2"},
                "more":[{"PASSWORD":{"value":"hunter2"}}]}}]""";
        JsonNode json = new RpcJson().parse(request.getBytes(StandardCharsets.UTF_8));

        assertThat(LogMask.masked(json)).doesNotContain("hunter2").contains("admin", "web", "Host.convertExternalVm");
    }
}
