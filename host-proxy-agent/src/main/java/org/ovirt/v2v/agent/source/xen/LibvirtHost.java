package org.ovirt.v2v.agent.source.xen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVolInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.xml.sax.SAXException;

/** A connection to a libvirtd. Lives in the child process only: libvirt's native code may crash. */
final class LibvirtHost implements AutoCloseable {
    private final Connect connection;
    private final DomainLists lists;

    LibvirtHost(String uri) throws LibvirtException {
        this.connection = connect(uri);
        this.lists = new DomainLists(connection);
    }

    /** Once more if ssh ended before libvirt had written to it: what ssh said, as of a wrong setting, is lost then. */
    private static Connect connect(String uri) throws LibvirtException {
        try {
            return new Connect(uri, new NoCredentials(), 0);
        } catch (LibvirtException e) {
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw e;
            }
            return new Connect(uri, new NoCredentials(), 0);
        }
    }

    /** Names only: the machines have nothing else. */
    List<ExternalVm> names() throws LibvirtException {
        List<ExternalVm> machines = new ArrayList<>();
        for (Domain domain : lists.all()) {
            machines.add(named(domain.getName()));
        }
        return machines;
    }

    /**
     * Those that are wanted; libvirtd is asked for no more of the others. A machine that vanishes meanwhile is left out; one whose
     * description cannot be read is listed by its name.
     */
    List<ExternalVm> machines(XenQuestion question) throws LibvirtException {
        Collection<Domain> domains = wanted(question);
        Set<String> saved = lists.saved(domains);
        List<ExternalVm> machines = new ArrayList<>();
        for (Domain domain : domains) {
            describe(domain, saved).ifPresent(machines::add);
        }
        return machines;
    }

    @Override
    public void close() throws LibvirtException {
        connection.close();
    }

    private List<Domain> wanted(XenQuestion question) throws LibvirtException {
        List<Domain> wanted = new ArrayList<>();
        for (Domain domain : lists.all()) {
            // the list has told both
            if (question.isFor(domain.getName(), domain.getUUIDString())) {
                wanted.add(domain);
            }
        }
        return wanted;
    }

    private Optional<ExternalVm> describe(Domain domain, Set<String> saved) throws LibvirtException {
        try {
            // what a saved machine had in its memory is not on its disks: it is no more shut down than a suspended one
            boolean off = domain.getInfo().state == DomainInfo.DomainState.VIR_DOMAIN_SHUTOFF
                    && !saved.contains(domain.getName());
            return Optional.of(describe(DomainXml.parse(domain.getXMLDesc(0)), off));
        } catch (SAXException e) {
            return Optional.of(named(domain.getName()));
        } catch (LibvirtException e) {
            if (DomainLists.isGone(e)) {
                return Optional.empty();
            }
            if (connection.isAlive()) {
                return Optional.of(named(domain.getName()));
            }
            throw e; // the connection is lost, and with it what there is to tell of all others
        }
    }

    private ExternalVm describe(DomainXml xml, boolean off) {
        List<ExternalDisk> disks =
                xml.disks().stream().map(disk -> disk.describe(size(disk))).toList();
        return ExternalVmBuilder.builder()
                .vmName(xml.name())
                .vmId(xml.uuid())
                .status(off ? ExternalVm.DOWN : ExternalVm.UP)
                .memSize(xml.memoryMebibytes())
                .smp(xml.processors())
                .arch(xml.architecture())
                .graphics(xml.graphics().orElse(null))
                .video(xml.video().orElse(null))
                .disks(disks)
                .networks(xml.nics())
                .firmware(xml.firmware())
                .build();
    }

    /** Unknown unless the disk lies in a storage pool of the host. */
    private DiskSize size(DomainDisk disk) {
        if (disk.source().isEmpty()) {
            return DiskSize.UNKNOWN;
        }
        try {
            StorageVolInfo volume =
                    connection.storageVolLookupByPath(disk.source().get()).getInfo();
            return new DiskSize(volume.capacity, volume.allocation);
        } catch (LibvirtException noVolume) {
            return DiskSize.UNKNOWN;
        }
    }

    private static ExternalVm named(String name) {
        return ExternalVmBuilder.builder().vmName(name).status(ExternalVm.UP).build();
    }
}
