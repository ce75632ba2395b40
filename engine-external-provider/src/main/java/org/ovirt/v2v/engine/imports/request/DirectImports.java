package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.provider.DirectProviders;
import org.ovirt.v2v.engine.provider.DirectSource;
import org.ovirt.v2v.engine.provider.ExternalVmId;
import org.ovirt.v2v.engine.provider.MachineService;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/** Imports machines of sources that the request itself names, as oVirt's {@code externalvmimports} does. */
@ApplicationScoped
public class DirectImports {
    private static final int NAMED_AT_MOST = 5;

    /** Each time another engine has just removed the provider, which it had added. */
    private static final int MOST_TRIES = 5;

    private final ImportPlanner planner;
    private final DirectProviders providers;
    private final MachineService machines;
    private final ImportService imports;

    public DirectImports(
            ImportPlanner planner, DirectProviders providers, MachineService machines, ImportService imports) {
        this.planner = planner;
        this.providers = providers;
        this.machines = machines;
        this.imports = imports;
    }

    /** Imports the machine; throws what keeps it from being imported. */
    public ImportSnapshot submit(DirectImportRequest request, String owner) {
        request.requireComplete();
        // asked before anything is made for it: a provider
        Cluster cluster = planner.lookups().clusterToImportInto(request.cluster());
        DirectSource source = request.source();
        for (int number = 1; ; number++) {
            Provider found = providers.of(source, cluster.dataCenter());
            boolean accepted = false;
            try {
                ImportSnapshot submitted = submit(found, request, source, owner);
                accepted = true;
                return submitted;
            } catch (NoSuchEntityException | FailureException e) {
                if (number == MOST_TRIES || !providers.isTakenAway(found)) {
                    throw e;
                }
            } finally {
                providers.leave(found, accepted);
            }
        }
    }

    private ImportSnapshot submit(Provider found, DirectImportRequest request, DirectSource source, String owner) {
        ExternalVm machine = find(
                found, request.name(), SourceUri.parse(source.url().strip()).path());
        return imports.submit(found.id(), new ImportItem(ExternalVmId.of(machine), request.request()), owner);
    }

    /**
     * The machine of that name. The path of the URL names the ESXi host that it was on when somebody looked, which may have changed
     * since; so it only counts where several machines have the name.
     */
    private ExternalVm find(Provider found, String name, List<String> path) {
        List<ExternalVm> named = machines.named(found.id(), name);
        if (named.isEmpty()) {
            throw new InvalidFieldException(
                    "name",
                    "There is no machine " + KnownNames.quoted(name) + " at "
                            + found.uri().host() + ".");
        }
        return only(named)
                .or(() -> only(named, machine -> isOn(machine, path)))
                .orElseThrow(() -> new InvalidFieldException(
                        "name",
                        "Several machines have the name " + KnownNames.quoted(name) + ": " + places(named)
                                + ". Name the ESXi host of the one that is meant at the end of the url, or import it by"
                                + " its id through a provider."));
    }

    private static Optional<ExternalVm> only(List<ExternalVm> named) {
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static Optional<ExternalVm> only(List<ExternalVm> named, Predicate<ExternalVm> isMeant) {
        return only(named.stream().filter(isMeant).toList());
    }

    private static boolean isOn(ExternalVm machine, List<String> path) {
        return !path.isEmpty() && path.get(path.size() - 1).equals(machine.host());
    }

    private static String places(List<ExternalVm> named) {
        String places = String.join(
                ", ",
                named.stream()
                        .limit(NAMED_AT_MOST)
                        .map(machine -> ExternalVmId.of(machine) + " on "
                                + Objects.requireNonNullElse(machine.host(), "an unknown host"))
                        .toList());
        return named.size() > NAMED_AT_MOST ? places + " and " + (named.size() - NAMED_AT_MOST) + " more" : places;
    }
}
