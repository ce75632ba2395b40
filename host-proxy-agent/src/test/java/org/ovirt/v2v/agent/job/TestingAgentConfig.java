package org.ovirt.v2v.agent.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.source.AddressRanges;

/** The settings of an agent that keeps everything below one folder; passwords go where the system has a tmpfs. */
record TestingAgentConfig(
        Path stateDir, String program, Path tempDir, int stalledAfter, Optional<Integer> endStalledAfter)
        implements AgentConfig {
    private static final int TEN_MINUTES = 600;

    TestingAgentConfig(Path stateDir, String program, Path tempDir) {
        this(stateDir, program, tempDir, TEN_MINUTES, Optional.empty());
    }

    @Override
    public String address() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int clients() {
        return 128;
    }

    @Override
    public Tls tls() {
        throw new UnsupportedOperationException("jobs need no TLS settings");
    }

    @Override
    public Optional<Path> secretsDir() {
        return Optional.of(
                Path.of("/dev/shm", "ovirt-v2v-" + stateDir.getParent().getFileName()));
    }

    @Override
    public V2v v2v() {
        return new V2v() {
            @Override
            public String program() {
                return program;
            }

            @Override
            public Path tempDir() {
                return tempDir;
            }

            @Override
            public Emulation emulation() {
                return Emulation.ALWAYS;
            }

            @Override
            public int stalledAfter() {
                return stalledAfter;
            }

            @Override
            public Optional<Integer> endStalledAfter() {
                return endStalledAfter;
            }

            @Override
            public Units units() {
                return Units.NEVER;
            }

            @Override
            public Optional<Integer> cpuWeight() {
                return Optional.empty();
            }

            @Override
            public Optional<Integer> ioWeight() {
                return Optional.empty();
            }

            @Override
            public Optional<Integer> memoryHigh() {
                return Optional.empty();
            }
        };
    }

    @Override
    public Sources sources() {
        // where the tests' own sources are
        return () -> Optional.of(AddressRanges.of("127.0.0.1"));
    }

    @Override
    public Storage storage() {
        throw new UnsupportedOperationException("jobs are given their export domains");
    }

    @Override
    public List<Path> exportRoots() {
        return List.of();
    }
}
