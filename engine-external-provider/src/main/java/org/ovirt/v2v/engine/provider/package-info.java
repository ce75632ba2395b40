/** External providers: the vCenters and Xen hosts that machines come from. */
package org.ovirt.v2v.engine.provider;
