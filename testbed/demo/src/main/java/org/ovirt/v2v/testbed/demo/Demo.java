package org.ovirt.v2v.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.OpenFixtures;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;

/** One run, from the first service to the machine in the export domain. */
final class Demo {
    private static final int ENGINE_PORT = 8_443;
    private static final int VCENTER_PORT = 8_989;
    private static final Duration SERVICE_POLL = Duration.ofSeconds(1);

    private final Options options;
    private final DemoFolder folder;
    private final MemoryFolder secrets;
    private final LeftOvers leftOvers;
    private final Console console;
    private final Services services;
    private final List<Path> generatedPasswords = new ArrayList<>();

    Demo(Options options, DemoFolder folder, MemoryFolder secrets, LeftOvers leftOvers, Console console) {
        this.options = options;
        this.folder = folder;
        this.secrets = secrets;
        this.leftOvers = leftOvers;
        this.console = console;
        this.services = new Services(console);
    }

    void run() {
        TestingPki pki = console.during("Making certificates", () -> TestingPki.createIn(folder.certificates()));
        Optional<TestingGuest> guest = options.source().isPresent() ? Optional.empty() : Optional.of(makeGuest());
        Options.Source source = options.source().orElseGet(() -> startVCenter(guest.orElseThrow()));
        Path domain = guest.isPresent() ? folder.domainForSimulatedMachine() : folder.domainForRealMachine();
        TestingExportDomain.emptyFolderAt(domain);
        Path agentSecrets = secrets.subfolder("agent");
        AgentProcess agent = startAgent(pki.host("localhost", "127.0.0.1"), agentSecrets);
        Path password = generatedPassword("admin-password");
        EngineProcess engine = startEngine(pki, password);
        Api api = new Api(engine.anonymous().withPassword(EngineProcess.ADMIN, firstLine(password)));

        api.addCluster();
        console.during(
                "Registering the proxy host (the first time it looks for a way to run virt-v2v's appliance)", () -> {
                    api.addHost(agent.port());
                    return agent;
                });
        api.addExportDomain(domain);
        String provider = addProvider(api, source);
        Api.Machine machine = find(api, provider, source);
        RunningImport running =
                new RunningImport(api, api.startImport(provider, machine, source.machine()), console, services);
        OpenFixtures.add(running);
        console.say("Importing " + source.machine() + " as " + running.id());
        running.watch();
        console.say(check(
                domain, running.id(), guest.map(own -> List.of(own.capacity())).orElse(machine.capacities())));
        if (options.once()) {
            endWithNothingLeft(agentSecrets);
        } else {
            serve(engine, pki, password);
        }
    }

    private TestingGuest makeGuest() {
        return console.during("Making a guest", TestingGuest::create);
    }

    private Options.Source startVCenter(TestingGuest guest) {
        Path password = generatedPassword("vcenter-password");
        TestingVCenter vcenter = services.start(
                "simulated vCenter",
                folder.log("vcenter"),
                VCENTER_PORT,
                port -> TestingVCenter.builder()
                        .disk(guest.disk())
                        .passwordFile(password)
                        .log(folder.log("vcenter"))
                        .port(port)
                        .start(),
                TestingVCenter::isAlive);
        return new Options.Source(vcenter.address(), TestingVCenter.USER, password, TestingVCenter.FIRST_MACHINE);
    }

    private AgentProcess startAgent(TestingPki.Identity identity, Path agentSecrets) {
        return services.start(
                "agent",
                folder.log("agent"),
                AgentEndpoint.DEFAULT_PORT,
                port -> AgentProcess.builder(identity)
                        .in(folder.agent(), agentSecrets, folder.log("agent"))
                        .port(port)
                        .set(Map.of(
                                "agent.export-roots", folder.path().toString(),
                                "agent.v2v.temp-dir", folder.temporary().toString()))
                        .start(),
                AgentProcess::isAlive);
    }

    private EngineProcess startEngine(TestingPki pki, Path password) {
        return services.start(
                "engine",
                folder.log("engine"),
                ENGINE_PORT,
                port -> EngineProcess.builder(pki)
                        .in(folder.engine(), secrets.path(), folder.log("engine"))
                        .port(port)
                        .passwordFile(password)
                        .start(),
                EngineProcess::isAlive);
    }

    private String addProvider(Api api, Options.Source source) {
        Api.Certificate certificate = api.fetchCertificate(source.address());
        console.say("The certificate that " + source.address() + " shows has the fingerprint (SHA-256)");
        console.say("  " + certificate.fingerprint());
        console.say("It is pinned now: compare it with the vCenter's own.");
        return api.addVmwareProvider(source, firstLine(source.passwordFile()), certificate);
    }

    private Api.Machine find(Api api, String provider, Options.Source source) {
        console.say("The vCenter has " + api.countMachines(provider) + " machines.");
        List<Api.Machine> machines = api.machines(provider, source.machine());
        if (machines.size() != 1) {
            throw new DemoException("the vCenter does not have exactly one machine named " + source.machine()
                    + ", as far as " + source.user() + " may see: write the name as the vCenter shows it");
        }
        return machines.get(0);
    }

    /** By tools that had no part in the import, and without any code of the product. */
    private static String check(Path domain, String id, List<Long> capacities) {
        try {
            return Command.run(List.of(
                            Repository.file("bin/lib/check-result").toString(),
                            domain.toString(),
                            id,
                            capacities.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"))))
                    .stripTrailing();
        } catch (IllegalStateException e) {
            throw new DemoException(e.getMessage(), e);
        }
    }

    private void serve(EngineProcess engine, TestingPki pki, Path password) {
        console.say("");
        console.say("Pages      " + engine.address() + "/v2v/");
        console.say("API        " + engine.address() + "/api   (authority: " + pki.authority() + ")");
        console.say("User       " + EngineProcess.ADMIN);
        console.say("Password   " + firstLine(password));
        console.say("");
        console.say("Serving until Ctrl-C");
        while (true) {
            services.require();
            Pause.of(SERVICE_POLL);
        }
    }

    /** Ends the services and makes sure that they left nothing. */
    private void endWithNothingLeft(Path agentSecrets) {
        services.stop();
        List<ProcessHandle> left = leftOvers.find();
        if (!left.isEmpty()) {
            throw new DemoException("these processes are left:"
                    + left.stream()
                            .map(process -> "\n  " + LeftOvers.describe(process))
                            .collect(Collectors.joining()));
        }
        try (Stream<Path> files = Files.walk(agentSecrets)) {
            files.filter(Files::isRegularFile).findFirst().ifPresent(file -> {
                throw new DemoException("the agent has left a password: " + file);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // a real vCenter's password may be a word that stands in a log anyway
        List<String> found = SecretSearch.of(
                        generatedPasswords.stream().map(Demo::firstLine).toArray(String[]::new))
                .without(file -> DemoFolder.isAppliance(file) || isDisk(file))
                .filesBelow(folder.path());
        if (!found.isEmpty()) {
            throw new DemoException("a password is in a file: " + String.join(", ", found));
        }
        console.say("No process and no password is left.");
    }

    /** Larger than memory, and nothing but the guest's. */
    private static boolean isDisk(Path file) {
        return file.endsWith("guest.raw") || file.endsWith("images");
    }

    private Path generatedPassword(String name) {
        Path file = secrets.passwordFile(name);
        generatedPasswords.add(file);
        return file;
    }

    private static String firstLine(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
