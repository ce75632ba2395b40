package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A network interface of a machine at its source (VDSM's ExternalNetworkInfo).
 *
 * @param type "bridge" or "network"
 * @param bridge the network or port group that it is connected to
 * @param dev the name of the interface at the source
 * @param model for example e1000 or vmxnet3
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExternalNic(String type, String macAddr, String bridge, String dev, String model) {}
