/** What becomes of imports that ended long ago: they leave the database for files that can be kept, moved or thrown away. */
package org.ovirt.v2v.engine.retention;
