package org.ovirt.v2v.engine;

import java.util.Locale;

/** How an answer is written, as its client wants it: XML, as oVirt's API does unless it is told otherwise, or JSON. */
public enum AnswerFormat {
    XML("application/xml"),
    JSON("application/json");

    private final String type;

    AnswerFormat(String type) {
        this.type = type;
    }

    /** The media type. */
    public String type() {
        return type;
    }

    /**
     * The format that the header Accept wants most.
     *
     * @param accept null if there is none
     */
    public static AnswerFormat wanted(String accept) {
        if (accept == null) {
            return XML;
        }
        double xml = 0;
        double json = 0;
        double others = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            double quality = quality(parts);
            switch (parts[0].strip()) {
                case "application/xml", "text/xml" -> xml = Math.max(xml, quality);
                case "application/json" -> json = Math.max(json, quality);
                case "application/*", "*/*" -> others = Math.max(others, quality);
                default -> {
                    // another's
                }
            }
        }
        return json > xml && json >= others ? JSON : XML;
    }

    private static double quality(String... parts) {
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
