package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.testbed.EngineClient;

/** Every link that the API gives leads somewhere. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class LinksIT {
    /** Of each kind of link so many are followed: tests before this one leave many. */
    private static final int MOST_OF_A_KIND = 5;

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @AfterEach
    void clear() {
        leftovers.clear();
    }

    @Test
    void everyLinkCanBeFollowed() throws Exception {
        leftovers.clear();
        ImportEstate estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-1", "web"));
        String name = unique("linked");
        String id = estate.converting("vm-1", name);
        agent.add(new ExportedVm(UUID.fromString(id), name, 1024, 1, "debian", List.of()));
        agent.report(UUID.fromString(id), JobStatus.DONE, Phase.FINISHED, 100, null);
        ImportEstate.awaitStatus(id, "succeeded");
        Deque<String> open = new ArrayDeque<>(List.of(API));
        Set<String> seen = new HashSet<>(open);
        Map<String, Integer> followed = new HashMap<>();

        while (!open.isEmpty()) {
            String href = open.remove();
            Response answer = administrator().urlEncodingEnabled(false).get(href);
            // events and jobs tell of what tests before this one have removed
            boolean isGone = answer.statusCode() == 404 && isEntity(href);
            // oVirt's collection takes imports, and lists none
            boolean isOnlyAddedTo = answer.statusCode() == 405 && href.equals(API + "/externalvmimports");
            assertThat(isGone || isOnlyAddedTo || answer.statusCode() == 200)
                    .as("%s answers %s", href, answer.statusCode())
                    .isTrue();
            if (answer.statusCode() == 200) {
                links(EngineClient.JSON.readTree(answer.asString())).stream()
                        .filter(seen::add)
                        .filter(link -> followed.merge(kind(link), 1, Integer::sum) <= MOST_OF_A_KIND)
                        .forEach(open::add);
            }
        }

        assertThat(followed)
                .containsKeys(
                        API + "/vms/ID/nics",
                        API + "/imports/ID",
                        API + "/jobs/ID/steps",
                        API + "/storagedomains/ID/vms/ID/diskattachments");
    }

    private static String kind(String href) {
        return href.replaceAll("/[0-9a-f]{8}-[0-9a-f-]{27}", "/ID")
                .replaceAll("(events|virtualmachines)/[^/]+", "$1/ID");
    }

    /** As in {@code /hosts/0a1b…}: it may have been removed since; a collection may not. */
    private static boolean isEntity(String href) {
        return href.matches(".*/[0-9a-f-]{36}|.*/virtualmachines/[^/]+");
    }

    private static Set<String> links(JsonNode element) {
        Set<String> links = new HashSet<>();
        if (element.isObject()) {
            for (Map.Entry<String, JsonNode> member : element.properties()) {
                if (member.getKey().equals("href")) {
                    links.add(member.getValue().asText());
                } else if (!member.getKey().equals("actions")) {
                    links.addAll(links(member.getValue()));
                }
            }
        }
        element.forEach(each -> {
            if (element.isArray()) {
                links.addAll(links(each));
            }
        });
        return links;
    }
}
