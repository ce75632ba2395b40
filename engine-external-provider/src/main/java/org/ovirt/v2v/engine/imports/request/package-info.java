/** Requests to import machines: what is asked for, how it is checked, and how it becomes an import; also for the second time. */
package org.ovirt.v2v.engine.imports.request;
