/** Converted machines: their configuration as it lies in export domains. */
package org.ovirt.v2v.engine.vm;
