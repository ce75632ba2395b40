/** virt-v2v as text: what it can do, how it is called and what its output means. Nothing in here starts a process. */
package org.ovirt.v2v.agent.v2v;
