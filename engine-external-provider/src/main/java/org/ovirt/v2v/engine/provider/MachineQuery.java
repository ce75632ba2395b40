package org.ovirt.v2v.engine.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/**
 * Which machines of a provider are wanted, in which order, and which part of them.
 *
 * @param filters all of which must fit
 * @param order the most important first
 * @param max machines on a page; 0 means all
 * @param page from 1
 */
public record MachineQuery(List<Filter> filters, List<Order> order, int max, int page) {
    private static final Pattern TERM = Pattern.compile(
            "\\s*([a-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|(\\S+))(?:\\s+and\\s+|\\s*$)", Pattern.CASE_INSENSITIVE);

    /** The machine's property, as text, fits the pattern. */
    public record Filter(MachineProperty property, String glob) {}

    /** Sorts by a property. */
    public record Order(MachineProperty property, boolean descending) {}

    public MachineQuery {
        filters = List.copyOf(filters);
        order = List.copyOf(order);
        if (max < 0) {
            throw new InvalidFieldException("max", "The number of machines on a page is negative.");
        }
        if (page < 1) {
            throw new InvalidFieldException("page", "Pages are counted from 1.");
        }
    }

    /** All machines, by name. */
    public static MachineQuery all() {
        return new MachineQuery(List.of(), List.of(), 0, 1);
    }

    /**
     * Reads what a request says.
     *
     * @param globs patterns by the name of the property; null patterns say nothing
     * @param search a single pattern for the name, or oVirt's form {@code name=web* and status=down}; may be null
     * @param sort properties separated by commas, each with a minus sign in front for descending order; may be null
     */
    public static MachineQuery parse(Map<String, String> globs, String search, String sort, Integer max, Integer page) {
        List<Filter> filters = new ArrayList<>();
        globs.forEach((name, glob) -> {
            if (glob != null) {
                filters.add(new Filter(MachineProperty.parse(name, name), glob));
            }
        });
        if (search != null && !search.isBlank()) {
            filters.addAll(search(search.strip()));
        }
        return new MachineQuery(filters, order(sort), max == null ? 0 : max, page == null ? 1 : page);
    }

    private static List<Filter> search(String text) {
        if (!text.contains("=")) {
            return List.of(new Filter(MachineProperty.NAME, text.contains("*") ? text : "*" + text + "*"));
        }
        List<Filter> filters = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int end = 0;
        while (end < text.length() && term.find(end) && term.start() == end) {
            String glob = term.group(2) == null ? term.group(3) : term.group(2);
            filters.add(new Filter(MachineProperty.parse("search", term.group(1)), glob));
            end = term.end();
        }
        if (end < text.length()) {
            throw new InvalidFieldException(
                    "search",
                    "The search is not understood from here on: " + KnownNames.shortened(text.substring(end))
                            + ". Write a part of the name, or conditions joined by and, as in name=web* and status=down.");
        }
        return filters;
    }

    private static List<Order> order(String sort) {
        List<Order> order = new ArrayList<>();
        for (String word : sort == null || sort.isBlank()
                ? new String[0]
                : sort.toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = word.strip();
            boolean descending = name.startsWith("-");
            order.add(new Order(MachineProperty.parse("sort", descending ? name.substring(1) : name), descending));
        }
        return order;
    }
}
