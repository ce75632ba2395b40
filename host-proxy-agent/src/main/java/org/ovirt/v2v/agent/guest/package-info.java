/** A converted guest as virt-v2v describes it for libvirt, and as oVirt wants it described. */
package org.ovirt.v2v.agent.guest;
