package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How busy a proxy host is: of VDSM's HostStats (vdsm-api.yml) what matters to conversions, by VDSM's names.
 *
 * @param cpuLoad the load average of the last minute
 * @param memAvailable in MiB
 * @param memUsed in percent
 * @param swapFree in MiB
 * @param elapsedTime in seconds, since the agent was started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HostLoad(double cpuLoad, long memAvailable, int memUsed, long swapFree, long elapsedTime) {}
