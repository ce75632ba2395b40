/** What happened: events with oVirt's numbers and texts, and the jobs and steps that long operations are shown as. */
package org.ovirt.v2v.engine.audit;
