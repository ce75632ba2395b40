package org.ovirt.v2v.agent.exportdomain;

import java.time.Instant;

/**
 * What lies in a folder.
 *
 * @param bytes of all files as they are long, holes included
 * @param modified when the latest of them changed, or the folder itself
 */
record FolderUsage(long bytes, Instant modified) {}
