package org.ovirt.v2v.engine.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A recorded event; never changes. */
@Entity
@Immutable
@Table(name = "audit_events")
public class AuditEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int code;

    @Enumerated(EnumType.STRING)
    private AuditSeverity severity;

    @Column(name = "recorded_at")
    private Instant time;

    private String description;

    @Column(name = "correlation_id")
    private String correlationId;

    @Column(name = "user_name")
    private String userName;

    @Column(name = "vm_id")
    private UUID vmId;

    @Column(name = "vm_name")
    private String vmName;

    @Column(name = "cluster_id")
    private UUID clusterId;

    @Column(name = "cluster_name")
    private String clusterName;

    @Column(name = "data_center_id")
    private UUID dataCenterId;

    @Column(name = "data_center_name")
    private String dataCenterName;

    @Column(name = "host_id")
    private UUID hostId;

    @Column(name = "host_name")
    private String hostName;

    @Column(name = "storage_domain_id")
    private UUID storageDomainId;

    @Column(name = "storage_domain_name")
    private String storageDomainName;

    @Column(name = "provider_id")
    private UUID providerId;

    @Column(name = "provider_name")
    private String providerName;

    protected AuditEvent() {}

    AuditEvent(AuditEntry entry, Instant time) {
        this.code = entry.type().code();
        this.severity = entry.type().severity();
        this.time = time;
        this.description = entry.text();
        this.correlationId = entry.correlationId().orElse(null);
        entry.references().forEach(this::refer);
    }

    private void refer(AuditSubject subject, AuditEntry.Reference reference) {
        UUID subjectId = reference.id().orElse(null);
        switch (subject) {
            case VM -> {
                vmId = subjectId;
                vmName = reference.name();
            }
            case CLUSTER -> {
                clusterId = subjectId;
                clusterName = reference.name();
            }
            case DATA_CENTER -> {
                dataCenterId = subjectId;
                dataCenterName = reference.name();
            }
            case HOST -> {
                hostId = subjectId;
                hostName = reference.name();
            }
            case STORAGE_DOMAIN -> {
                storageDomainId = subjectId;
                storageDomainName = reference.name();
            }
            case PROVIDER -> {
                providerId = subjectId;
                providerName = reference.name();
            }
            case USER -> userName = reference.name();
        }
    }

    /** Whether it is about something in one of these data centers. */
    boolean belongsTo(Set<UUID> dataCenters) {
        return about(AuditSubject.DATA_CENTER)
                .flatMap(AuditEntry.Reference::id)
                .filter(dataCenters::contains)
                .isPresent();
    }

    /** Grows with every event. */
    public long id() {
        return id;
    }

    /** oVirt's number, see {@link AuditType#code()}. */
    public int code() {
        return code;
    }

    public AuditSeverity severity() {
        return severity;
    }

    public Instant time() {
        return time;
    }

    public String description() {
        return description;
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** What the event says of a subject; empty if nothing. */
    public Optional<AuditEntry.Reference> about(AuditSubject subject) {
        return switch (subject) {
            case VM -> reference(vmId, vmName);
            case CLUSTER -> reference(clusterId, clusterName);
            case DATA_CENTER -> reference(dataCenterId, dataCenterName);
            case HOST -> reference(hostId, hostName);
            case STORAGE_DOMAIN -> reference(storageDomainId, storageDomainName);
            case PROVIDER -> reference(providerId, providerName);
            case USER -> reference(null, userName);
        };
    }

    private static Optional<AuditEntry.Reference> reference(UUID subjectId, String name) {
        return name == null
                ? Optional.empty()
                : Optional.of(new AuditEntry.Reference(Optional.ofNullable(subjectId), name));
    }
}
