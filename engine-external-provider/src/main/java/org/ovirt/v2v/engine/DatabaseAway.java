package org.ovirt.v2v.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Tells a database that cannot be spoken to at present from one that refuses something. */
public final class DatabaseAway {
    /** How the SQL states begin of connections that fail, of a server that has no room for one, and of one that ends or starts. */
    private static final List<String> STATES = List.of("08", "53300", "57P");

    /** The pool's exception has no state: no connection came in time. */
    private static final String NONE_IN_TIME = "acquisition timeout";

    private DatabaseAway() {}

    /** Whether that is why something failed. */
    public static boolean isCauseOf(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> cause instanceof SQLException sql && isAbout(sql));
    }

    private static boolean isAbout(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(NONE_IN_TIME)
                : STATES.stream().anyMatch(state::startsWith);
    }
}
