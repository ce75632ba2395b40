package org.ovirt.v2v.agent.exportdomain;

import java.time.Instant;

/**
 * What lies in a folder.
 *
 * @param bytes that the storage keeps of all files: holes in them count for nothing
 * @param modified when the latest of them changed, or the folder itself
 */
record FolderUsage(long bytes, Instant modified) {}
