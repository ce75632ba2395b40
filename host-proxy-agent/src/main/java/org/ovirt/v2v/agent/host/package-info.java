/** What this host can do, and how it is doing. */
package org.ovirt.v2v.agent.host;
