/** What happened: events with oVirt's numbers and texts. */
package org.ovirt.v2v.engine.audit;
