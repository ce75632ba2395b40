package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told when the database is to blame. */
class FaultMappersTest {
    private final FaultMappers mappers = new FaultMappers();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Connection to db.example:5432 refused, 08001",
                "terminating connection due to administrator command, 57P01",
                "the database system is starting up, 57P03",
                "sorry: too many clients already, 53300",
                "Acquisition timeout while waiting for new connection, none"
            })
    void aDatabaseThatIsAwayIsAReasonToTryAgain(String message, String state) {
        Response reply = mappers.unexpected(new PersistenceException(new SQLException(message, state)));

        assertThat(reply.getStatus()).isEqualTo(503);
        assertThat(reply.getHeaderString("Retry-After")).isNotEmpty();
        assertThat(reply.getEntity()).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.detail())
                .contains("database")
                .doesNotContain("db.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "/ovirt-engine/sso/oauth/token, 503, server_error",
        "/ovirt-engine/services/sso-logout, 500, server_error",
        "/ovirt-engine/sso/oauth/token, 429, server_error",
        "/ovirt-engine/sso/oauth/token, 415, invalid_request"
    })
    void whoSignsInOrOutReadsAnErrorOnly(String path, int status, String code) {
        Fault fault = Fault.of("Not now.", "Try again.").at(path, status);

        assertThat(fault.error()).isEqualTo(fault.detail());
        assertThat(fault.errorCode()).isEqualTo(code);
    }

    @Test
    void othersHaveNoUseForIt() {
        Fault fault = Fault.of("Not now.", "Try again.");

        assertThat(fault.at("/ovirt-engine/api/imports", 503)).isSameAs(fault);
    }

    @Test
    void whateverElseItRefusesIsADefect() {
        assertThat(mappers.unexpected(new PersistenceException(new SQLException("no such table", "42P01")))
                        .getStatus())
                .isEqualTo(500);
        assertThat(mappers.unexpected(new SQLException()).getStatus()).isEqualTo(500);
    }
}
