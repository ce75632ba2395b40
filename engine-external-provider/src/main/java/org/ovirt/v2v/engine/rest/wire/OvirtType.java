package org.ovirt.v2v.engine.rest.wire;

import java.util.List;
import java.util.Optional;
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
import org.ovirt.engine.sdk4.internal.xml.XmlNetworkWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlNicWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlPermissionWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlRoleWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStepWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStorageDomainWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlUserWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlVmWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlVnicProfileWriter;
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
import org.ovirt.engine.sdk4.types.Network;
import org.ovirt.engine.sdk4.types.Nic;
import org.ovirt.engine.sdk4.types.Permission;
import org.ovirt.engine.sdk4.types.Role;
import org.ovirt.engine.sdk4.types.Step;
import org.ovirt.engine.sdk4.types.StorageDomain;
import org.ovirt.engine.sdk4.types.User;
import org.ovirt.engine.sdk4.types.Vm;
import org.ovirt.engine.sdk4.types.VnicProfile;

/**
 * A type of oVirt's own API model, with the writer that oVirt's Java SDK has for it: what an element may contain, and how that is
 * named, is never written down here a second time.
 *
 * @param <T> the SDK's type
 */
public final class OvirtType<T> {
    public static final OvirtType<Action> ACTION =
            new OvirtType<>(Action.class, "action", XmlActionWriter::writeOne, "status");
    public static final OvirtType<Api> API = new OvirtType<>(
            Api.class,
            "api",
            XmlApiWriter::writeOne,
            "authenticated_user effective_user link product_info summary time");
    public static final OvirtType<Cluster> CLUSTER = new OvirtType<>(
            Cluster.class,
            "cluster",
            XmlClusterWriter::writeOne,
            "data_center description gluster_service href id name virt_service");
    public static final OvirtType<DataCenter> DATA_CENTER = new OvirtType<>(
            DataCenter.class,
            "data_center",
            XmlDataCenterWriter::writeOne,
            "description href id link local name status");
    public static final OvirtType<Disk> DISK =
            new OvirtType<>(Disk.class, "disk", XmlDiskWriter::writeOne, "format id image_id provisioned_size status");
    public static final OvirtType<DiskAttachment> DISK_ATTACHMENT = new OvirtType<>(
            DiskAttachment.class, "disk_attachment", XmlDiskAttachmentWriter::writeOne, "active disk href id");
    public static final OvirtType<Event> EVENT = new OvirtType<>(
            Event.class,
            "event",
            XmlEventWriter::writeOne,
            "cluster code correlation_id data_center description external_vm_provider host href id index origin severity storage_domain time user vm");
    public static final OvirtType<ExternalVmImport> EXTERNAL_VM_IMPORT = new OvirtType<>(
            ExternalVmImport.class,
            "external_vm_import",
            XmlExternalVmImportWriter::writeOne,
            "cluster host name provider sparse storage_domain url username vm");
    public static final OvirtType<Host> HOST = new OvirtType<>(
            Host.class,
            "host",
            XmlHostWriter::writeOne,
            "actions address cluster cpu href id memory name port problems status type v2v warnings");
    public static final OvirtType<Job> JOB = new OvirtType<>(
            Job.class,
            "job",
            XmlJobWriter::writeOne,
            "auto_cleared description end_time external href id last_updated link owner start_time status");
    public static final OvirtType<Network> NETWORK = new OvirtType<>(
            Network.class,
            "network",
            XmlNetworkWriter::writeOne,
            "data_center description href id link name status usages");
    public static final OvirtType<Nic> NIC = new OvirtType<>(
            Nic.class, "nic", XmlNicWriter::writeOne, "href id interface linked mac name network plugged");
    public static final OvirtType<Permission> PERMISSION = new OvirtType<>(
            Permission.class, "permission", XmlPermissionWriter::writeOne, "data_center href id role user");
    public static final OvirtType<Role> ROLE = new OvirtType<>(
            Role.class, "role", XmlRoleWriter::writeOne, "administrative description href id mutable name permits");
    public static final OvirtType<Step> STEP = new OvirtType<>(
            Step.class,
            "step",
            XmlStepWriter::writeOne,
            "description end_time execution_host external href id job number progress start_time status type");
    public static final OvirtType<StorageDomain> STORAGE_DOMAIN = new OvirtType<>(
            StorageDomain.class,
            "storage_domain",
            XmlStorageDomainWriter::writeOne,
            "available data_center data_centers host href id link master name problem status storage storage_format type used");
    public static final OvirtType<User> USER = new OvirtType<>(
            User.class, "user", XmlUserWriter::writeOne, "actions domain href id name principal user_name");
    public static final OvirtType<Vm> VM = new OvirtType<>(
            Vm.class,
            "vm",
            XmlVmWriter::writeOne,
            "cluster cpu creation_time delete_protected href id link memory name next_run_configuration_exists os run_once start_paused stateless status status_detail storage_domain type");

    public static final OvirtType<VnicProfile> VNIC_PROFILE = new OvirtType<>(
            VnicProfile.class, "vnic_profile", XmlVnicProfileWriter::writeOne, "href id name network pass_through");

    /** All of them. */
    public static final List<OvirtType<?>> ALL = List.of(
            ACTION,
            API,
            CLUSTER,
            DATA_CENTER,
            DISK,
            DISK_ATTACHMENT,
            EVENT,
            EXTERNAL_VM_IMPORT,
            HOST,
            JOB,
            NETWORK,
            NIC,
            PERMISSION,
            ROLE,
            STEP,
            STORAGE_DOMAIN,
            USER,
            VM,
            VNIC_PROFILE);

    private final Class<T> type;
    private final String name;
    private final Writer<T> writer;
    private final List<String> members;

    /**
     * A type.
     *
     * @param members what elements of this engine may have, of the many that oVirt's type may, with those of our own; for the
     *     description of the API
     */
    private OvirtType(Class<T> type, String name, Writer<T> writer, String members) {
        this.type = type;
        this.name = name;
        this.writer = writer;
        this.members = List.of(members.split(" ", -1));
    }

    /** The type whose elements have this name. */
    public static Optional<OvirtType<?>> named(String element) {
        return ALL.stream().filter(type -> type.name.equals(element)).findFirst();
    }

    /** The SDK's type. */
    public Class<T> type() {
        return type;
    }

    /** Of the element. */
    public String name() {
        return name;
    }

    /** Of a list of elements. */
    public String listName() {
        return Plural.of(name);
    }

    /** What the elements may have here. */
    public List<String> members() {
        return members;
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
        return Element.list(listName(), name, elements);
    }
}
