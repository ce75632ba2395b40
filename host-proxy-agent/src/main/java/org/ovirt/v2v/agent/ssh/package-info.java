/** The agent's own ssh identity. */
package org.ovirt.v2v.agent.ssh;
