/** The way of sources that are reached by ssh: the agent's own identity, and host keys. */
package org.ovirt.v2v.agent.source.ssh;
