package org.ovirt.v2v.engine.pages;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads the setting; as a converter of its own, since the message of another one would not come through. */
public final class WebOriginsReader implements Converter<WebOrigins> {
    private static final long serialVersionUID = 1L;

    @Override
    public WebOrigins convert(String value) {
        return WebOrigins.of(value);
    }
}
