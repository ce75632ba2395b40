/**
 * External providers: the vCenters and Xen hosts that machines come from. What differs from type to type is behind {@link
 * org.ovirt.v2v.engine.provider.ProviderType}.
 */
package org.ovirt.v2v.engine.provider;
