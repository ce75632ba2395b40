package org.ovirt.v2v.agent.source.vmware;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ovirt.v2v.model.source.Secret;

/** The bodies of the calls that the inventory makes; everything variable is escaped. */
final class SoapRequests {
    private SoapRequests() {}

    static String retrieveServiceContent() {
        return method("RetrieveServiceContent", new Reference("ServiceInstance", "ServiceInstance"), "");
    }

    static String login(Reference sessionManager, String user, Secret password) {
        return method("Login", sessionManager, tag("userName", user) + tag("password", password.value()));
    }

    static String logout(Reference sessionManager) {
        return method("Logout", sessionManager, "");
    }

    static String createContainerView(Reference viewManager, Reference container, List<String> types) {
        StringBuilder arguments = new StringBuilder(reference("container", container));
        types.forEach(type -> arguments.append(tag("type", type)));
        return method("CreateContainerView", viewManager, arguments + tag("recursive", "true"));
    }

    /** What to retrieve: everything in the view, or the objects themselves. */
    static String specification(Map<String, List<String>> paths, List<Reference> objects) {
        return specification(
                paths,
                objects,
                object -> object.type().equals("ContainerView")
                        ? tag("skip", "true")
                                + "<selectSet xsi:type=\"TraversalSpec\"><name>view</name>"
                                + "<type>ContainerView</type><path>view</path><skip>false</skip></selectSet>"
                        : tag("skip", "false"));
    }

    /** What to retrieve: the objects and everything above them, up to the root folder. */
    static String specificationUpwards(Map<String, List<String>> paths, List<Reference> objects) {
        return specification(
                paths,
                objects,
                object -> tag("skip", "false")
                        + "<selectSet xsi:type=\"TraversalSpec\"><name>up</name><type>ManagedEntity</type>"
                        + "<path>parent</path><skip>false</skip>"
                        + "<selectSet xsi:type=\"SelectionSpec\"><name>up</name></selectSet></selectSet>");
    }

    private static String specification(
            Map<String, List<String>> paths, List<Reference> objects, Function<Reference, String> selection) {
        StringBuilder specification = new StringBuilder();
        paths.forEach((type, names) -> {
            specification.append("<propSet>").append(tag("type", type)).append(tag("all", "false"));
            names.forEach(name -> specification.append(tag("pathSet", name)));
            specification.append("</propSet>");
        });
        for (Reference object : objects) {
            specification
                    .append("<objectSet>")
                    .append(reference("obj", object))
                    .append(selection.apply(object))
                    .append("</objectSet>");
        }
        return "<specSet>" + specification + "</specSet>";
    }

    /** The first page of what a specification asks for. */
    static String retrieveProperties(Reference collector, String specification, int maxObjects) {
        return method(
                "RetrievePropertiesEx",
                collector,
                specification + "<options>" + tag("maxObjects", String.valueOf(maxObjects)) + "</options>");
    }

    /** All that a specification asks for in one answer, as every version of the API knows it. */
    static String retrievePropertiesAtOnce(Reference collector, String specification) {
        return method("RetrieveProperties", collector, specification);
    }

    static String continueRetrieveProperties(Reference collector, String token) {
        return method("ContinueRetrievePropertiesEx", collector, tag("token", token));
    }

    /** The machines and templates with this BIOS UUID, given in lower case, wherever they are. */
    static String findAllByUuid(Reference searchIndex, String uuid) {
        return method(
                "FindAllByUuid",
                searchIndex,
                tag("uuid", uuid) + tag("vmSearch", "true") + tag("instanceUuid", "false"));
    }

    /** Which of these privileges a session's user has on each of these objects. */
    static String hasPrivileges(
            Reference authorizationManager, List<Reference> objects, String session, List<String> privileges) {
        StringBuilder arguments = new StringBuilder();
        objects.forEach(object -> arguments.append(reference("entity", object)));
        arguments.append(tag("sessionId", session));
        privileges.forEach(privilege -> arguments.append(tag("privId", privilege)));
        return method("HasPrivilegeOnEntities", authorizationManager, arguments.toString());
    }

    private static String method(String name, Reference self, String arguments) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><" + name
                + " xmlns=\"urn:vim25\">" + reference("_this", self) + arguments + "</" + name
                + "></soapenv:Body></soapenv:Envelope>";
    }

    private static String reference(String name, Reference reference) {
        return "<" + name + " type=\"" + escape(reference.type()) + "\">" + escape(reference.value()) + "</" + name
                + ">";
    }

    private static String tag(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (character < ' ' && character != '\t' && character != '\n' && character != '\r') {
                throw new IllegalArgumentException("user name, password and names must not hold control characters");
            }
            if (character < ' ' || character == '<' || character == '>' || character == '&' || character == '"') {
                escaped.append("&#").append(character).append(';');
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
