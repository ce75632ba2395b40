package org.ovirt.v2v.engine.rest.wire;

import java.util.List;
import org.ovirt.api.metamodel.runtime.xml.XmlWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlActionWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlApiWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlClusterWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlDataCenterWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlDiskAttachmentWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlDiskWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlEventWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlExternalVmImportWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlHostWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlJobWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlNicWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStepWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStorageDomainWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlUserWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlVmWriter;
import org.ovirt.engine.sdk4.types.Action;
import org.ovirt.engine.sdk4.types.Api;
import org.ovirt.engine.sdk4.types.Cluster;
import org.ovirt.engine.sdk4.types.DataCenter;
import org.ovirt.engine.sdk4.types.Disk;
import org.ovirt.engine.sdk4.types.DiskAttachment;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.ExternalVmImport;
import org.ovirt.engine.sdk4.types.Host;
import org.ovirt.engine.sdk4.types.Job;
import org.ovirt.engine.sdk4.types.Nic;
import org.ovirt.engine.sdk4.types.Step;
import org.ovirt.engine.sdk4.types.StorageDomain;
import org.ovirt.engine.sdk4.types.User;
import org.ovirt.engine.sdk4.types.Vm;

/**
 * A type of oVirt's own API model, with the writer that oVirt's Java SDK has for it: what an element may contain, and how that is
 * named, is never written down here a second time.
 *
 * @param <T> the SDK's type
 */
public final class OvirtType<T> {
    public static final OvirtType<Action> ACTION = new OvirtType<>("action", XmlActionWriter::writeOne);
    public static final OvirtType<Api> API = new OvirtType<>("api", XmlApiWriter::writeOne);
    public static final OvirtType<Cluster> CLUSTER = new OvirtType<>("cluster", XmlClusterWriter::writeOne);
    public static final OvirtType<DataCenter> DATA_CENTER =
            new OvirtType<>("data_center", XmlDataCenterWriter::writeOne);
    public static final OvirtType<Disk> DISK = new OvirtType<>("disk", XmlDiskWriter::writeOne);
    public static final OvirtType<DiskAttachment> DISK_ATTACHMENT =
            new OvirtType<>("disk_attachment", XmlDiskAttachmentWriter::writeOne);
    public static final OvirtType<Event> EVENT = new OvirtType<>("event", XmlEventWriter::writeOne);
    public static final OvirtType<ExternalVmImport> EXTERNAL_VM_IMPORT =
            new OvirtType<>("external_vm_import", XmlExternalVmImportWriter::writeOne);
    public static final OvirtType<Host> HOST = new OvirtType<>("host", XmlHostWriter::writeOne);
    public static final OvirtType<Job> JOB = new OvirtType<>("job", XmlJobWriter::writeOne);
    public static final OvirtType<Nic> NIC = new OvirtType<>("nic", XmlNicWriter::writeOne);
    public static final OvirtType<Step> STEP = new OvirtType<>("step", XmlStepWriter::writeOne);
    public static final OvirtType<StorageDomain> STORAGE_DOMAIN =
            new OvirtType<>("storage_domain", XmlStorageDomainWriter::writeOne);
    public static final OvirtType<User> USER = new OvirtType<>("user", XmlUserWriter::writeOne);
    public static final OvirtType<Vm> VM = new OvirtType<>("vm", XmlVmWriter::writeOne);

    private final String name;
    private final Writer<T> writer;

    private OvirtType(String name, Writer<T> writer) {
        this.name = name;
        this.writer = writer;
    }

    /** As the SDK's writers are. */
    private interface Writer<T> {
        void write(T object, String tag, XmlWriter writer);
    }

    /** The element. */
    public Element one(T object) {
        try (ElementBuilder builder = new ElementBuilder()) {
            writer.write(object, name, builder);
            return builder.element();
        }
    }

    /** The list of these elements. */
    public Element list(List<Element> elements) {
        return Element.list(Plural.of(name), name, elements);
    }
}
