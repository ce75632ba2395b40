package org.ovirt.v2v.engine.rest;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** Describes oVirt's elements for the OpenAPI document: which operation answers with which, and what its members are. */
final class OvirtSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    /** Operations whose answer is an element or, with a star, a list of such. */
    private static final Map<String, String> ANSWERS = answers();

    /** Members of our own, which the SDK's types do not have. */
    private static final Set<String> OWN = Set.of("external_vm_provider", "problem", "v2v");

    private static final Set<String> OWN_LISTS = Set.of("problems", "warnings");

    private OvirtSchemas() {}

    private static Map<String, String> answers() {
        Map<String, String> answers = new HashMap<>();
        answers.put("getApi", "api");
        answers.put("addExternalVmImport", "external_vm_import");
        for (String entity : List.of("DataCenter", "Cluster", "Network", "StorageDomain", "Host")) {
            String element = snakeCase(entity);
            for (String action : List.of("add", "get", "update")) {
                answers.put(action + entity, element);
            }
            answers.put("list" + entity + "s", element + "*");
            answers.put("remove" + entity, "action");
        }
        for (String action :
                List.of("fenceHost", "retryOwedRemovals", "changePassword", "removeProvider", "revokeToken")) {
            answers.put(action, "action");
        }
        answers.put("listVnicProfiles", "vnic_profile*");
        answers.put("listVnicProfilesOfNetwork", "vnic_profile*");
        answers.put("getVnicProfile", "vnic_profile");
        answers.put("listNetworksOfDataCenter", "network*");
        answers.put("listClustersOfDataCenter", "cluster*");
        answers.put("listAttachedStorageDomains", "storage_domain*");
        answers.put("getAttachedStorageDomain", "storage_domain");
        answers.put("attachStorageDomain", "storage_domain");
        answers.put("detachStorageDomain", "action");
        answers.put("listEvents", "event*");
        answers.put("getEvent", "event");
        answers.put("listJobs", "job*");
        answers.put("getJob", "job");
        answers.put("addJob", "job");
        answers.put("addStep", "step");
        for (String action : List.of("endJob", "clearJob", "endStep")) {
            answers.put(action, "action");
        }
        answers.put("listSteps", "step*");
        answers.put("getStep", "step");
        answers.put("listUsers", "user*");
        answers.put("getUser", "user");
        answers.put("addUser", "user");
        answers.put("removeUser", "action");
        answers.put("listPermissionsOfUser", "permission*");
        answers.put("listPermissions", "permission*");
        answers.put("getPermission", "permission");
        answers.put("addPermission", "permission");
        answers.put("removePermission", "action");
        answers.put("listRoles", "role*");
        answers.put("getRole", "role");
        answers.put("listVms", "vm*");
        answers.put("getVm", "vm");
        answers.put("listVmDiskAttachments", "disk_attachment*");
        answers.put("listVmNics", "nic*");
        answers.put("removeExportedMachine", "action");
        answers.put("listExportedMachines", "vm*");
        answers.put("getExportedMachine", "vm");
        answers.put("listExportedDiskAttachments", "disk_attachment*");
        answers.put("listExportedDisks", "disk*");
        answers.put("listExportedNics", "nic*");
        return answers;
    }

    /** Adds the schemas of all elements. */
    static void addTo(Components components) {
        Set<String> lists = new TreeSet<>(ANSWERS.values());
        for (OvirtType<?> type : OvirtType.ALL) {
            components.addSchema(schemaName(type.name()), element(type));
            if (lists.contains(type.name() + "*")) {
                components.addSchema(schemaName(type.listName()), list(type));
            }
        }
    }

    /** What an operation answers with; empty if not with an element of oVirt's. */
    static Optional<Schema> answer(String operation) {
        if (operation.equals("listVmNumaNodes")) {
            return Optional.of(object("oVirt's element host_numa_nodes, which is empty."));
        }
        return Optional.ofNullable(ANSWERS.get(operation))
                .map(answer -> answer.endsWith("*") ? listName(answer.substring(0, answer.length() - 1)) : answer)
                .map(name -> OASFactory.createSchema().ref(REFERENCE + schemaName(name)));
    }

    private static String listName(String element) {
        return OvirtType.named(element).map(OvirtType::listName).orElseThrow();
    }

    private static Schema list(OvirtType<?> type) {
        Schema each = OASFactory.createSchema().ref(REFERENCE + schemaName(type.name()));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A list, as oVirt writes it.")
                .addProperty(
                        type.name(),
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(each));
    }

    private static Schema element(OvirtType<?> type) {
        Schema schema = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("oVirt's type " + type.type().getSimpleName() + ", as far as it is filled here.");
        type.members().forEach(member -> schema.addProperty(member, member(type.type(), member)));
        return schema;
    }

    private static Schema member(Class<?> type, String member) {
        if (OWN_LISTS.contains(member)) {
            return OASFactory.createSchema()
                    .addType(SchemaType.ARRAY)
                    .items(object("A failure, with code, message and remedy."));
        }
        if (OWN.contains(member)) {
            return OASFactory.createSchema().addType(SchemaType.OBJECT);
        }
        return switch (member) {
            case "link" ->
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(object("A link to a collection, with rel and href."));
            case "actions" -> object("Links to what can be done with it.");
            default -> value(getter(type, member));
        };
    }

    private static Method getter(Class<?> type, String member) {
        String name = camelCase(member);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method ->
                        method.getName().equals(name) || method.getName().equals(name + "_"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no " + member));
    }

    private static Schema value(Method getter) {
        Class<?> type = getter.getReturnType();
        if (type == String.class) {
            return text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return text().pattern("^(true|false)$");
        }
        if (type == BigInteger.class || type == BigDecimal.class) {
            return text().pattern("^-?[0-9]+$");
        }
        if (type == Date.class) {
            return text().format("date-time");
        }
        if (type.isEnum()) {
            Schema constants = text();
            for (Object constant : type.getEnumConstants()) {
                constants.addEnumeration(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
            }
            return constants;
        }
        return object(
                List.class.isAssignableFrom(type)
                        ? "A list, as oVirt writes it."
                        : "oVirt's type " + type.getSimpleName() + ", or a reference with id, href and name.");
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema object(String meaning) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).description(meaning);
    }

    private static String schemaName(String element) {
        String camel = camelCase(element);
        return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
    }

    private static String camelCase(String words) {
        StringBuilder camel = new StringBuilder();
        for (String word : words.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private static String snakeCase(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
