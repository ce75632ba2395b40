package org.ovirt.v2v.agent.settings;

/** Between which numbers a setting must be. */
public final class SettingBounds {
    private SettingBounds() {}

    /** Throws {@link IllegalArgumentException}, which names the setting, if the value is out of bounds; both of them are allowed. */
    public static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", but must be between " + least + " and " + most);
        }
    }
}
