/**
 * Helper processes that touch storage for the agent, which may hang for ever: they are killed and abandoned when they do not answer, and
 * the agent never waits for one. VDSM's ioprocess does the same.
 */
package org.ovirt.v2v.agent.storage;
