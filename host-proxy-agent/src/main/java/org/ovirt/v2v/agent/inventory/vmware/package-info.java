/** Lists the machines of a vCenter or ESXi host through VMware's VIM API (SOAP, namespace urn:vim25). */
package org.ovirt.v2v.agent.inventory.vmware;
