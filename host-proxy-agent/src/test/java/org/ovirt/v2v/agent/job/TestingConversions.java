package org.ovirt.v2v.agent.job;

import java.util.UUID;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
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
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName("web")
                .domainID(domain.id())
                .allocation(Allocation.SPARSE)
                .name("imported")
                .exportDomainPath(domain.root().toString())
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example.org"),
                "admin",
                new Secret("password"),
                TlsTrust.NONE,
                spec,
                job);
    }
}
