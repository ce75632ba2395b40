/** Imports: what is asked for, how it is checked, admitted, started, followed and brought to its end. */
package org.ovirt.v2v.engine.imports;
