package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;

/** Every route of the API, and who may call it. A new route must get a line here. */
@QuarkusTest
@TestProfile(EngineProfile.class)
class AccessTableIT {
    private static final String PASSWORD = "some-Passw0rd";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Who may call an operation; each of them all that those before it may. */
    private enum Who {
        ANYBODY,
        ANY_USER,
        AUDITOR,
        OPERATOR,
        ADMINISTRATOR
    }

    /** The operation, who may call it, and whether it is enough to be that in one data center. */
    private static final String TABLE =
            """
            signIn                   anybody
            signOut                  anybody
            openSession              anybody
            closeSession             anybody
            showSession              any_user
            getApi                   any_user
            listRoles                any_user
            getRole                  any_user
            listTokens               any_user
            getToken                 any_user
            revokeToken              any_user
            showTokenInfo            any_user
            getUser                  auditor       everywhere
            listPermissionsOfUser    auditor       everywhere
            listUsers                auditor       everywhere
            listPermissions          auditor       everywhere
            getPermission            auditor       everywhere
            listClusters             auditor       in_data_center
            getCluster               auditor       in_data_center
            listDataCenters          auditor       in_data_center
            getDataCenter            auditor       in_data_center
            listEvents               auditor       in_data_center
            getEvent                 auditor       in_data_center
            getImportQueue           auditor       everywhere
            listImports              auditor       in_data_center
            getImportStatistics      auditor       in_data_center
            getImport                auditor       in_data_center
            listAttempts             auditor       in_data_center
            listProviders            auditor       in_data_center
            getProvider              auditor       in_data_center
            listMachines             auditor       in_data_center
            getMachine               auditor       in_data_center
            listClustersOfDataCenter   auditor       in_data_center
            listNetworksOfDataCenter   auditor       in_data_center
            listNetworks               auditor       in_data_center
            getNetwork                 auditor       in_data_center
            listVnicProfilesOfNetwork  auditor       in_data_center
            listVnicProfiles           auditor       in_data_center
            getVnicProfile             auditor       in_data_center
            listAttachedStorageDomains auditor       in_data_center
            getAttachedStorageDomain   auditor       in_data_center
            listHosts                auditor       in_data_center
            getHostV2v               auditor       in_data_center
            getAgentLog              auditor       in_data_center
            checkStorageDomain       auditor       in_data_center
            getHost                  auditor       in_data_center
            listJobs                 auditor       in_data_center
            getJob                   auditor       in_data_center
            listSteps                auditor       in_data_center
            getStep                  auditor       in_data_center
            getConversionLog         auditor       in_data_center
            getSupportBundle         auditor       in_data_center
            followImports            auditor       in_data_center
            followImport             auditor       in_data_center
            followEvents             auditor       in_data_center
            listStorageDomains       auditor       in_data_center
            getStorageDomain         auditor       in_data_center
            listExportedMachines     auditor       in_data_center
            getExportedMachine          auditor       in_data_center
            listExportedDiskAttachments auditor       in_data_center
            listExportedDisks           auditor       in_data_center
            listExportedNics            auditor       in_data_center
            listVms                     auditor       in_data_center
            getVm                       auditor       in_data_center
            listVmDiskAttachments       auditor       in_data_center
            listVmNics                  auditor       in_data_center
            listVmNumaNodes             auditor       in_data_center
            addExternalVmImport         operator      in_data_center
            pauseImportQueue         operator      everywhere
            resumeImportQueue        operator      everywhere
            updateImport             operator      in_data_center
            cancelImport             operator      in_data_center
            pauseImport              operator      in_data_center
            resumeImport             operator      in_data_center
            removeExportedMachine    operator      in_data_center
            addJob                   operator      in_data_center
            endJob                   operator      in_data_center
            clearJob                 operator      in_data_center
            addStep                  operator      in_data_center
            endStep                  operator      in_data_center
            retryImport              operator      in_data_center
            tryImportNow             operator      in_data_center
            testConnectivity         operator      in_data_center
            importMachines           operator      in_data_center
            importMachine            operator      in_data_center
            addCluster               administrator everywhere
            updateCluster            administrator everywhere
            removeCluster            administrator everywhere
            addNetwork               administrator everywhere
            updateNetwork            administrator everywhere
            removeNetwork            administrator everywhere
            addDataCenter            administrator everywhere
            updateDataCenter         administrator everywhere
            attachStorageDomain      administrator everywhere
            detachStorageDomain      administrator everywhere
            removeDataCenter         administrator everywhere
            addProvider              administrator everywhere
            updateProvider           administrator everywhere
            removeProvider           administrator everywhere
            fetchCertificate         administrator everywhere
            fetchProviderCertificate administrator everywhere
            fetchHostKeys            administrator everywhere
            fetchProviderHostKeys    administrator everywhere
            addHost                  administrator everywhere
            updateHost               administrator everywhere
            removeHost               administrator everywhere
            fenceHost                administrator everywhere
            retryOwedRemovals        administrator everywhere
            addStorageDomain         administrator everywhere
            updateStorageDomain      administrator everywhere
            removeStorageDomain      administrator everywhere
            addUser                  administrator everywhere
            removeUser               administrator everywhere
            changePassword           administrator everywhere
            addPermission            administrator everywhere
            removePermission         administrator everywhere
            """;

    private record Rule(Who who, boolean canBeLimited) {
        static Rule of(String[] cells) {
            return new Rule(
                    Who.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                    cells.length == 2 || cells[2].equals("in_data_center"));
        }
    }

    private record Route(Method method, String path, String operation) {
        Response call(RequestSpecification client) {
            boolean isForm = path.startsWith("/ovirt-engine/s") && !operation.endsWith("Session");
            RequestSpecification request = client.accept(ContentType.ANY)
                    .contentType(isForm ? FORM : "application/json")
                    .header("V2V-Pages", "1");
            if (!isForm && method != Method.GET && method != Method.DELETE) {
                request.body("{}");
            }
            // whoever may listen to a stream that does not end is told that there is no such parameter
            String query = path.endsWith("s/stream") ? "?nothing=" : "";
            return request.request(
                    method, path.replaceAll("\\{\\w+}", UUID.randomUUID().toString()) + query);
        }
    }

    @Test
    void theTableKnowsEveryRoute() throws IOException {
        assertThat(routes().stream().map(Route::operation)).containsExactlyInAnyOrderElementsOf(table().keySet());
        assertThat(AccessRule.operations()).containsExactlyInAnyOrderElementsOf(table().keySet());
    }

    @Test
    void nobodyMayDoMoreThanTheTableSaysNorLess() throws IOException {
        Map<Who, String> users = new TreeMap<>();
        users.put(Who.ANY_USER, addUser());
        users.put(Who.AUDITOR, addUser("ReadOnlyAdmin"));
        users.put(Who.OPERATOR, addUser("ImportOperator"));
        users.put(Who.ADMINISTRATOR, addUser("SuperUser"));
        String limited = addUser();
        permit(limited, "ImportOperator", addDataCenter());
        List<String> wrong = new ArrayList<>();
        for (Route route : routes()) {
            Rule rule = table().get(route.operation());
            Who needed = rule.who();
            int inDataCenter = route.call(as(limited)).statusCode();
            if ((inDataCenter != 403) != (rule.canBeLimited() && Who.OPERATOR.compareTo(needed) >= 0)) {
                wrong.add(route.operation() + " with a role in a data center: " + inDataCenter);
            }
            int nobody = route.call(anonymous()).statusCode();
            if ((nobody == 401) != (needed != Who.ANYBODY)) {
                wrong.add(route.operation() + " without a user: " + nobody);
            }
            users.forEach((who, name) -> {
                Response answer = route.call(as(name));
                boolean isRefused = answer.statusCode() == 403;
                boolean isAllowed = who.compareTo(needed) >= 0;
                if (isRefused == isAllowed || answer.statusCode() == 401 || answer.statusCode() >= 500) {
                    wrong.add(route.operation() + " as " + who + ": " + answer.statusCode());
                }
            });
        }
        post("/importqueue/resume", "{}");
        assertThat(wrong).isEmpty();
    }

    @Test
    void aRefusalNamesThePermissionAndIsRecordedOnce() {
        String name = addUser("ReadOnlyAdmin");
        for (int time = 0; time < 3; time++) {
            as(name).header("Correlation-Id", "refused-" + name.split("@", 2)[0])
                    .delete(API + "/hosts/" + UUID.randomUUID())
                    .then()
                    .statusCode(403)
                    .body("reason", equalTo("Operation Failed"))
                    .body("detail", containsString("change what imports use (configure)"))
                    .body("remedy", containsString("SuperUser"));
        }
        get("/events?search=type=20024 and usrname=" + name)
                .body("event", hasSize(1))
                .body("event[0].description", containsString("127.0.0.1"))
                .body("event[0].description", containsString("removeHost"))
                .body("event[0].correlation_id", equalTo("refused-" + name.split("@", 2)[0]));
    }

    @Test
    void whatIsRefusedIsNotEvenRead() {
        as(addUser())
                .contentType("application/json")
                .body("{nonsense")
                .post(API + "/hosts")
                .then()
                .statusCode(403);
    }

    @Test
    void everyUserSeesOneselfAndChangesTheOwnPassword() {
        String name = addUser();
        String id = idOf(name);
        as(name).get(API + "/users/" + id).then().statusCode(200).body("user_name", equalTo(name));
        as(name).get(API + "/users/" + id + "/permissions")
                .then()
                .statusCode(200)
                .body("permission", hasSize(0));
        String path = API + "/users/" + id + "/changepassword";
        json(as(name), "{\"new_password\": \"other-Passw0rd\"}")
                .post(path)
                .then()
                .statusCode(400);
        json(as(name), "{\"old_password\": \"%s\", \"new_password\": \"other-Passw0rd\"}".formatted(PASSWORD))
                .post(path)
                .then()
                .statusCode(200);
        as(name).get(API).then().statusCode(401);
        // one that is forgotten is set by an administrator
        post("/users/" + id + "/changepassword", "{\"new_password\": \"%s\"}".formatted(PASSWORD))
                .statusCode(200);
        as(name).get(API).then().statusCode(200);
    }

    @Test
    void aRoleIsGivenAndTakenAwayAtOnceAlsoFromThoseWhoAreLoggedIn() {
        String name = addUser();
        String token = anonymous()
                .formParam("grant_type", "password")
                .formParam("username", name)
                .formParam("password", PASSWORD)
                .post("/ovirt-engine/sso/oauth/token")
                .path("access_token");
        bearer(token).get(API + "/hosts").then().statusCode(403);
        bearer(token)
                .accept(ContentType.ANY)
                .get("/ovirt-engine/services/metrics")
                .then()
                .statusCode(403);
        String permission = permit(name, "ReadOnlyAdmin");
        assertThat(permit(name, "readonlyadmin")).as("given twice").isEqualTo(permission);
        bearer(token).get(API + "/hosts").then().statusCode(200);
        bearer(token)
                .accept(ContentType.ANY)
                .get("/ovirt-engine/services/metrics")
                .then()
                .statusCode(200);
        administrator().delete(API + "/permissions/" + permission).then().statusCode(200);
        bearer(token).get(API + "/hosts").then().statusCode(403);
        administrator().delete(API + "/users/" + idOf(name)).then().statusCode(200);
        bearer(token).get(API).then().statusCode(401);
        get("/events?search=message=*" + name + "* and type!=20024 sortby id")
                .body("event.code", equalTo(List.of("20021", "850", "852", "20022")));
    }

    @Test
    void theLastAdministratorStays() {
        String admin = get("/users").extract().path("user.find { it.user_name == 'admin@internal' }.id");
        administrator().delete(API + "/users/" + admin).then().statusCode(409);
        List<String> superUsers = get("/permissions")
                .extract()
                .path("permission.findAll { it.role.name == 'SuperUser' && it.user.name != 'admin@internal' }.id");
        superUsers.forEach(
                id -> administrator().delete(API + "/permissions/" + id).then().statusCode(200));
        String last = get("/users/" + admin + "/permissions").extract().path("permission[0].id");
        administrator()
                .delete(API + "/permissions/" + last)
                .then()
                .statusCode(409)
                .body("detail", containsString("last one"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        post("/users", "{}").statusCode(400).body("detail", containsString("user_name, password"));
        post("/users", "{\"user_name\": \"a b\", \"password\": \"%s\"}".formatted(PASSWORD))
                .statusCode(400)
                .body("field", equalTo("user_name"));
        post("/users", "{\"user_name\": \"bob\", \"password\": \"short\"}")
                .statusCode(400)
                .body("field", equalTo("password"));
        post("/users", "{\"user_name\": \"ADMIN@internal\", \"password\": \"%s\"}".formatted(PASSWORD))
                .statusCode(409);
        String name = addUser();
        post("/permissions", "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"King\"}}".formatted(name))
                .statusCode(400)
                .body("field", equalTo("role"));
        post("/permissions", "{}").statusCode(400).body("detail", containsString("user.id|name, role.id|name"));
        String dataCenter = addDataCenter();
        post(
                        "/permissions",
                        "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"SuperUser\"}, \"data_center\": {\"name\": \"%s\"}}"
                                .formatted(name, dataCenter))
                .statusCode(400)
                .body("field", equalTo("data_center"));
        get("/roles").body("role.name", equalTo(List.of("SuperUser", "ImportOperator", "ReadOnlyAdmin")));
    }

    private static Map<String, Rule> table() {
        return TABLE.lines().map(line -> line.split("\\s+", -1)).collect(Collectors.toMap(cells -> cells[0], Rule::of));
    }

    private static List<Route> routes() throws IOException {
        JsonNode api = new ObjectMapper()
                .readTree(administrator()
                        .get("/ovirt-engine/services/openapi?format=json")
                        .asString());
        List<Route> routes = new ArrayList<>();
        api.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> routes.add(new Route(
                        Method.valueOf(operation.getKey().toUpperCase(Locale.ROOT)),
                        path.getKey(),
                        operation.getValue().path("operationId").asText()))));
        return routes;
    }

    private static String addUser(String... roles) {
        String name = unique("user") + "@internal";
        post("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .statusCode(201);
        for (String role : roles) {
            permit(name, role);
        }
        return name;
    }

    private static String addDataCenter() {
        String name = unique("dc");
        post("/datacenters", "{\"name\": \"%s\"}".formatted(name)).statusCode(201);
        return name;
    }

    private static void permit(String user, String role, String dataCenter) {
        post(
                        "/permissions",
                        "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"%s\"}, \"data_center\": {\"name\": \"%s\"}}"
                                .formatted(user, role, dataCenter))
                .statusCode(201);
    }

    private static String permit(String user, String role) {
        ValidatableResponse added = post(
                "/permissions", "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"%s\"}}".formatted(user, role));
        return added.statusCode(201).extract().path("id");
    }

    private static String idOf(String name) {
        return get("/users").extract().path("user.find { it.user_name == '" + name + "' }.id");
    }

    private static RequestSpecification as(String name) {
        return anonymous().auth().preemptive().basic(name, PASSWORD);
    }

    private static RequestSpecification bearer(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification json(RequestSpecification client, String body) {
        return client.contentType("application/json").body(body);
    }
}
