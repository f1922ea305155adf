package dev.vigil.desk.act;

import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Verdicts about some works since a moment, each in its last revision. They are found by an index
 * of works and times, and then read by their keys: however many there are of other works or of
 * earlier times, no plan of a database has a reason to read those.
 */
final class MatchedLately {
    private static final int WORKS_AT_ONCE = 500;
    private static final int VERDICTS_AT_ONCE = 1_000;

    private final Handle store;
    private final List<String> ids;
    private final boolean isCut;

    private MatchedLately(Handle store, List<String> ids, boolean isCut) {
        this.store = store;
        this.ids = ids;
        this.isCut = isCut;
    }

    /**
     * The latest ones.
     *
     * @param fromMs judged since then, UTC epoch ms
     */
    static MatchedLately of(Handle store, Collection<String> works, long fromMs, int most) {
        Map<String, Long> judgedAt = new HashMap<>();
        boolean isCut = false;
        for (List<String> some : PreviewRegisters.parts(works, WORKS_AT_ONCE)) {
            Query query =
                    store.createQuery(
                                    "select verdict_id, judged_at from verdict_work"
                                            + " where work_id in ("
                                            + PreviewRegisters.places(some)
                                            + ") and judged_at >= ?"
                                            + " order by judged_at desc limit ?")
                            .bind(some.size(), fromMs)
                            .bind(some.size() + 1, most + 1L);
            List<Map.Entry<String, Long>> found =
                    bound(query, some)
                            .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                            .list();
            found.forEach(it -> judgedAt.merge(it.getKey(), it.getValue(), Math::max));
            isCut |= found.size() > most;
            if (judgedAt.size() > most) {
                isCut = true;
                judgedAt.keySet().retainAll(Set.copyOf(latest(judgedAt, most)));
            }
        }
        return new MatchedLately(store, latest(judgedAt, most), isCut);
    }

    private static List<String> latest(Map<String, Long> judgedAt, int most) {
        return judgedAt.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Query bound(Query query, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            query.bind(i, ids.get(i));
        }
        return query;
    }

    /** True where there are more. */
    boolean isCut() {
        return isCut;
    }

    /**
     * Some of them at a time, the latest first. What follows is read while a part is used.
     *
     * @param made what is made of a part; may read too
     * @param use reads nothing: the connection is in use meanwhile
     */
    void each(UnaryOperator<List<Verdict>> made, Consumer<List<Verdict>> use) {
        List<Verdict> last = List.of();
        for (List<String> part : PreviewRegisters.parts(ids, VERDICTS_AT_ONCE)) {
            CompletableFuture<List<Verdict>> next = CompletableFuture.supplyAsync(() -> read(part));
            try {
                use.accept(last);
            } finally {
                last = read(next);
            }
            last = made.apply(last);
        }
        use.accept(last);
    }

    private static List<Verdict> read(CompletableFuture<List<Verdict>> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * In the order of their ids; one whose record is erased, or unreadable, is left out. A select
     * for each id is always by keys: for a join, PostgreSQL reads a table whole as soon as it seems
     * cheaper to it, for each thousand of them again.
     */
    List<Verdict> read(List<String> some) {
        List<byte[]> bodies =
                bound(
                                store.createQuery(
                                        "select (select e.body from verdict t join event e"
                                                + " on e.topic = 'verdicts' and e.part = t.part"
                                                + " and e.off = t.off where t.verdict_id = v.column1)"
                                                + " from (values "
                                                + String.join(
                                                        ", ",
                                                        Collections.nCopies(some.size(), "(?)"))
                                                + ") v"),
                                some)
                        .map((row, context) -> row.getBytes(1))
                        .list();
        Map<String, Integer> order = new HashMap<>();
        some.forEach(id -> order.put(id, order.size()));
        List<Verdict> read =
                new ArrayList<>(
                        bodies.parallelStream()
                                .filter(Objects::nonNull)
                                .map(MatchedLately::verdict)
                                .flatMap(Optional::stream)
                                .toList());
        read.sort(Comparator.comparing(verdict -> order.get(verdict.verdictId())));
        return read;
    }

    /** Empty where this version can't read it: the desk shows it as such a record. */
    private static Optional<Verdict> verdict(byte[] body) {
        try {
            return Optional.of(Json.whole(body, Verdict.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
