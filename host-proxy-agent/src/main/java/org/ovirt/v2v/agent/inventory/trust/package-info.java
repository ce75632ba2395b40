/** Whom the agent believes when a vCenter shows its certificate. */
package org.ovirt.v2v.agent.inventory.trust;
