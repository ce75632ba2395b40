package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of hypervisor that machines come from, by the names that oVirt's API gives them. */
public enum SourceType {
    @JsonProperty("vmware")
    VMWARE,
    @JsonProperty("xen")
    XEN
}
