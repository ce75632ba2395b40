package org.ovirt.v2v.agent.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/**
 * What sources have told of single machines within the last seconds. Who asks for a conversion has mostly just asked for the machine, and
 * to ask the source for it once more costs another log-in and a handful of requests. Only checks before a conversion are answered from
 * here: they lie seconds before virt-v2v looks anyway.
 */
public final class RecentMachines {
    /** Since the source was asked. */
    private static final Duration HOLDS = Duration.ofSeconds(5);

    /** The rest of a large request waits longer than that for its turn. */
    private static final int MOST = 64;

    private final LongSupplier nanoTime;

    /** The oldest comes first. */
    private final Deque<Told> all = new ArrayDeque<>();

    public RecentMachines() {
        this(System::nanoTime);
    }

    RecentMachines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** As whom a source was asked, and whom it was trusted to be. */
    private record Login(String username, Secret password, TlsTrust trust, SshTrust ssh) {
        static Login of(SourceParams source) {
            return new Login(source.username(), source.password(), source.trust(), source.ssh());
        }
    }

    /** A machine, and how its conversion names the source. */
    private record Told(Login login, SourceUri uri, ExternalVm machine, long asked) {
        boolean isCalled(String id) {
            return id.equals(machine.moref()) || id.equalsIgnoreCase(machine.vmId());
        }
    }

    /** The instant of a question, for {@link #told}. */
    public long now() {
        return nanoTime.getAsLong();
    }

    /** Takes note of what the source has told, if it was asked for single machines. */
    public synchronized void told(SourceParams source, List<ExternalVm> machines, long asked) {
        forgetOld();
        if (source.vmNames() == null) {
            return;
        }
        Login login = Login.of(source);
        for (ExternalVm machine : machines) {
            SourceUri uri = Optional.ofNullable(machine.uri()).orElse(source.uri());
            all.add(new Told(login, uri, machine, asked));
        }
        while (all.size() > MOST) {
            all.remove();
        }
    }

    /** The machine with this MoRef or UUID at this place of the source, if the same user has just been told of one, and of only one. */
    public synchronized Optional<ExternalVm> find(SourceParams source, String id) {
        forgetOld();
        Login login = Login.of(source);
        List<ExternalVm> found = all.stream()
                .filter(told -> told.isCalled(id)
                        && told.uri().equals(source.uri())
                        && told.login().equals(login))
                .map(Told::machine)
                .toList();
        boolean isOne = found.stream().map(ExternalVm::moref).distinct().count() == 1;
        return isOne ? Optional.of(found.get(found.size() - 1)) : Optional.empty();
    }

    private void forgetOld() {
        long now = now();
        all.removeIf(told -> now - told.asked() > HOLDS.toNanos());
    }
}
