package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.model.source.SourceUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts SOAP calls to a server and hands its answers out while they arrive. Keeps the session's cookies. */
final class VimEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(VimEndpoint.class);
    private static final int HTTPS = 443;
    private static final String GZIP = "gzip";
    private static final int BUFFER = 16 * 1024;
    /** Unpacked, however small it comes. */
    private static final long MAX_ANSWER_BYTES = 256L << 20;

    private final HttpClient client;
    private final URI sdk;
    private final String name;
    private final SourceAddresses addresses;
    private final VimConnectionFailures failures;
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();
    private String version = "5.5";

    VimEndpoint(SourceUri source, HttpClient client, SourceAddresses addresses) {
        this.addresses = addresses;
        this.name = source.host();
        int port = source.port() == 0 ? HTTPS : source.port();
        String host = source.host().contains(":") ? "[" + source.host() + "]" : source.host();
        this.sdk = URI.create("https://" + host + ":" + port + "/sdk");
        this.failures = new VimConnectionFailures(host + ":" + port);
        this.client = client;
    }

    /** The API version that the answers shall be in, for example 6.5. */
    void speak(String apiVersion) {
        version = apiVersion;
    }

    /** Posts one call and has its answer read, both within the limit. */
    <T> T call(String body, Duration limit, AnswerReader<T> reader) throws FailureException, VimFault {
        long started = System.nanoTime();
        HttpResponse<InputStream> response = send(body, limit);
        cookiesOf(response);
        Duration left = limit.minusNanos(System.nanoTime() - started);
        try (InputStream stream = new TimedStream(response.body(), left)) {
            failures.checkStatus(response);
            return SoapAnswer.read(new LimitedStream(unpacked(response, stream), MAX_ANSWER_BYTES), reader);
        } catch (IOException | XMLStreamException e) {
            throw failures.whileReading(e, System.nanoTime() - started >= limit.toNanos(), limit);
        }
    }

    /** Has calls made beside others. */
    <T> Future<T> beside(Callable<T> calls) {
        FutureTask<T> task = new FutureTask<>(calls);
        client.executor().orElseThrow().execute(task);
        return task;
    }

    /** Makes a call that nobody waits for; of its failure the log tells, with what follows from it. */
    void callLater(String body, Duration limit, String otherwise) {
        client.executor().orElseThrow().execute(() -> {
            try {
                call(body, limit, SoapReader::read);
            } catch (FailureException | VimFault | RuntimeException e) {
                LOG.warn("{} did not take a call, {}: {}", name, otherwise, e.getMessage());
            }
        });
    }

    private static InputStream unpacked(HttpResponse<?> response, InputStream stream) throws IOException {
        boolean packed =
                response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase(GZIP);
        return packed ? new GZIPInputStream(stream, BUFFER) : stream;
    }

    private HttpResponse<InputStream> send(String body, Duration limit) throws FailureException {
        // a call may open another connection, and the name may mean another host by then; Java keeps for a while what
        // it looked up
        addresses.of(name);
        HttpRequest.Builder request = HttpRequest.newBuilder(sdk)
                .timeout(limit)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "urn:vim25/" + version)
                // a list of machines shrinks to a tenth and less, and decrypting it would take longer than reading it
                .header("Accept-Encoding", GZIP)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        CompletableFuture<HttpResponse<InputStream>> future =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            // the request's own time-out does not cover a slow name server
            return future.get(limit.toMillis() + 200, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            future.cancel(true);
            throw failures.whileSending(e, limit);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw failures.whileSending(e, limit);
        }
    }

    private void cookiesOf(HttpResponse<?> response) {
        for (String header : response.headers().allValues("set-cookie")) {
            String pair = header.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim());
            }
        }
    }
}
