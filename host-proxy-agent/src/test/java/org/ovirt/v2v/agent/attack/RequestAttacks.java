package org.ovirt.v2v.agent.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.agent.rpc.stomp.TestingCaller;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** By requests that are well-formed and should not be carried out. */
final class RequestAttacks {
    /** Stands in addresses, where it must not be, and so in no log. */
    static final String PASSWORD = "hunter2-in-an-address";

    private static final String LONG = "x".repeat(250_000);
    private static final String DEEP = "[".repeat(100_000);
    private static final UUID SOME_ID = new UUID(0, 1);
    private static final int AT_ONCE = 4;

    private static final Set<VerbName> WITHOUT_PARAMS = Set.of(
            VerbName.PING,
            VerbName.GET_CAPABILITIES,
            VerbName.GET_STATS,
            VerbName.LIST_JOBS,
            VerbName.GET_OWED_REMOVALS,
            VerbName.RETRY_OWED_REMOVALS);

    private final Target target;
    private final Conversions conversions;
    private final Path empty;

    /** Takes conversions that run meanwhile, and a folder that is not there, for export domains. */
    RequestAttacks(Target target, Conversions conversions, Path empty) {
        this.target = target;
        this.conversions = conversions;
        this.empty = empty;
    }

    List<Attack> all() {
        return List.of(
                new Attack("parameters of wrong types", this::mistakeTypes),
                new Attack("names of 250,000 characters", this::nameAtLength),
                new Attack("passwords in addresses", this::writePasswordsIntoAddresses),
                new Attack("ids of jobs that exist", this::repeatJobs),
                new Attack("four domains in one folder", this::createDomains));
    }

    private void mistakeTypes() throws IOException {
        List<Object> wrong = List.of(Map.of(), List.of(), 7, true, "x", Map.of("x", List.of()));
        try (TestingCaller caller = target.caller()) {
            for (VerbName verb : VerbName.values()) {
                if (WITHOUT_PARAMS.contains(verb)) {
                    continue;
                }
                requireInvalid(verb, caller.answer(verb.wireName(), List.of(1)));
                for (Object each : wrong) {
                    Map<String, Object> params = new HashMap<>();
                    for (String name : List.of("uri", "jobid", "vminfo", "vmid", "log", "trust", "ssh")) {
                        params.put(name, each);
                    }
                    params.put("path", Map.of("x", each));
                    params.put("lines", List.of(each));
                    requireInvalid(verb, caller.answer(verb.wireName(), params));
                }
            }
            Target.refusal("a number for a verb", caller.answer("7", Map.of()));
            Target.refusal("a deep text", caller.answer("Host.getExternalVMs", Map.of("uri", DEEP)));
        }
    }

    private static void requireInvalid(VerbName verb, JsonNode answer) {
        if (Target.refusal(verb.wireName(), answer) != RpcErrorCode.INVALID_PARAMS.code()) {
            throw new AssertionError(verb.wireName() + " took parameters of wrong types: " + answer);
        }
    }

    private void nameAtLength() throws IOException {
        Map<String, Object> machine = Map.of("domainID", SOME_ID, "vmName", "n");
        try (TestingCaller caller = target.caller()) {
            for (String member : List.of("vmName", "name", "sourceId", "exportDomainPath", "virtio_iso_path")) {
                Map<String, Object> info = new HashMap<>(machine);
                info.put(member, LONG);
                refuse(
                        caller,
                        VerbName.CONVERT_EXTERNAL_VM,
                        Map.of("uri", "vpx://127.0.0.1:1/", "jobid", SOME_ID, "vminfo", info));
            }
            refuse(caller, VerbName.OPEN_EXPORT_DOMAIN, Map.of("path", "/" + LONG));
            refuse(caller, VerbName.GET_JOB, Map.of("jobid", LONG));
            refuse(caller, VerbName.DESCRIBE_SOURCE, Map.of("uri", "vpx://" + LONG + "/"));
            refuse(caller, VerbName.GET_EXTERNAL_VM_NAMES, Map.of("uri", "vpx://127.0.0.1:1/" + LONG));
            refuse(
                    caller,
                    VerbName.GET_EXTERNAL_VMS,
                    Map.of("uri", "vpx://127.0.0.1:1/", "username", "u", "vm_names", List.of(LONG)));
            Target.refusal("a long verb", caller.answer(LONG, Map.of()));
        }
    }

    private void writePasswordsIntoAddresses() throws IOException {
        try (TestingCaller caller = target.caller()) {
            for (String scheme : List.of("vpx", "esx", "xen+ssh")) {
                String uri = scheme + "://root:" + PASSWORD + "@127.0.0.1:1/";
                for (VerbName verb : List.of(
                        VerbName.GET_EXTERNAL_VMS,
                        VerbName.GET_EXTERNAL_VM_NAMES,
                        VerbName.DESCRIBE_SOURCE,
                        VerbName.GET_SOURCE_CERTIFICATE,
                        VerbName.GET_SOURCE_HOST_KEYS)) {
                    refuse(caller, verb, Map.of("uri", uri));
                }
                refuse(
                        caller,
                        VerbName.CONVERT_EXTERNAL_VM,
                        Map.of("uri", uri, "jobid", SOME_ID, "vminfo", Map.of("domainID", SOME_ID, "vmName", "n")));
            }
        }
    }

    private static void refuse(TestingCaller caller, VerbName verb, Map<String, ?> params) throws IOException {
        JsonNode answer = caller.answer(verb.wireName(), params);
        Target.refusal(verb.wireName(), answer);
        if (answer.toString().contains(PASSWORD)) {
            throw new AssertionError(verb.wireName() + " was answered with a password");
        }
    }

    /** While they are under way, or ended and not deleted yet. */
    private void repeatJobs() throws Exception {
        conversions.withEach(request -> {
            try (TestingCaller caller = target.caller()) {
                JsonNode answer = caller.answer(VerbName.CONVERT_EXTERNAL_VM.wireName(), request);
                if (Target.refusal("a job that exists", answer) != RpcErrorCode.JOB_EXISTS.code()) {
                    throw new AssertionError("a job was begun twice: " + answer);
                }
            }
        });
    }

    private void createDomains() throws Exception {
        TestingExportDomain.emptyFolderAt(empty);
        try {
            List<JsonNode> answers = target.atOnce(AT_ONCE, () -> {
                try (TestingCaller caller = target.caller()) {
                    return caller.answer(
                            VerbName.CREATE_EXPORT_DOMAIN.wireName(), Map.of("path", empty.toString(), "name", "new"));
                }
            });
            long created =
                    answers.stream().filter(answer -> answer.has("result")).count();
            if (created != 1) {
                throw new AssertionError(created + " export domains were made in one folder: " + answers);
            }
            try (TestingCaller caller = target.caller()) {
                caller.result(VerbName.OPEN_EXPORT_DOMAIN, Map.of("path", empty.toString()));
            }
        } finally {
            TestingFolder.delete(empty);
        }
    }
}
