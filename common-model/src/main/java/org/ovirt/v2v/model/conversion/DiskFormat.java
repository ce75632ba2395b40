package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The format of a volume, by oVirt's word and by virt-v2v's. */
public enum DiskFormat {
    RAW("raw"),
    COW("qcow2");

    private final String qemuName;

    DiskFormat(String qemuName) {
        this.qemuName = qemuName;
    }

    /** Folds case, as VDSM does. */
    @JsonCreator
    public static DiskFormat parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that qemu-img and {@code virt-v2v -of} know. */
    public String qemuName() {
        return qemuName;
    }

    @JsonValue
    public String wireName() {
        return name();
    }
}
