/** Checks everything that can be checked before virt-v2v starts: it looks at its target last, after hours perhaps. */
package org.ovirt.v2v.agent.preflight;
