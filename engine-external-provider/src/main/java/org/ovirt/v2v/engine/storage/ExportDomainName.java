package org.ovirt.v2v.engine.storage;

import java.util.regex.Pattern;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;

/** The name of an export domain, which is also written into its metadata; oVirt's rule for such names. */
final class ExportDomainName {
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{1,50}");

    private ExportDomainName() {}

    static String parse(String text) {
        String name = EntityText.name("name", text);
        if (!ACCEPTED.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "name", "A storage domain's name has 1 to 50 letters (A to Z), digits, hyphens and underscores.");
        }
        return name;
    }
}
