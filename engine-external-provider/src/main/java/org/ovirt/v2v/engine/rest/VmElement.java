package org.ovirt.v2v.engine.rest;

import java.util.Date;
import org.ovirt.engine.sdk4.builders.CpuBuilder;
import org.ovirt.engine.sdk4.builders.CpuTopologyBuilder;
import org.ovirt.engine.sdk4.builders.OperatingSystemBuilder;
import org.ovirt.engine.sdk4.builders.VmBuilder;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.engine.sdk4.types.VmType;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.SourceHardware;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/**
 * A machine that an import makes as oVirt's element: down, as in oVirt's engine, and while it is imported the status' detail tells
 * what is done. What oVirt's clients read without
 * looking whether it is there (Ansible reads the CPU, the cluster and the operating system) always is.
 */
final class VmElement {
    private static final long MEBIBYTE = 1L << 20;

    /** oVirt's word for an operating system that nobody has told. */
    private static final String OTHER_OS = "other";

    private VmElement() {}

    static Element of(ImportSnapshot each) {
        String href = ApiPath.VMS + "/" + each.id();
        boolean imported = each.state() == ImportState.SUCCEEDED;
        VmBuilder element = References.vm(each.id(), each.name())
                .status(VmStatus.DOWN)
                .statusDetail(imported ? null : each.progress().description())
                .type(VmType.SERVER)
                .cpu(cpu(each.source().hardware()))
                .os(new OperatingSystemBuilder().type(OTHER_OS))
                .cluster(References.cluster(
                        each.target().cluster().id(), each.target().cluster().name()))
                .storageDomain(References.storageDomain(
                        each.target().storageDomain().id(),
                        each.target().storageDomain().name()))
                .creationTime(Date.from(each.times().createdAt()))
                .nextRunConfigurationExists(false)
                .runOnce(false)
                .stateless(false)
                .startPaused(false)
                .deleteProtected(false);
        if (each.source().hardware() != null) {
            element.memory(each.source().hardware().memory() * MEBIBYTE);
        }
        return OvirtType.VM
                .one(element.build())
                .withLink("diskattachments", href + "/diskattachments")
                .withLink("nics", href + "/nics")
                .withLink("numanodes", href + "/numanodes");
    }

    private static CpuBuilder cpu(SourceHardware hardware) {
        int cpus = hardware == null ? 1 : hardware.cpus();
        return new CpuBuilder()
                .topology(new CpuTopologyBuilder().sockets(cpus).cores(1).threads(1));
    }
}
