package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a source says of itself to whoever signs in.
 *
 * @param product its name and version, as it says them
 * @param user who signed in, as the source calls the user
 * @param machines how many there are that the user may see
 * @param missingPrivileges the source's names of those that conversions need and the user has not; null if that cannot be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceDescription(String product, String user, int machines, List<String> missingPrivileges) {}
