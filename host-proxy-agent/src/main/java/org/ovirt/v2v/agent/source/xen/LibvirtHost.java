package org.ovirt.v2v.agent.source.xen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVolInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.xml.sax.SAXException;

/** A connection to a libvirtd. Lives in the child process only: libvirt's native code may crash. */
final class LibvirtHost implements AutoCloseable {
    /** VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE, which libvirt-java does not name. */
    private static final int MANAGED_SAVE = 1 << 8;

    private final Connect connection;

    LibvirtHost(String uri) throws LibvirtException {
        this.connection = new Connect(uri, new NoCredentials(), 0);
    }

    /** Names only: the machines have nothing else. */
    List<ExternalVm> names() throws LibvirtException {
        List<ExternalVm> machines = new ArrayList<>();
        for (Domain domain : domains()) {
            machines.add(named(domain.getName()));
        }
        return machines;
    }

    /** A machine that vanishes meanwhile is left out; one whose description cannot be read is listed by its name. */
    List<ExternalVm> machines() throws LibvirtException {
        Set<String> saved = saved();
        List<ExternalVm> machines = new ArrayList<>();
        for (Domain domain : domains()) {
            describe(domain, saved).ifPresent(machines::add);
        }
        return machines;
    }

    @Override
    public void close() throws LibvirtException {
        connection.close();
    }

    /** All but dom0 itself, which Xen's libvirt driver counts as a machine with the id 0. */
    private List<Domain> domains() throws LibvirtException {
        List<Domain> domains = new ArrayList<>();
        for (Domain domain : connection.listAllDomains(0)) {
            if (domain.getID() != 0) {
                domains.add(domain);
            }
        }
        return domains;
    }

    /** The names of those that run on as soon as they are started, as after a shutdown of the host that has suspended them. */
    private Set<String> saved() throws LibvirtException {
        Set<String> names = new HashSet<>();
        for (Domain domain : connection.listAllDomains(MANAGED_SAVE)) {
            names.add(domain.getName());
        }
        return names;
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
            if (isOf(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                return Optional.empty();
            }
            if (connection.isAlive()) {
                return Optional.of(named(domain.getName()));
            }
            throw e; // the connection is lost, and with it what there is to tell of all others
        }
    }

    private static boolean isOf(LibvirtException failure, ErrorNumber kind) {
        return failure.getError() != null && failure.getError().getCode() == kind;
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
