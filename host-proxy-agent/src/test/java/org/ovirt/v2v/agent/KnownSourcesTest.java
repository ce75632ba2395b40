package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;

/** Every kind of source that engine and agent speak of can be listed and imported from, and no others. */
class KnownSourcesTest {
    @TempDir
    private Path stateDir;

    @ParameterizedTest
    @EnumSource
    void eachKindHasASourceForEachOfItsSchemesAndNoOthers(SourceType type) throws Exception {
        List<String> schemes = schemes(type);
        for (String scheme : schemes) {
            assertThat(sources().forUri(uri(scheme)).schemes()).as(scheme).containsExactlyElementsOf(schemes);
            assertThat(sources().forUri(uri(scheme)).origin()).hasToString(type.name());
        }
    }

    @Test
    void aUriOfAnotherSchemeIsRefusedWithThoseThatThereAre() {
        Failure failure = failure("qemu+ssh");

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure.message()).contains("qemu+ssh");
        assertThat(failure.message().split("these are: ", 2)[1].split(", "))
                .containsExactly(Arrays.stream(SourceType.values())
                        .flatMap(type -> schemes(type).stream())
                        .toArray(String[]::new));
    }

    @Test
    void anAddressOfTheProxyHostItselfIsRefusedWhateverTheKind() {
        Stream.of(SourceType.values()).flatMap(type -> schemes(type).stream()).forEach(scheme -> {
            FailureException refused = catchThrowableOfType(
                    FailureException.class, () -> sources().forUri(SourceUri.parse(scheme + "://169.254.1.1/")));
            assertThat(refused.failure().code()).as(scheme).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
        });
    }

    private static List<String> schemes(SourceType type) {
        return switch (type) {
            case VMWARE -> List.of(SourceUri.VPX, SourceUri.ESX);
            case XEN -> List.of(SourceUri.XEN_SSH);
        };
    }

    private Failure failure(String scheme) {
        return catchThrowableOfType(FailureException.class, () -> sources().forUri(uri(scheme)))
                .failure();
    }

    private static SourceUri uri(String scheme) {
        return SourceUri.parse(scheme + "://192.0.2.1/");
    }

    private KnownSources sources() {
        return new KnownSources(stateDir, TestingAddresses.HERE);
    }
}
