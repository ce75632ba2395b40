package org.ovirt.v2v.engine.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.source.Secret;

/**
 * Asks a service that knows users. All of an answer comes within the time-out, is not larger than the limit, and not more than some
 * are waited for at a time; whatever else happens is {@link IdentityServiceAwayException}.
 */
final class IdentityClient {
    private static final int MOST_BYTES = 1 << 20;
    private static final int PARALLEL = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Duration timeout;
    private final Semaphore places = new Semaphore(PARALLEL);

    /** Trusts what Java trusts, or only these authorities. */
    IdentityClient(Duration timeout, Optional<Path> authorities) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        authorities.map(IdentityClient::trusting).ifPresent(builder::sslContext);
        this.http = builder.build();
        this.timeout = timeout;
    }

    /** What a service answers, whatever the status. */
    record Answer(int status, String text) {
        /** The members of the answer. */
        JsonNode members(URI from) {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new IdentityServiceAwayException(from + " answers with something that is not JSON", e);
            }
        }
    }

    Answer get(URI from) {
        return send(HttpRequest.newBuilder(from)
                .timeout(timeout)
                .header("Accept", "application/json")
                .build());
    }

    /** Posts a form. */
    Answer post(URI to, Map<String, String> form) {
        return send(posting(to, form).build());
    }

    /** Posts a form as a client with a secret. */
    Answer post(URI to, Map<String, String> form, String client, Secret secret) {
        String credentials = client + ":" + secret.value();
        return send(posting(to, form)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build());
    }

    private HttpRequest.Builder posting(URI to, Map<String, String> form) {
        return HttpRequest.newBuilder(to)
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
    }

    /** As forms and the queries of addresses write it. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Answer send(HttpRequest request) {
        if (!places.tryAcquire()) {
            throw new IdentityServiceAwayException(
                    request.uri() + " has too many requests of this engine's under way", null);
        }
        try {
            return answer(request, http.sendAsync(request, info -> new LimitedBody(MOST_BYTES)));
        } finally {
            places.release();
        }
    }

    private Answer answer(HttpRequest request, CompletableFuture<HttpResponse<byte[]>> asked) {
        try {
            HttpResponse<byte[]> response = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw silent(request, "does not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw silent(request, "cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdentityServiceAwayException(request.uri() + " was not waited for", e);
        } finally {
            asked.cancel(true);
        }
    }

    private static IdentityServiceAwayException silent(HttpRequest request, String problem, Throwable cause) {
        return IdentityServiceAwayException.silent(request.uri() + " " + problem, cause);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SSLContext trusting(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            // comments between them may be in another encoding than UTF-8
            String authorities = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (X509Certificate authority : Pem.certificates(authorities)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | CertificateException e) {
            throw new StartException("The authorities in " + file + " cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new StartException("The authorities in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
