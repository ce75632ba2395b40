package org.ovirt.v2v.engine.provider;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** Everything in which one type of provider differs from the others for the engine; a class for each. */
public interface ProviderType {
    /** The one place that tells the types from each other. */
    static ProviderType of(SourceType type) {
        return switch (type) {
            case VMWARE -> VmwareProviderType.INSTANCE;
            case XEN -> XenProviderType.INSTANCE;
        };
    }

    /** The type that a request names. */
    static SourceType parse(String text) {
        return Arrays.stream(SourceType.values())
                .filter(type -> name(type).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "type",
                        "The type of a provider is "
                                + Arrays.stream(SourceType.values())
                                        .map(ProviderType::name)
                                        .collect(joining(" or "))
                                + "."));
    }

    /** What requests call the type. */
    static String name(SourceType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Adds what a request for such a provider must have: where it is, and whom to log in as. */
    Mandatory mandatory(ProviderRequest request, Mandatory mandatory);

    /** Where the source is, if the request says so; refuses the fields that other types have for that. */
    Optional<SourceUri> uri(ProviderRequest request);

    /** How the source's certificate is checked, if the request says so; refused if such sources have none. */
    Optional<TlsTrust> trust(ProviderRequest request);

    /** How the source's ssh host key is checked, if the request says so; refused if such sources have none. */
    Optional<SshTrust> ssh(ProviderRequest request);

    /** Whether such sources show a certificate, which can be fetched and pinned; the others show ssh host keys. */
    boolean hasCertificate();

    /** The address of the source, as requests give it; empty if they give a URL. */
    Optional<String> address(SourceUri uri);

    /** The URL of the source, as requests give it; empty if they give an address. */
    Optional<String> url(SourceUri uri);

    /**
     * What a request says of a provider that is the same source; refuses a URI of another scheme.
     *
     * @param uri as libvirt and virt-v2v take it
     */
    ProviderRequest same(SourceUri uri, DirectSource source);

    /** The URI that an agent opens. */
    SourceUri loginUri(Provider provider);
}
