/** oVirt's export domains as folders on this host: open, create, list, stage and commit. */
package org.ovirt.v2v.agent.exportdomain;
