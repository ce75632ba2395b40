package org.ovirt.v2v.engine.config;

import org.eclipse.microprofile.config.spi.Converter;
import org.ovirt.v2v.model.source.AddressRanges;

/** Reads settings that name addresses or ranges of them. */
public final class AddressRangesText implements Converter<AddressRanges> {
    private static final long serialVersionUID = 1L;

    @Override
    public AddressRanges convert(String value) {
        return AddressRanges.parse(value);
    }
}
