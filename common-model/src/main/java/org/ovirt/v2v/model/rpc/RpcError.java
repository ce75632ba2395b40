package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * The member {@code error} of a response.
 *
 * @param code see {@link RpcErrorCode}; always a number, since oVirt's client takes a text with a colon for a broken network
 * @param message for people, cause and remedy
 * @param data the failure in parts, for our own engine; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RpcError(int code, String message, Failure data) {}
