/** A Xen host (dom0), over ssh: its machines through its libvirtd, which a child process asks. */
package org.ovirt.v2v.agent.source.xen;
