package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * Something that a job which has ended could not remove yet, from the list that {@code V2V.getOwedRemovals} answers.
 *
 * @param job whose folder is left beside the export domain, and perhaps its temporary files on the host
 * @param machine the id in oVirt under which nothing can be imported into this domain until then
 * @param domain the export domain
 * @param path where it is mounted on the host
 * @param machineInDomain whether the machine itself is to be taken out of the domain, since its import was cancelled
 * @param since when the job ended
 * @param obstacle why it could not be removed so far; null before the first attempt has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OwedRemoval(
        UUID job,
        UUID machine,
        String vmName,
        UUID domain,
        String path,
        boolean machineInDomain,
        Instant since,
        Failure obstacle) {}
