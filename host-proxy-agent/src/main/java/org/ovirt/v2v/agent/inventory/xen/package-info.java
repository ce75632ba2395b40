/** Lists the machines of a Xen host (dom0) through its libvirtd, over ssh, in a child process. */
package org.ovirt.v2v.agent.inventory.xen;
