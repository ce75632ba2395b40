package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.DomainLayout;

/** Where things lie in one export domain. */
record DomainFolder(Path mount, UUID id) {
    Path root() {
        return mount.resolve(id.toString());
    }

    Path metadata() {
        return root().resolve(DomainLayout.METADATA);
    }

    Path images() {
        return root().resolve(DomainLayout.IMAGES);
    }

    Path machines() {
        return root().resolve(DomainLayout.VMS);
    }

    Path ovf(UUID machine) {
        return root().resolve(DomainLayout.ovf(machine));
    }

    /** Above the staging folders of all jobs. */
    Path staging() {
        return mount.resolve(DomainLayout.STAGING);
    }
}
