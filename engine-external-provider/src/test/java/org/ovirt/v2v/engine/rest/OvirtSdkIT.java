package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.ConnectionBuilder;
import org.ovirt.engine.sdk4.types.Api;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;

/** oVirt's own Java SDK, unchanged, speaks with the engine. */
@QuarkusTest
@TestProfile(EngineProfile.class)
class OvirtSdkIT {
    @Test
    @SuppressWarnings("try") // the connection is closed for its own sake
    void signsInAndReadsTheEntryOfTheApi() throws Exception {
        try (Connection connection = connect()) {
            Api api = connection.systemService().get().send().api();
            assertThat(api.productInfo().version().majorAsInteger()).isEqualTo(4);
            assertThat(connection
                            .systemService()
                            .dataCentersService()
                            .list()
                            .send()
                            .dataCenters())
                    .isNotNull();
        }
    }

    private static Connection connect() {
        return ConnectionBuilder.connection()
                .url("https://localhost:" + EngineRequests.port() + "/ovirt-engine/api")
                .user(EngineRequests.USER)
                .password(EngineEnvironment.PASSWORD)
                .insecure(true)
                .build();
    }
}
