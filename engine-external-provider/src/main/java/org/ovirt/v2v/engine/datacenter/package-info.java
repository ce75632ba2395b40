/** Data centers and the clusters in them: where proxy hosts, export domains and imported machines belong. */
package org.ovirt.v2v.engine.datacenter;
