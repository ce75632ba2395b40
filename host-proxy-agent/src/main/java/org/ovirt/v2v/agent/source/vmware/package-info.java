/** A vCenter or ESXi host: its machines through VMware's VIM API (SOAP, namespace urn:vim25), their disks through libvirt. */
package org.ovirt.v2v.agent.source.vmware;
