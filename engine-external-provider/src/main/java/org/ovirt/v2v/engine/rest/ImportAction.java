package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRootName;

/**
 * The outcome of an action on an import; one that fails is answered with a {@link Fault}.
 *
 * @param status complete, as oVirt's actions have it
 * @param imported the import as it is now
 */
@JsonRootName("action")
public record ImportAction(String status, @JsonProperty("import") ImportRepresentation imported) {
    static ImportAction complete(ImportRepresentation imported) {
        return new ImportAction(Action.COMPLETE, imported);
    }
}
