/** Jobs: durable folders, detached conversions, their supervision, and finding them again after a restart. */
package org.ovirt.v2v.agent.job;
