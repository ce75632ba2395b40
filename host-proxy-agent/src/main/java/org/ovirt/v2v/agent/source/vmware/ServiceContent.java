package org.ovirt.v2v.agent.source.vmware;

import java.util.Optional;

/**
 * Where the managers of a server are.
 *
 * @param searchIndex empty if the server offers none
 * @param authorizationManager empty if the server offers none
 * @param fullName of the product, with version and build
 */
record ServiceContent(
        Reference rootFolder,
        Reference propertyCollector,
        Reference viewManager,
        Reference sessionManager,
        Optional<Reference> searchIndex,
        Optional<Reference> authorizationManager,
        String fullName,
        String apiType,
        String apiVersion) {
    static ServiceContent of(Element content) throws VimFault {
        return new ServiceContent(
                required(content, "rootFolder"),
                required(content, "propertyCollector"),
                required(content, "viewManager"),
                required(content, "sessionManager"),
                content.child("searchIndex").map(Reference::of),
                content.child("authorizationManager").map(Reference::of),
                content.textAt("about", "fullName"),
                content.textAt("about", "apiType"),
                content.textAt("about", "apiVersion"));
    }

    boolean isVcenter() {
        return apiType.equals("VirtualCenter");
    }

    private static Reference required(Element content, String name) throws VimFault {
        return content.child(name)
                .map(Reference::of)
                .orElseThrow(() -> new VimFault("", "the server offers no " + name));
    }
}
