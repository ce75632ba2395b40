/** Proxy hosts, and the way to their agents. */
package org.ovirt.v2v.engine.host;
