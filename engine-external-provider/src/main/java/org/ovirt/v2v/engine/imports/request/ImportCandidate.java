package org.ovirt.v2v.engine.imports.request;

import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.storage.StorageDomain;

/** A plan whose name has still to be found free. */
record ImportCandidate(ImportPlan plan, ProxyHost host, StorageDomain domain) {}
