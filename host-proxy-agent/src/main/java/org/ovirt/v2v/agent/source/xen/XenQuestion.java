package org.ovirt.v2v.agent.source.xen;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What the child process reads, as JSON.
 *
 * @param names only the machines that have one of these as name or UUID; null means all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record XenQuestion(List<String> names) {
    static final XenQuestion ALL = new XenQuestion(null);

    boolean isFor(String name, String uuid) {
        return names == null || names.contains(name) || names.stream().anyMatch(uuid::equalsIgnoreCase);
    }
}
