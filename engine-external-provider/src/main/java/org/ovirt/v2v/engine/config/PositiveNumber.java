package org.ovirt.v2v.engine.config;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads settings that count something of which there has to be at least one. */
public final class PositiveNumber implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
        return WholeNumber.atLeast(1, value);
    }
}
