package org.ovirt.v2v.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlGroupsTest {
    private static final String SECOND = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0";

    @Test
    void versionTwoLiesAtTheTop() {
        assertThat(ControlGroups.find(List.of("0::/init.scope"), List.of("proc /proc proc rw 0 0", SECOND)))
                .contains(Path.of("/sys/fs/cgroup"));
    }

    @Test
    void aContainersSystemdMayLieBelow() {
        assertThat(ControlGroups.find(List.of("0::/machine.slice/a.scope/payload/init.scope"), List.of(SECOND)))
                .contains(Path.of("/sys/fs/cgroup/machine.slice/a.scope/payload"));
    }

    @Test
    void versionTwoIsPreferredWhereThereAreBoth() {
        assertThat(ControlGroups.find(
                        List.of("1:name=systemd:/init.scope", "0::/init.scope"),
                        List.of(
                                "cgroup /sys/fs/cgroup/systemd cgroup rw,xattr,name=systemd 0 0",
                                "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0")))
                .contains(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void versionOneHasAHierarchyOfSystemds() {
        assertThat(ControlGroups.find(
                        List.of("4:memory:/", "1:name=systemd:/init.scope"),
                        List.of(
                                "cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0",
                                "cgroup /sys/fs/cgroup/systemd cgroup rw,xattr,name=systemd 0 0")))
                .contains(Path.of("/sys/fs/cgroup/systemd"));
    }

    @Test
    void anotherInitHasNone() {
        assertThat(ControlGroups.find(List.of("0::/"), List.of(SECOND))).isEmpty();
        assertThat(ControlGroups.find(List.of(), List.of())).isEmpty();
    }
}
