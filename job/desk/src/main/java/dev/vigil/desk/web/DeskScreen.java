package dev.vigil.desk.web;

import dev.vigil.desk.sign.DeskRole;
import java.util.Set;

/** A page of the desk. It changes nothing. For many threads. */
public interface DeskScreen extends DeskTarget {
    /** As {@code /notice/{id}}: a name in braces is one segment, decoded. */
    String path();

    /** Who may see it: any of these. */
    default Set<DeskRole> roles() {
        return DeskRole.STAFF;
    }

    Answer get(Visit visit);
}
