package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;

/**
 * Adds, changes and removes networks. They are what clients choose from: the networks of oVirt's own engine are not known here, so
 * imports may name others.
 */
@ApplicationScoped
public class NetworkService {
    private final NetworkRepository networks;
    private final DataCenterRepository dataCenters;
    private final EntityAdministration administration;
    private final CurrentAccess access;

    public NetworkService(
            NetworkRepository networks,
            DataCenterRepository dataCenters,
            EntityAdministration administration,
            CurrentAccess access) {
        this.networks = networks;
        this.dataCenters = dataCenters;
        this.administration = administration;
        this.access = access;
    }

    public List<Network> list() {
        return access.visible(networks.list(), network -> network.dataCenter().id());
    }

    public Network get(UUID id) {
        return access.visible(EntityKind.NETWORK, id, networks.get(id), network -> network.dataCenter()
                .id());
    }

    /** The network that has this profile. */
    public Network ofProfile(UUID profile) {
        return list().stream()
                .filter(network -> network.profileId().equals(profile))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.VNIC_PROFILE, profile));
    }

    public Network add(NetworkRequest request) {
        new Mandatory("Network")
                .field("name", request.name())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        DataCenter dataCenter = dataCenters.resolve("data_center", request.dataCenter());
        return administration.record(
                entry(AuditType.NETWORK_ADD_NETWORK, dataCenter, request.name()),
                entry(AuditType.NETWORK_ADD_NETWORK_FAILED, dataCenter, request.name()),
                () -> networks.add(new Network(
                        UUID.randomUUID(),
                        freeName(dataCenter, request.name(), Optional.empty()),
                        EntityText.description(request.description()),
                        dataCenter)));
    }

    /** Changes name and description; a network stays in its data center. */
    public Network update(UUID id, NetworkRequest request, Expected expected) {
        Network known = get(id);
        return administration.record(
                entry(AuditType.NETWORK_UPDATE_NETWORK, known.dataCenter(), known.name()),
                entry(AuditType.NETWORK_UPDATE_NETWORK_FAILED, known.dataCenter(), known.name()),
                () -> {
                    expected.require(EntityKind.NETWORK, known);
                    dataCenters.requireSame(
                            known.dataCenter(), request.dataCenter(), "A network cannot move to another data center.");
                    String name = request.name() == null
                            ? known.name()
                            : freeName(known.dataCenter(), request.name(), Optional.of(id));
                    String description = EntityText.changedDescription(known.description(), request.description());
                    return networks.update(known, found -> found.update(name, description));
                });
    }

    public void remove(UUID id, Expected expected) {
        Network known = get(id);
        administration.record(
                entry(AuditType.NETWORK_REMOVE_NETWORK, known.dataCenter(), known.name()),
                entry(AuditType.NETWORK_REMOVE_NETWORK_FAILED, known.dataCenter(), known.name()),
                () -> {
                    expected.require(EntityKind.NETWORK, known);
                    networks.remove(known);
                    return known;
                });
    }

    private String freeName(DataCenter dataCenter, String text, Optional<UUID> own) {
        String name = networks.validName(text);
        boolean isTaken = networks.named(dataCenter, name).stream()
                .anyMatch(other -> own.filter(other.id()::equals).isEmpty());
        if (isTaken) {
            throw ConflictException.nameTaken(EntityKind.NETWORK, name);
        }
        return name;
    }

    private static AuditEntry entry(AuditType type, DataCenter dataCenter, String network) {
        return AuditEntry.of(type)
                .about(AuditSubject.DATA_CENTER, dataCenter.id(), dataCenter.name())
                .with("NetworkName", network);
    }
}
