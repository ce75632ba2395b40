/** The way of sources that are reached by TLS: certificates, and whom the agent believes when it is shown one. */
package org.ovirt.v2v.agent.source.tls;
