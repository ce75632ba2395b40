/** Machines that lie in export domains. */
package org.ovirt.v2v.engine.vm;
