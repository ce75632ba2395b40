package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/** What a helper process is asked to do with an export domain. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DomainRequest.Open.class, name = "open"),
    @JsonSubTypes.Type(value = DomainRequest.Find.class, name = "find"),
    @JsonSubTypes.Type(value = DomainRequest.Create.class, name = "create"),
    @JsonSubTypes.Type(value = DomainRequest.Occupant.class, name = "occupant"),
    @JsonSubTypes.Type(value = DomainRequest.Machines.class, name = "machines"),
    @JsonSubTypes.Type(value = DomainRequest.Ovf.class, name = "ovf"),
    @JsonSubTypes.Type(value = DomainRequest.Check.class, name = "check"),
    @JsonSubTypes.Type(value = DomainRequest.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = DomainRequest.ReadableFile.class, name = "readableFile"),
    @JsonSubTypes.Type(value = DomainRequest.Staged.class, name = "staged"),
    @JsonSubTypes.Type(value = DomainRequest.Stage.class, name = "stage"),
    @JsonSubTypes.Type(value = DomainRequest.Commit.class, name = "commit"),
    @JsonSubTypes.Type(value = DomainRequest.StagedOvf.class, name = "stagedOvf"),
    @JsonSubTypes.Type(value = DomainRequest.RemoveStaging.class, name = "removeStaging"),
    @JsonSubTypes.Type(value = DomainRequest.Withdraw.class, name = "withdraw")
})
sealed interface DomainRequest {
    /** Does it; null if there is nothing to tell. */
    Object answer(ExportDomains domains) throws FailureException, DomainUnavailableException;

    record Open(String mount) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.open(Path.of(mount));
        }
    }

    /** The one request that is about many mounts. */
    record Find(List<String> roots, UUID domain, List<String> spared, long millis) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) {
            return DomainSearch.run(
                    roots.stream().map(Path::of).toList(),
                    domain,
                    DomainSearch.paths(spared),
                    Duration.ofMillis(millis));
        }
    }

    record Create(ExportDomainParams params) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.create(params);
        }
    }

    record Occupant(String mount, UUID machine) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.occupant(Path.of(mount), machine).orElse(null);
        }
    }

    record Machines(String mount) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.machines(Path.of(mount));
        }
    }

    record Ovf(String mount, UUID machine) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.ovf(Path.of(mount), machine);
        }
    }

    record Check(String mount) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.check(Path.of(mount));
        }
    }

    /**
     * Waits for its turn like all others.
     *
     * @param latest by this host's clock, in milliseconds
     */
    record Remove(String mount, UUID machine, long latest) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.remove(Path.of(mount), machine, Instant.ofEpochMilli(latest));
        }
    }

    record ReadableFile(String file) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.isReadableFile(Path.of(file));
        }
    }

    record Staged(String mount) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            return domains.staged(Path.of(mount));
        }
    }

    record Stage(StagingPlace place) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException {
            domains.staging(place).create();
            return null;
        }
    }

    record Commit(StagingPlace place, ExpectedMachine expected) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws FailureException, DomainUnavailableException {
            return domains.staging(place).commit(expected);
        }
    }

    record StagedOvf(StagingPlace place) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws DomainUnavailableException {
            return domains.staging(place).ovf().orElse(null);
        }
    }

    record RemoveStaging(StagingPlace place) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws DomainUnavailableException {
            domains.staging(place).removeStaging();
            return null;
        }
    }

    record Withdraw(StagingPlace place, boolean committed) implements DomainRequest {
        @Override
        public Object answer(ExportDomains domains) throws DomainUnavailableException {
            domains.staging(place).withdraw(committed);
            return null;
        }
    }
}
