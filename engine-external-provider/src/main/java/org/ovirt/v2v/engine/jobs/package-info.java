/** The jobs and steps that long operations are shown as, by oVirt's names and texts. */
package org.ovirt.v2v.engine.jobs;
