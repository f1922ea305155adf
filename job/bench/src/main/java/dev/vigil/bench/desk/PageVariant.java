package dev.vigil.bench.desk;

import java.util.List;

/**
 * One way in which a page is asked for.
 *
 * @param path of the page, with names in braces
 * @param name such as {@code far down}; empty for the page as it is. Those of one name are one line
 *     of the report
 * @param choice of a filter; empty where there is none
 * @param addresses to be asked for, in turn
 * @param calls how often
 */
record PageVariant(String path, String name, String choice, List<String> addresses, int calls) {
    PageVariant {
        addresses = List.copyOf(addresses);
    }

    boolean isFile() {
        return path.endsWith(".csv");
    }

    String title() {
        return "`" + path + "`" + (name.isEmpty() ? "" : " " + name);
    }
}
