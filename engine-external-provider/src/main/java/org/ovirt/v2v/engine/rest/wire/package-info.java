/**
 * How the API's elements are written and read: oVirt's XML and oVirt's JSON, both from one tree, so that neither can say what the
 * other does not. What oVirt has is built of its own types; what it lacks, of records of ours.
 */
package org.ovirt.v2v.engine.rest.wire;
