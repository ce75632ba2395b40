/** The REST API with oVirt's conventions: turns requests into calls of the packages below and results into JSON, no more. */
package org.ovirt.v2v.engine.rest;
