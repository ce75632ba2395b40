package org.ovirt.v2v.model.source;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Several ranges of addresses. */
public record AddressRanges(List<AddressRange> ranges) {
    public static final AddressRanges NONE = new AddressRanges(List.of());

    public AddressRanges {
        ranges = List.copyOf(ranges);
    }

    /** Reads what is separated by commas; settings are read by it too. */
    public static AddressRanges of(String text) {
        return new AddressRanges(Arrays.stream(text.split(",", -1))
                .filter(each -> !each.isBlank())
                .map(AddressRange::parse)
                .toList());
    }

    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
