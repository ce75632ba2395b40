/** What {@code bin/quickstart} shows: a machine's whole way from a vCenter into an oVirt export domain, over the testbed's fixtures. */
package org.ovirt.v2v.testbed.demo;
