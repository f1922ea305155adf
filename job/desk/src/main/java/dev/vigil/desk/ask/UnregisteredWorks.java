package dev.vigil.desk.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.desk.store.StoredText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Works that nothing was registered of: what was ingested matches all the same, may be on the list
 * and in notices. The desk does not read the fingerprints, so a work that only they name is in none
 * of these.
 */
final class UnregisteredWorks {
    /** Tables that name works; each has an index that begins with the work. */
    private static final List<String> NAMING =
            List.of("reference_health", "verdict_work", "list_entry", "notice_work");

    /** Works that are looked at together, and how often for a page. */
    private static final int STEP = 200;

    private static final int MOST_STEPS = 3;

    private UnregisteredWorks() {}

    /** Those whose ids begin with a text, at most that many of each table, in their order. */
    static List<String> beginning(Handle store, String begins, int most) {
        TreeSet<String> named = inOrder();
        NAMING.forEach(
                table ->
                        named.addAll(
                                DistinctValues.beginning(store, table, "work_id", begins, most)));
        return unregistered(store, named).stream().limit(most).toList();
    }

    /** A page: nearly all works of a large site are registered, so that many are looked at. */
    static ListPage<String> page(Handle store, Keyset after) {
        List<String> found = new ArrayList<>();
        String place = after == null ? "" : (String) after.values().get(0);
        for (int steps = 0; found.size() <= ListPage.MOST; steps++) {
            List<String> some = behind(store, place);
            found.addAll(unregistered(store, some));
            if (some.size() < STEP) {
                return ListPage.of(found, Keyset::of);
            }
            place = some.get(STEP - 1);
            if (steps == MOST_STEPS && found.size() <= ListPage.MOST) {
                return new ListPage<>(found, Keyset.of(place).text());
            }
        }
        return ListPage.of(found, Keyset::of);
    }

    private static List<String> behind(Handle store, String place) {
        TreeSet<String> named = inOrder();
        NAMING.forEach(
                table -> named.addAll(DistinctValues.behind(store, table, "work_id", place, STEP)));
        return named.stream().limit(STEP).toList();
    }

    /** As the databases order texts: by their bytes. */
    private static TreeSet<String> inOrder() {
        return new TreeSet<>(
                (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
    }

    private static List<String> unregistered(Handle store, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Set<String> registered =
                new HashSet<>(
                        new Conditions()
                                .add(
                                        "work_id in (" + Conditions.places(ids) + ")",
                                        ids.stream().map(StoredText::key).toArray())
                                .on(store, "select distinct work_id from work", "", ids.size())
                                .mapTo(String.class)
                                .list());
        return ids.stream().filter(id -> !registered.contains(id)).toList();
    }
}
