package dev.vigil.bench.desk;

import dev.vigil.desk.sign.DeskRole;
import java.util.List;
import java.util.Set;

/**
 * One way in which a page is asked for.
 *
 * @param path of the page, with names in braces
 * @param name such as {@code far down}; empty for the page as it is. Those of one name are one line
 *     of the report
 * @param choice of a filter; empty where there is none
 * @param roles of which a person needs one
 * @param addresses to be asked for, in turn
 * @param calls how often
 */
record PageVariant(
        String path,
        String name,
        String choice,
        Set<DeskRole> roles,
        List<String> addresses,
        int calls) {
    PageVariant {
        roles = Set.copyOf(roles);
        addresses = List.copyOf(addresses);
    }

    /** One that all of the site's own people may ask for. */
    PageVariant(String path, String name, String choice, List<String> addresses, int calls) {
        this(path, name, choice, DeskRole.STAFF, addresses, calls);
    }

    PageVariant of(Set<DeskRole> those) {
        return new PageVariant(path, name, choice, those, addresses, calls);
    }

    boolean isFile() {
        return path.endsWith(".csv");
    }

    String title() {
        return "`" + path + "`" + (name.isEmpty() ? "" : " " + name);
    }
}
