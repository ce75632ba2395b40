/** Sources of machines: what one is, how the one is chosen that a URI is of, and where it may be. */
package org.ovirt.v2v.agent.source;
