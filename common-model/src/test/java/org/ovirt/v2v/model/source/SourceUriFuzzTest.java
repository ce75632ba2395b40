package org.ovirt.v2v.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is given as the URI of a source is one, which stays the same when it is written and read, or is refused. */
class SourceUriFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "vpx://",
        "xen+ssh://",
        "user@",
        "[::1]",
        ":443",
        "/DC0",
        "%2F",
        "%00",
        "?no_verify=1",
        "+",
        "..",
        "#"
    })
    void aUriIsReadOrRefused(FuzzedDataProvider data) {
        SourceUri uri;
        try {
            uri = SourceUri.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        assertThat(SourceUri.parse(uri.toString())).isEqualTo(uri);
    }
}
