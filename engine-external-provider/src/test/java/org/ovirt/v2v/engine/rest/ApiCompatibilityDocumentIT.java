package org.ovirt.v2v.engine.rest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.rest.OvirtServices.Call;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.Repository;

/** Says which calls of oVirt's API work: from the routes that the engine has, and the SDK's own list of services. */
class ApiCompatibilityDocumentIT {
    private static final int DEEPEST = 6;

    /** Why a call of a collection that is here is not; the first that the path contains. */
    private static final Map<String, String> REASONS = reasons();

    /** What a call that is here does not do for oVirt's clients. */
    private static final Map<String, String> LIMITS = Map.of(
            "DELETE /storagedomains/{id}",
            "works; `format=true` is refused, since files are never removed here",
            "POST /hosts",
            "works; the host is not installed, and has an agent already",
            "PUT /clusters/{id}",
            "works; there are no settings for running machines");

    private final Set<String> routes = routes();
    private final Set<String> collections = routes.stream()
            .map(route -> route.replaceFirst("^[A-Z]+", ""))
            .filter(path -> !path.isEmpty())
            .map(path -> path.split("/", -1)[1])
            .collect(toCollection(TreeSet::new));

    @Test
    void theDocumentInTheRepositoryIsCurrent() {
        GeneratedFile.mustBe("docs/api-compatibility.md", text());
    }

    /** The engine answers such calls with 501 and not as if oVirt knew no such path. */
    @Test
    void theEngineKnowsWhatItDoesNotHave() {
        String missing = calls().stream()
                .filter(call -> !isHere(call))
                .map(call ->
                        collections.contains(call.collection()) || call.path().isEmpty()
                                ? call.method() + " " + call.path()
                                : "* /" + call.collection())
                .distinct()
                .collect(joining("\n", "", "\n"));
        GeneratedFile.mustBe(
                "engine-external-provider/src/main/resources/org/ovirt/v2v/engine/rest/not-implemented.txt", missing);
    }

    @Test
    void whatOvirtsClientsNeedToImportMachinesIsThere() {
        assertThat(calls().stream().filter(this::isHere).map(call -> call.method() + " " + call.path()))
                .contains(
                        "GET ",
                        "POST /externalvmimports",
                        "GET /vms",
                        "GET /vms/{id}",
                        "GET /vms/{id}/numanodes",
                        "GET /events",
                        "GET /jobs/{id}/steps",
                        "GET /storagedomains/{id}/vms/{id}/diskattachments");
    }

    private String text() {
        StringBuilder text = new StringBuilder(
                """
                # oVirt's API: what works

                <!-- Made by bin/generate-documents of the engine's routes and of the services of oVirt's Java SDK. -->

                The engine has the part of oVirt's API that importing machines into export domains takes, for oVirt's clients. A call that
                works need not have all that oVirt's has: what only running machines have is missing, and some of Ansible's modules
                want it ([which](user-guide.md#with-ovirts-sdks-and-ansible)). All other calls that oVirt has are answered with 501 and
                a fault that says so. Calls of our own are in [api.md](api.md).

                ## Collections that are here

                """);
        Map<String, List<Call>> byCollection = calls().stream()
                .filter(call ->
                        collections.contains(call.collection()) || call.path().isEmpty())
                .collect(groupingBy(Call::collection, TreeMap::new, java.util.stream.Collectors.toList()));
        byCollection.forEach((collection, calls) -> {
            text.append("### ")
                    .append(collection.isEmpty() ? "The entry" : collection)
                    .append("\n\n| call | |\n|---|---|\n");
            for (Call call : calls) {
                text.append("| `%s /ovirt-engine/api%s` | %s |\n"
                        .formatted(call.method(), call.path(), isHere(call) ? limit(call) : "501: " + reason(call)));
            }
            text.append('\n');
        });
        text.append(
                        "## Collections that are not\n\nEach call is answered with 501: what they hold is kept by oVirt's own engine and has no part in\n")
                .append("importing machines into an export domain.\n\n");
        calls().stream()
                .map(Call::collection)
                .filter(collection -> !collection.isEmpty() && !collections.contains(collection))
                .distinct()
                .forEach(collection -> text.append("- `").append(collection).append("`\n"));
        return text.toString();
    }

    private static String limit(Call call) {
        return LIMITS.getOrDefault(call.method() + " " + call.path(), "works");
    }

    private static String reason(Call call) {
        return REASONS.entrySet().stream()
                .filter(reason -> (call.method() + " " + call.path()).matches(reason.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("has no part in importing machines");
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new java.util.LinkedHashMap<>();
        reasons.put("GET /[a-z]+/\\{id}/permissions.*", "permissions are those of `/permissions` and of users");
        reasons.put(
                "POST /storagedomains/\\{id}/vms/\\{id}/(import|register)",
                "oVirt's own engine takes machines out of export domains");
        reasons.put("(POST|PUT|DELETE) /(jobs|events).*", "the engine's own log; nobody else writes it");
        reasons.put("(POST|PUT|DELETE) /vms.*", "machines are imported by `externalvmimports`, and run by oVirt");
        reasons.put("[A-Z]+ /hosts/.*", "proxy hosts are set up by their own administrators");
        return reasons;
    }

    private List<Call> calls() {
        return OvirtServices.calls(path -> {
            String[] segments = path.split("/", -1);
            return segments.length == 2 || (collections.contains(segments[1]) && segments.length <= DEEPEST);
        });
    }

    private boolean isHere(Call call) {
        return routes.contains(call.method() + call.path());
    }

    /** As in {@code GET/vms/{id}}. */
    private static Set<String> routes() {
        try {
            JsonNode api = new ObjectMapper()
                    .readTree(
                            Files.readString(Repository.file("engine-external-provider/target/openapi/openapi.json")));
            return api.path("paths").properties().stream()
                    .filter(path -> path.getKey().startsWith(ApiPath.API))
                    .flatMap(path -> methods(path.getValue())
                            .map(method -> method
                                    + path.getKey()
                                            .substring(ApiPath.API.length())
                                            .replaceAll("\\{[^}]*}", "{id}")))
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> methods(JsonNode path) {
        return path.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> Set.of("get", "post", "put", "delete").contains(key))
                .map(key -> key.toUpperCase(Locale.ROOT));
    }
}
