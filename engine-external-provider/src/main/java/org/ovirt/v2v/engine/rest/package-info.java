/** The REST API with oVirt's conventions: turns requests into calls of the packages below and results into elements, no more. */
package org.ovirt.v2v.engine.rest;
