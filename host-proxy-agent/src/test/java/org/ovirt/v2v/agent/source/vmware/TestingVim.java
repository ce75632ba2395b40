package org.ovirt.v2v.agent.source.vmware;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingFolder;

/** A server that answers VIM calls with given texts, for what the simulated vCenter cannot be made to say. */
final class TestingVim implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("<soapenv:Body><(\\w+) ");
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String CONTENT =
            """
            <returnval><rootFolder type="Folder">group-d1</rootFolder>
            <propertyCollector type="PropertyCollector">propertyCollector</propertyCollector>
            <viewManager type="ViewManager">ViewManager</viewManager>
            <authorizationManager type="AuthorizationManager">AuthorizationManager</authorizationManager>
            <about><apiType>VirtualCenter</apiType><apiVersion>8.0.2.0</apiVersion></about>
            <sessionManager type="SessionManager">SessionManager</sessionManager></returnval>""";

    static {
        // otherwise each answer waits 40 ms for the client's delayed acknowledgement of its header
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Made once, since keytool takes longer than a test. */
    private static final Map<String, KeyStore> KEYS = new ConcurrentHashMap<>();

    private final HttpsServer server;
    private final X509Certificate certificate;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    private TestingVim(HttpsServer server, X509Certificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    static TestingVim start() throws IOException, GeneralSecurityException {
        return start("-1d");
    }

    /**
     * Serves with a certificate for 127.0.0.1 that is valid for five days from then on, for example {@code -10d}: always the
     * same for the same time.
     */
    static TestingVim start(String validFrom) throws IOException, GeneralSecurityException {
        KeyStore store = KEYS.computeIfAbsent(validFrom, TestingVim::makeKey);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        TestingVim vim = new TestingVim(server, (X509Certificate) store.getCertificate("vim"));
        vim.answer("RetrieveServiceContent", CONTENT);
        vim.answer("Login", "<returnval><key>52</key></returnval>");
        vim.answer("CreateContainerView", "<returnval type=\"ContainerView\">view-1</returnval>");
        vim.answer("Logout", "");
        server.createContext("/", vim::handle);
        server.start();
        return vim;
    }

    private static KeyStore makeKey(String validFrom) {
        try (TestingFolder folder = TestingFolder.create("vim")) {
            Path file = folder.path().resolve("vim.p12");
            Command.run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "vim",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=vim",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-startdate",
                    validFrom,
                    "-validity",
                    "5",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    String.valueOf(PASSWORD)));
            return KeyStore.getInstance(file.toFile(), PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String certificate() throws GeneralSecurityException {
        return Pem.write(List.of(certificate));
    }

    /** Names of the methods that were called so far. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** The method's further answers, one after the other; the last one is repeated. */
    TestingVim answer(String method, String... contents) {
        Deque<Answer> queue = new ArrayDeque<>();
        for (String content : contents) {
            queue.add(new Answer(200, response(method, content)));
        }
        answers.put(method, queue);
        return this;
    }

    /** After the answers that it has, the method gives this one. */
    TestingVim thenAnswer(String method, String content) {
        answers.get(method).add(new Answer(200, response(method, content)));
        return this;
    }

    /** After the answers that it has, the method fails. */
    TestingVim thenFault(String method, String kind, String text) {
        answers.get(method).add(new Answer(500, faultOf(kind, text)));
        return this;
    }

    /** What the server says of itself, with something more. */
    static String contentWith(String more) {
        return CONTENT.replace("</returnval>", more + "</returnval>");
    }

    /** Keeps the method's answers back until the latch is open. */
    TestingVim holding(String method, CountDownLatch latch) {
        latches.put(method, latch);
        return this;
    }

    TestingVim fault(String method, String kind, String text) {
        return raw(method, 500, faultOf(kind, text));
    }

    TestingVim raw(String method, int status, String body) {
        answers.put(method, new ArrayDeque<>(List.of(new Answer(status, body))));
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream request = exchange.getRequestBody()) {
            String body = new String(request.readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = METHOD.matcher(body);
            String method = matcher.find() ? matcher.group(1) : "";
            calls.add(method);
            bodies.add(body);
            awaitIfHeld(method);
            Deque<Answer> queue = answers.get(method);
            Answer answer = queue.size() > 1 ? queue.poll() : queue.peek();
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void awaitIfHeld(String method) {
        CountDownLatch latch = latches.get(method);
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String response(String method, String content) {
        return envelope("<" + method + "Response xmlns=\"urn:vim25\">" + content + "</" + method + "Response>");
    }

    private static String faultOf(String kind, String text) {
        return envelope("<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>" + text
                + "</faultstring><detail><" + kind + "Fault xmlns=\"urn:vim25\" xsi:type=\"" + kind
                + "\"/></detail></soapenv:Fault>");
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }
}
