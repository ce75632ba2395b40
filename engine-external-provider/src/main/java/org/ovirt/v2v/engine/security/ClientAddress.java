package org.ovirt.v2v.engine.security;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.model.source.AddressRange;
import org.ovirt.v2v.model.source.AddressRanges;

/**
 * Tells where a request comes from. A proxy that is trusted says it in X-Forwarded-For, to whose end each proxy adds the address that
 * it was called from: what stands before the last address that is not a proxy's, the client has written itself.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String HEADER = "X-Forwarded-For";

    private static final String PROTOCOL = "X-Forwarded-Proto";

    private final AddressRanges proxies;

    @Inject
    public ClientAddress(EngineConfig config) {
        this(config.web().trustedProxies().orElse(AddressRanges.NONE));
    }

    ClientAddress(AddressRanges proxies) {
        this.proxies = proxies;
    }

    /** The address, in digits. */
    public String of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress(), request.headers().getAll(HEADER));
    }

    /** Whether the client has sent it over HTTPS; if there is a trusted proxy between, that knows. */
    public boolean isEncrypted(HttpServerRequest request) {
        return request.isSSL() || isEncrypted(request.remoteAddress().hostAddress(), request.getHeader(PROTOCOL));
    }

    /** Whether a peer that is believed says so. */
    boolean isEncrypted(String peer, String protocol) {
        return isProxy(peer) && "https".equalsIgnoreCase(protocol);
    }

    String of(String peer, List<String> headers) {
        if (!isProxy(peer)) {
            return peer;
        }
        List<String> hops = new ArrayList<>();
        headers.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        Collections.reverse(hops);
        String last = peer;
        for (String hop : hops) {
            Optional<String> address =
                    AddressRange.literal(withoutPort(hop.strip())).map(each -> each.getHostAddress());
            if (address.isEmpty()) {
                // a trusted proxy does not write this: what stands before it is nobody's word
                return last;
            }
            last = address.get();
            if (!isProxy(last)) {
                return last;
            }
        }
        return last;
    }

    private boolean isProxy(String address) {
        return AddressRange.literal(address).filter(proxies::contains).isPresent();
    }

    /** Some proxies write the port too: 192.0.2.1:4711, [2001:db8::1]:4711. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
