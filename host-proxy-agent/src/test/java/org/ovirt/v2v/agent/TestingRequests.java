package org.ovirt.v2v.agent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Parameters of verbs, as a client of VDSM's makes them. */
public final class TestingRequests {
    private TestingRequests() {}

    /** To list the machines of a vCenter. */
    public static Map<String, Object> source(TestingVCenter vcenter) {
        return Map.of(
                "uri",
                "vpx://" + vcenter.address() + "/",
                "username",
                TestingVCenter.USER,
                "password",
                TestingVCenter.PASSWORD,
                "trust",
                Map.of("mode", "PINNED", "certificates", vcenter.certificate()));
    }

    /** To convert its first machine under a name that no other job gives. */
    public static Map<String, Object> conversion(TestingVCenter vcenter, TestingExportDomain domain, UUID job) {
        return conversionInto(vcenter, domain.id(), domain.root(), job);
    }

    /** The same, for a domain that cannot be looked at now. */
    public static Map<String, Object> conversionInto(TestingVCenter vcenter, UUID domain, Path path, UUID job) {
        Map<String, Object> request = conversionWithoutPath(vcenter, domain, job);
        Map<String, Object> info = info(job, domain);
        info.put("exportDomainPath", path.toString());
        request.put("vminfo", info);
        return request;
    }

    /** To convert its first machine into a domain of which only the id is told. */
    public static Map<String, Object> conversionWithoutPath(TestingVCenter vcenter, UUID domain, UUID job) {
        Map<String, Object> request = new HashMap<>(source(vcenter));
        request.put("jobid", job);
        request.put("vminfo", info(job, domain));
        return request;
    }

    private static Map<String, Object> info(UUID job, UUID domain) {
        return new HashMap<>(Map.of(
                "vmName",
                TestingVCenter.FIRST_MACHINE,
                "name",
                "machine-" + job,
                "domainID",
                domain,
                "format",
                "RAW",
                "allocation",
                "Sparse",
                "networks",
                List.of(Map.of("source", "", "target", "ovirtmgmt"))));
    }

    /** The same, for a machine whose id is not the job's. */
    public static Map<String, Object> conversion(
            TestingVCenter vcenter, TestingExportDomain domain, UUID job, UUID machine) {
        Map<String, Object> request = conversion(vcenter, domain, job);
        Map<String, Object> info = new HashMap<>();
        ((Map<?, ?>) request.get("vminfo")).forEach((key, value) -> info.put(key.toString(), value));
        info.put("vmID", machine);
        request.put("vminfo", info);
        return request;
    }
}
