package dev.vigil.desk.sign;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a person may do on the desk; one person may have several. */
public enum DeskRole {
    /** Sees what the site's own people see. */
    VIEWER,
    /** Works on notices, items, alerts and commands. */
    HANDLER,
    /** Decides what a handler may not decide alone. */
    LEAD,
    /** Publishes the list, with a second one. */
    PUBLISHER,
    /** Sees who did what, and makes inspections. */
    AUDITOR,
    /** A holder of rights: sees and files what is its own, and nothing else. */
    OWNER;

    /** The site's own people: each of them sees what a viewer sees. */
    public static final Set<DeskRole> STAFF =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(OWNER)));
}
