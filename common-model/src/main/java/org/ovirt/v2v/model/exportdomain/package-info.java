/** The names, places and records of an oVirt export domain. */
package org.ovirt.v2v.model.exportdomain;
