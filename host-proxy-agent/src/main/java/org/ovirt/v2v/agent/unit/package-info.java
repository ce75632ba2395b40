/** Conversions as units of systemd: how they are started, what runs in them, and what they have used. */
package org.ovirt.v2v.agent.unit;
