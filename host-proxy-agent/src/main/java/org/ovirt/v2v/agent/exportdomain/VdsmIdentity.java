package org.ovirt.v2v.agent.exportdomain;

import com.sun.jna.Native;
import java.io.IOException;
import org.ovirt.v2v.agent.storage.SignOfLife;
import org.ovirt.v2v.model.exportdomain.DomainLayout;

/**
 * Runs file operations as vdsm:kvm (36:36) if the agent is root: what they make belongs to vdsm without a chown, and a server
 * that squashes root lets them through. The identity is that of the calling thread only (setfsuid(2)).
 *
 * <p>An action must not touch a class of ours for the first time: where vdsm may not read the program's folder, loading it fails.
 */
final class VdsmIdentity {
    private static final boolean ROOT = LibC.geteuid() == 0;

    private VdsmIdentity() {}

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    static <T> T call(Action<T> action) throws IOException {
        try {
            return ROOT ? callAsVdsm(action) : action.run();
        } finally {
            SignOfLife.show();
        }
    }

    /** Whether this process is root, and can give files to vdsm that another one made. */
    static boolean isRoot() {
        return ROOT;
    }

    private static <T> T callAsVdsm(Action<T> action) throws IOException {
        int group = LibC.setfsgid(DomainLayout.KVM_GID);
        int user = LibC.setfsuid(DomainLayout.VDSM_UID);
        try {
            return action.run();
        } finally {
            LibC.setfsuid(user);
            LibC.setfsgid(group);
        }
    }

    private static final class LibC {
        static {
            Native.register("c");
        }

        private LibC() {}

        static native int geteuid();

        static native int setfsuid(int user);

        static native int setfsgid(int group);
    }
}
