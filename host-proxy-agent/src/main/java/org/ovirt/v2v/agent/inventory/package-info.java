/** Lists the machines of the sources that the agent can reach. */
package org.ovirt.v2v.agent.inventory;
