/** How the agent starts programs. */
package org.ovirt.v2v.agent.process;
