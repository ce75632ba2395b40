package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/**
 * oVirt's parameter {@code follow}: what an element links to, by the names of members or links such as {@code cluster.data_center}
 * or {@code disk_attachments}, is put into it. For one answer.
 */
final class FollowedLinks {
    static final String PARAMETER = "follow";

    /** Looking up more would keep everybody else waiting. */
    private static final int MOST = 1_000;

    private static final String HREF = "href";

    private final LinkedElements linked;
    private final Map<String, Element> found = new HashMap<>();

    FollowedLinks(LinkedElements linked) {
        this.linked = linked;
    }

    /**
     * The element with what it links to.
     *
     * @param paths as in {@code cluster.data_center,nics}
     */
    Element in(Element element, String paths) {
        Element followed = new Element(element.name(), element.content().deepCopy());
        for (String path : paths.split(",", -1)) {
            if (!path.isBlank()) {
                follow(followed, List.of(path.strip().split("\\.", -1)));
            }
        }
        return followed;
    }

    private void follow(Element element, List<String> path) {
        if (!path.isEmpty()) {
            each(element).forEach(one -> followOne(one, path.get(0), path.subList(1, path.size())));
        }
    }

    /** Those of a list, the names of which are those of their array; or the element itself. */
    private static List<Element> each(Element element) {
        if (OvirtType.named(element.name()).isPresent()) {
            return List.of(element);
        }
        List<Element> items = new ArrayList<>();
        element.content().properties().forEach(member -> {
            if (member.getValue() instanceof ArrayNode list) {
                list.forEach(item -> items.add(new Element(member.getKey(), (ObjectNode) item)));
            }
        });
        return items;
    }

    private void followOne(Element element, String name, List<String> rest) {
        ObjectNode content = element.content();
        Optional<String> member = member(content, name);
        if (member.isPresent() && content.get(member.get()) instanceof ObjectNode known) {
            follow(new Element(member.get(), completed(known)), rest);
            return;
        }
        Optional<Element> behind = link(content, name).flatMap(this::get).map(FollowedLinks::copy);
        if (behind.isPresent()) {
            content.set(behind.get().name(), behind.get().content());
            follow(behind.get(), rest);
        } else if (link(content, name).isEmpty() && !mayHave(element, name)) {
            throw unknown(content, name);
        }
    }

    /** Not each import has a host yet, for example. */
    private static boolean mayHave(Element element, String name) {
        return OvirtType.named(element.name()).stream()
                .flatMap(type -> type.members().stream())
                .anyMatch(each -> isSame(each, name));
    }

    private static Element copy(Element element) {
        return new Element(element.name(), element.content().deepCopy());
    }

    /** A reference becomes the whole element; what is whole already stays. */
    private ObjectNode completed(ObjectNode reference) {
        Optional.of(reference.path(HREF).asText())
                .filter(linked::has)
                .flatMap(this::get)
                .ifPresent(element -> reference.setAll(element.content().deepCopy()));
        return reference;
    }

    /** Empty if it has been removed meanwhile, or is not to be seen. */
    private Optional<Element> get(String href) {
        if (found.size() >= MOST && !found.containsKey(href)) {
            throw new InvalidFieldException(
                    PARAMETER,
                    "That are more than " + MOST + " elements to be looked up; ask for fewer with max or search.");
        }
        try {
            Optional<Element> element = Optional.ofNullable(found.get(href)).or(() -> linked.at(href));
            element.ifPresent(each -> found.put(href, each));
            return element;
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> member(ObjectNode node, String name) {
        return node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(each -> isSame(each, name))
                .findFirst();
    }

    private Optional<String> link(ObjectNode node, String name) {
        for (JsonNode link : node.path("link")) {
            if (isSame(link.path("rel").asText(), name)) {
                return Optional.of(link.path(HREF).asText()).filter(linked::has);
            }
        }
        return Optional.empty();
    }

    /** Links have the names of collections, such as diskattachments for disk_attachments. */
    private static boolean isSame(String known, String asked) {
        return known.replace("_", "").equals(asked.replace("_", ""));
    }

    private InvalidFieldException unknown(ObjectNode node, String name) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(member -> {
            if (linked.has(member.getValue().path(HREF).asText())) {
                names.add(member.getKey());
            }
        });
        node.path("link").forEach(link -> {
            if (linked.has(link.path(HREF).asText())) {
                names.add(link.path("rel").asText());
            }
        });
        return new InvalidFieldException(
                PARAMETER, "There is no link " + KnownNames.quoted(name) + " here. " + KnownNames.hint(name, names));
    }
}
