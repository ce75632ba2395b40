package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, bytes 0-3/10",
        "bytes=4-, bytes 4-9/10",
        "bytes=-3, bytes 7-9/10",
        "bytes=-30, bytes 0-9/10",
        "bytes=8-99, bytes 8-9/10",
        "bytes=10-, bytes */10",
        "bytes=-0, bytes */10"
    })
    void partsAreCutWhereTheFileEnds(String header, String contentRange) {
        assertThat(ByteRange.parse(header, 10).map(range -> range.of(10))).contains(contentRange);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=0-1,3-4",
                "lines=0-3",
                "bytes=5-3",
                "bytes=a-b",
                "bytes=0-9999999999999999999"
            })
    void whatIsNotUnderstoodIsOverlooked(String header) {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }
}
