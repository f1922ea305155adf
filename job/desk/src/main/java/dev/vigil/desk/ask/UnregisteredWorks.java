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
import java.util.stream.Collectors;
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

    /** Registered works that are passed together, and how often for a page. */
    private static final int STEP = 200;

    private static final int MOST_STEPS = 4;

    /**
     * Registered works in their order, each with one that a table names between the one before and
     * it. The value is asked for as a least one: so the planner takes the index, however many rows
     * it expects between two works.
     */
    private static final String GAPS =
            "with registered as (select distinct work_id from work where work_id > ?"
                    + " order by work_id limit ?),"
                    + " gap as (select work_id as to_id,"
                    + " coalesce(lag(work_id) over (order by work_id), ?) as from_id"
                    + " from registered)"
                    + " select g.to_id, coalesce("
                    + NAMING.stream()
                            .map(
                                    table ->
                                            "(select min(t.work_id) from "
                                                    + table
                                                    + " t where t.work_id > g.from_id"
                                                    + " and t.work_id < g.to_id)")
                            .collect(Collectors.joining(", "))
                    + ") from gap g order by g.to_id";

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

    /**
     * A page: nearly all works of a large site are registered. What is looked for is therefore what
     * is named between two of them, and no row that names a registered work is read.
     */
    static ListPage<String> page(Handle store, Keyset after) {
        List<String> found = new ArrayList<>();
        String place = after == null ? "" : StoredText.of((String) after.values().get(0));
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            List<Gap> gaps = gaps(store, place);
            for (Gap gap : gaps) {
                if (gap.isNamed() && found.size() <= ListPage.MOST) {
                    found.addAll(named(store, gap, ListPage.MOST + 1 - found.size()));
                }
            }
            if (found.size() > ListPage.MOST || gaps.get(gaps.size() - 1).isLast()) {
                return ListPage.of(found, Keyset::of);
            }
            place = gaps.get(gaps.size() - 1).to();
        }
        return new ListPage<>(found, Keyset.of(place).text());
    }

    /**
     * Between two registered works; before the first one and behind the last one, too.
     *
     * @param isNamed true where a table names a work between them
     */
    private record Gap(String from, String to, boolean isNamed) {
        boolean isLast() {
            return to.equals(SearchQuery.LAST);
        }
    }

    /** Up to {@link #STEP} behind a place, and the last one where no more works are registered. */
    private static List<Gap> gaps(Handle store, String place) {
        List<Gap> gaps = new ArrayList<>();
        store.createQuery(GAPS)
                .bind(0, place)
                .bind(1, (long) STEP)
                .bind(2, place)
                .map((row, context) -> new Gap(null, row.getString(1), row.getString(2) != null))
                .forEach(it -> gaps.add(new Gap(end(gaps, place), it.to(), it.isNamed())));
        if (gaps.size() < STEP) {
            gaps.add(new Gap(end(gaps, place), SearchQuery.LAST, true));
        }
        return gaps;
    }

    private static String end(List<Gap> gaps, String place) {
        return gaps.isEmpty() ? place : gaps.get(gaps.size() - 1).to();
    }

    /** The first ones that are named there, by any table. */
    private static List<String> named(Handle store, Gap gap, int most) {
        TreeSet<String> named = inOrder();
        NAMING.forEach(
                table ->
                        named.addAll(
                                DistinctValues.behind(
                                        store, table, "work_id", gap.from(), gap.to(), most)));
        return named.stream().limit(most).toList();
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
