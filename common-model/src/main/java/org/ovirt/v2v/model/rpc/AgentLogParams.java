package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How much of the agent's own log is wanted.
 *
 * @param lines how many of the latest ones at most
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentLogParams(int lines) {}
