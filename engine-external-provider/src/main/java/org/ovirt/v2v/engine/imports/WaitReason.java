package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a queued import waits for. */
public enum WaitReason {
    /** The proxy hosts that could convert it run as many conversions as they may. */
    @JsonProperty("proxy_host_slot")
    PROXY_HOST_SLOT,
    /** No proxy host can convert it at present: each is down, lacks something, does not reach the source, or has not mounted the export domain. */
    @JsonProperty("proxy_host")
    PROXY_HOST,
    /** The proxy hosts are being asked how they are. */
    @JsonProperty("proxy_host_answer")
    PROXY_HOST_ANSWER,
    /** It is not to begin before a certain time. */
    @JsonProperty("start_time")
    START_TIME,
    /** As many imports run as may at a time. */
    @JsonProperty("limit")
    LIMIT,
    /** As many imports from its provider run as may at a time. */
    @JsonProperty("provider_limit")
    PROVIDER_LIMIT,
    /** As many machines of its ESXi or Xen host are being imported as may at a time. */
    @JsonProperty("source_host_limit")
    SOURCE_HOST_LIMIT,
    /** The export domain lacks the space, or other imports that run are going to need it. */
    @JsonProperty("storage_domain_space")
    STORAGE_DOMAIN_SPACE,
    /** Somebody has paused it. */
    @JsonProperty("paused")
    PAUSED,
    /** Somebody has paused the queue. */
    @JsonProperty("queue_paused")
    QUEUE_PAUSED
}
