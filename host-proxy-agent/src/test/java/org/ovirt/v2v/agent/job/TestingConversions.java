package org.ovirt.v2v.agent.job;

import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingExportDomain;

/** Requests to convert the one machine of {@link org.ovirt.v2v.agent.source.TestingSource}. */
final class TestingConversions {
    private TestingConversions() {}

    /** With sparse disks, under the name "imported". */
    static ConvertParams sparse(UUID job, TestingExportDomain domain) {
        ConversionSpec spec = new ConversionSpec(
                "web",
                null,
                domain.id(),
                null,
                null,
                null,
                null,
                Allocation.SPARSE,
                null,
                "imported",
                domain.root().toString(),
                List.of(),
                null);
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example.org"),
                "admin",
                new Secret("password"),
                TlsTrust.NONE,
                spec,
                job);
    }
}
