package org.ovirt.v2v.agent.exportdomain;

import java.util.Map;

/**
 * What tells a file that was changed or replaced from what it was: equal as long as it is the same.
 *
 * @param attributes those that {@link #ATTRIBUTES} names
 */
record FileVersion(Map<String, Object> attributes) {
    /** As {@link java.nio.file.Files#readAttributes(java.nio.file.Path, String, java.nio.file.LinkOption...)} wants them. */
    static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";
}
