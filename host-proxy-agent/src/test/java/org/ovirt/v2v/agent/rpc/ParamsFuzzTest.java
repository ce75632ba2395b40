package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.rpc.AgentLogParams;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobParams;
import org.ovirt.v2v.model.rpc.SourceParams;

/**
 * Whatever a client sends as parameters of a verb is read, or refused with a reason; neither tells the password. What was read can be
 * written and read again, as a job's request is when the agent starts anew.
 */
class ParamsFuzzTest {
    private static final String PASSWORD = "hunter2-of-the-test";
    private static final List<Class<?>> KINDS = List.of(
            ConvertParams.class,
            SourceParams.class,
            ExportDomainParams.class,
            ExportedVmParams.class,
            JobParams.class,
            JobLogParams.class,
            AgentLogParams.class);

    private final RpcJson json = new RpcJson();

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "\"uri\":\"vpx://user@vcenter.example/DC0/C0?no_verify=1\"",
        "\"uri\":\"xen+ssh://root@[fe80::1%25eth0]:22/\"",
        "\"username\":\"u\"",
        "\"trust\":{\"mode\":\"PINNED\",\"certificates\":\"c\"}",
        "\"ssh\":{\"hostKey\":\"ssh-ed25519 AAAA\"}",
        "\"vm_names\":[\"a\",null]",
        "\"jobid\":\"00000000-0000-0000-0000-000000000001\"",
        "\"vminfo\":{\"vmName\":\"n\",\"domainID\":\"00000000-0000-0000-0000-000000000002\"}",
        "\"networks\":[{\"source\":\"\",\"target\":\"ovirtmgmt\"}]",
        "\"disks\":[{\"imageID\":\"00000000-0000-0000-0000-000000000003\"}]",
        "\"format\":\"COW\"",
        "\"allocation\":\"Sparse\"",
        "\"path\":\"/\"",
        "\"vmid\":\"00000000-0000-0000-0000-000000000004\"",
        "\"log\":\"STDOUT\"",
        "\"offset\":-1",
        "\"lines\":1e99",
        "%",
        "\\u0000"
    })
    void areReadOrRefused(FuzzedDataProvider data) {
        Class<?> kind = data.pickValue(KINDS);
        Optional<ObjectNode> params = object(data.consumeRemainingAsString());
        if (params.isEmpty()) {
            return;
        }
        ObjectNode given = params.get();
        placePassword(given);
        Optional<?> read = read(given, kind);
        if (read.isPresent()) {
            assertThat(read.toString()).doesNotContain(PASSWORD);
            Object again = json.read(json.toTree(read.get()), kind);
            assertThat(again).isEqualTo(read.get());
        }
    }

    /** Where there is one, of whatever type. */
    private static void placePassword(ObjectNode given) {
        JsonNode found = given.path("password");
        if (found.isArray()) {
            given.putArray("password").add(PASSWORD);
        } else if (found.isObject()) {
            given.putObject("password").put("value", PASSWORD);
        } else if (!found.isMissingNode()) {
            given.put("password", PASSWORD);
        }
    }

    private <T> Optional<T> read(ObjectNode params, Class<T> kind) {
        try {
            return Optional.of(json.read(params, kind));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain(PASSWORD);
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> object(String text) {
        try {
            JsonNode parsed = json.parse(text.getBytes(StandardCharsets.UTF_8));
            return parsed instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // JsonRpcFuzzTest has those
        }
    }
}
