package org.ovirt.v2v.agent.source.vmware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's session at a vCenter or ESXi host. Closing it logs out, for which nobody waits; the server would keep
 * it for half an hour otherwise.
 */
final class VimSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VimSession.class);

    private static final Duration GREETING_LIMIT = Duration.ofSeconds(3);
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(20);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOGOUT_LIMIT = Duration.ofSeconds(4);

    /** For all that is asked in one session, or one list of machines. */
    static final Duration CONVERSATION_LIMIT = Duration.ofSeconds(150);

    /** However long a list has waited for its turn: our engine and oVirt's wait for an answer for three minutes. */
    private static final Duration WHOLE_LIMIT = Duration.ofSeconds(170);

    private static final int PAGE = 1_000;
    private static final String NOT_FOUND = "ManagedObjectNotFound";

    /** Newer servers speak it too, and it has all types that are read here. */
    private static final String NEWEST_VERSION = "6.5";

    private final VimEndpoint endpoint;
    private final VimFailures failures;
    private final ServiceContent content;
    private final Duration limit;
    private final Element login;

    private final Deadline whole;

    /** Searches read it on threads of their own. */
    private volatile Deadline deadline;

    /** By {@link System#nanoTime()}: since when there is that deadline. */
    private volatile long begunAt = System.nanoTime();

    private VimSession(
            VimEndpoint endpoint,
            VimFailures failures,
            ServiceContent content,
            Duration limit,
            Deadline whole,
            Deadline deadline,
            Element login) {
        this.whole = whole;
        this.login = login;
        this.endpoint = endpoint;
        this.failures = failures;
        this.content = content;
        this.limit = limit;
        this.deadline = deadline;
    }

    /**
     * Logs in.
     *
     * @param limit of the whole conversation
     */
    static VimSession open(SourceParams source, VimClients clients, SourceAddresses addresses, Duration limit)
            throws FailureException {
        String user = source.username().isEmpty() ? source.uri().user() : source.username();
        VimFailures failures = new VimFailures(source.uri().host(), user);
        VimEndpoint endpoint = new VimEndpoint(source.uri(), clients.of(source.trust()), addresses);
        Deadline whole = Deadline.in(WHOLE_LIMIT);
        Deadline deadline = Deadline.in(limit);
        try {
            ServiceContent content = endpoint.call(
                    SoapRequests.retrieveServiceContent(), GREETING_LIMIT, xml -> ServiceContent.of(returned(xml)));
            checkKind(source.uri(), content);
            endpoint.speak(versionFor(content.apiVersion()));
            Element login = endpoint.call(
                    SoapRequests.login(content.sessionManager(), user, source.password()),
                    deadline.left(LOGIN_LIMIT),
                    VimSession::returned);
            return new VimSession(endpoint, failures, content, limit, whole, deadline, login);
        } catch (VimFault e) {
            throw failures.explain(e);
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureCode.INVALID_REQUEST, e.getMessage());
        }
    }

    /**
     * Has the limit for what is asked from now on, as far as whoever asks waits for it: the server is not to blame for what its list has
     * waited for here.
     */
    void beginAnew() {
        begunAt = System.nanoTime();
        deadline = Deadline.in(whole.left(limit));
    }

    /** The product, with version and build, as the server calls it. */
    String product() {
        return content.fullName();
    }

    /** Who has logged in, as the server calls the user. */
    String user() {
        return login.textAt("userName");
    }

    /** What the user lacks, on the root folder and on all of these datacenters, for conversions; empty if the server does not tell. */
    Optional<List<String>> missingPrivileges(List<Reference> datacenters) throws FailureException {
        if (content.authorizationManager().isEmpty()) {
            return Optional.empty();
        }
        Reference root = content.rootFolder();
        try {
            return Optional.of(endpoint.call(
                    SoapRequests.hasPrivileges(
                            content.authorizationManager().get(),
                            Stream.concat(Stream.of(root), datacenters.stream()).toList(),
                            login.textAt("key"),
                            Privileges.NEEDED),
                    deadline.left(CALL_LIMIT),
                    xml -> Privileges.missing(xml.read().children(), root)));
        } catch (VimFault e) {
            LOG.debug("The server does not tell what the user may do", e);
            return Optional.empty();
        }
    }

    /** Hands out every object below the root folder whose type has paths, with the properties at these paths. */
    void retrieveAll(Map<String, List<String>> paths, Consumer<ManagedObject> consumer) throws FailureException {
        try {
            Element view = endpoint.call(
                    SoapRequests.createContainerView(
                            content.viewManager(), content.rootFolder(), List.copyOf(paths.keySet())),
                    deadline.left(CALL_LIMIT),
                    VimSession::returned);
            retrieve(paths, List.of(Reference.of(view)), consumer);
        } catch (VimFault e) {
            throw failures.explain(e);
        } catch (FailureException e) {
            Duration taken = Duration.ofNanos(System.nanoTime() - begunAt);
            throw deadline.isOver() ? failures.listNotFinished(taken, e) : e;
        }
    }

    /** Hands out these objects. */
    void retrieveThese(List<Reference> objects, Map<String, List<String>> paths, Consumer<ManagedObject> consumer)
            throws FailureException {
        try {
            for (int from = 0; from < objects.size(); from += PAGE) {
                retrieve(paths, objects.subList(from, Math.min(from + PAGE, objects.size())), consumer);
            }
        } catch (VimFault e) {
            throw failures.explain(e);
        }
    }

    /**
     * Hands out these objects, if all of them are there.
     *
     * @return false if one is not; the objects that come before it may have been handed out
     */
    boolean retrieveIfThere(List<Reference> objects, Map<String, List<String>> paths, Consumer<ManagedObject> consumer)
            throws FailureException {
        try {
            for (int from = 0; from < objects.size(); from += PAGE) {
                retrieve(paths, objects.subList(from, Math.min(from + PAGE, objects.size())), consumer);
            }
            return true;
        } catch (VimFault e) {
            if (e.kind().equals(NOT_FOUND)) {
                return false;
            }
            throw failures.explain(e);
        }
    }

    /** Hands out what lies around machines: these hosts, folders and networks, and what is above them but for the root folder. */
    void retrieveAround(List<Reference> objects, Consumer<ManagedObject> consumer) throws FailureException {
        if (objects.isEmpty()) {
            return;
        }
        List<ManagedObject> found = new ArrayList<>();
        try {
            retrieveAll(SoapRequests.specificationUpwards(InventoryPaths.surroundings(), objects), found::add);
        } catch (VimFault e) {
            // one of them is gone or may not be seen: a view leaves that one out
            LOG.debug("Cannot ask for what lies around machines one by one", e);
            retrieveAll(InventoryPaths.surroundings(), consumer);
            return;
        }
        found.stream()
                .filter(object -> !object.reference().equals(content.rootFolder()))
                .forEach(consumer);
    }

    /** Whether it can be asked by UUID. */
    boolean canSearch() {
        return content.searchIndex().isPresent();
    }

    /** Begins to look for the machines and templates with these BIOS UUIDs, given in lower case. */
    Search search(Collection<String> uuids) {
        return new Search(
                uuids.stream().map(uuid -> endpoint.beside(() -> search(uuid))).toList());
    }

    /** What is looked for beside whatever else is asked; each question has its own limit. */
    record Search(List<Future<List<Reference>>> answers) {
        /** All that was found, when it is. */
        List<Reference> found() throws FailureException {
            List<Reference> all = new ArrayList<>();
            for (Future<List<Reference>> answer : answers) {
                try {
                    all.addAll(answer.get());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof FailureException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("cannot search by UUID", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new FailureException(
                            FailureCode.SOURCE_UNREACHABLE, "The source is not waited for any longer", e);
                }
            }
            return all;
        }
    }

    private List<Reference> search(String uuid) throws FailureException {
        try {
            return endpoint.call(
                    SoapRequests.findAllByUuid(content.searchIndex().orElseThrow(), uuid),
                    deadline.left(CALL_LIMIT),
                    xml -> xml.read().children().stream().map(Reference::of).toList());
        } catch (VimFault e) {
            throw failures.explain(e);
        }
    }

    @Override
    public void close() {
        endpoint.callLater(
                SoapRequests.logout(content.sessionManager()),
                LOGOUT_LIMIT,
                "the session lasts until it ends it by itself");
    }

    private void retrieve(Map<String, List<String>> paths, List<Reference> objects, Consumer<ManagedObject> consumer)
            throws FailureException, VimFault {
        retrieveAll(SoapRequests.specification(paths, objects), consumer);
    }

    /** Reads all pages of what is asked for; an object may be handed out twice. */
    private void retrieveAll(String specification, Consumer<ManagedObject> consumer) throws FailureException, VimFault {
        String token = endpoint.call(
                SoapRequests.retrieveProperties(content.propertyCollector(), specification, PAGE),
                deadline.left(CALL_LIMIT),
                xml -> page(xml, consumer));
        while (!token.isEmpty()) {
            token = nextPage(token, specification, consumer);
        }
    }

    private String nextPage(String token, String specification, Consumer<ManagedObject> consumer)
            throws FailureException, VimFault {
        Reference collector = content.propertyCollector();
        try {
            return endpoint.call(
                    SoapRequests.continueRetrieveProperties(collector, token),
                    deadline.left(CALL_LIMIT),
                    xml -> page(xml, consumer));
        } catch (VimFault e) {
            if (!e.kind().equals(VimFailures.NO_PERMISSION)) {
                throw e;
            }
            // from vCenter 7.0.3 to 8.0.2 further pages are for users with a role on the root folder only
            LOG.debug("The server gives no second page; it is asked for all at once", e);
            return endpoint.call(
                    SoapRequests.retrievePropertiesAtOnce(collector, specification),
                    deadline.left(limit),
                    xml -> wholeAnswer(xml, consumer));
        }
    }

    /** Reads an answer without pages; no token follows. */
    private static String wholeAnswer(SoapReader xml, Consumer<ManagedObject> consumer) throws XMLStreamException {
        while (xml.enter()) {
            consumer.accept(ManagedObject.of(xml.read()));
        }
        return "";
    }

    /** Reads one page; returns the token of the next one, empty after the last. */
    private static String page(SoapReader xml, Consumer<ManagedObject> consumer) throws XMLStreamException {
        String token = "";
        if (!xml.enter()) {
            return token;
        }
        while (xml.enter()) {
            if (xml.name().equals("objects")) {
                consumer.accept(ManagedObject.of(xml.read()));
            } else {
                Element other = xml.read();
                token = other.name().equals("token") ? other.text() : token;
            }
        }
        return token;
    }

    private static Element returned(SoapReader xml) throws XMLStreamException {
        return xml.read().child("returnval").orElseThrow(() -> new XMLStreamException("the answer has no value"));
    }

    private static void checkKind(SourceUri uri, ServiceContent content) throws FailureException {
        boolean vcenterWanted = uri.scheme().equals(SourceUri.VPX);
        if (vcenterWanted != content.isVcenter()) {
            throw new FailureException(
                    FailureCode.SOURCE_NOT_A_VCENTER,
                    vcenterWanted
                            ? uri.host() + " is a single ESXi host, not a vCenter; its URI begins with esx://"
                            : uri.host() + " is a vCenter, not an ESXi host; its URI begins with vpx://");
        }
    }

    private static String versionFor(String serverVersion) {
        return serverVersion.matches("[4-5]\\..*|6\\.0.*") ? serverVersion : NEWEST_VERSION;
    }
}
