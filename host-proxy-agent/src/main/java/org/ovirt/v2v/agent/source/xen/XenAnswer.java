package org.ovirt.v2v.agent.source.xen;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * What the child process prints, as JSON.
 *
 * @param machines null if the connection failed
 * @param error libvirt's words if the connection failed, otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record XenAnswer(List<ExternalVm> machines, String error) {
    static XenAnswer failed(String error) {
        return new XenAnswer(null, error);
    }
}
