package dev.vigil.desk.ask;

import dev.vigil.desk.ask.SearchHit.FoundKind;
import dev.vigil.desk.store.StoredText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What begins with a text: ids of all kinds, and titles of works. */
public final class SearchQuery {
    /** Behind all characters. */
    static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    /** Of a query, in characters: ids have at most 200. */
    public static final int MOST_TEXT = 200;

    /** Characters of a title that are in its index. */
    private static final int OF_TITLE = 100;

    /**
     * A title of the record that describes the work now, as {@code RegisteredWork.merged} has it.
     */
    private static final String COUNTS =
            "exists (select 1 from work w where w.work_id = t.work_id and w.topic = t.topic"
                    + " and w.off = t.off and not exists (select 1 from work o"
                    + " where o.work_id = w.work_id and o.topic <> w.topic"
                    + " and (o.version, coalesce(o.claims_revision, 0))"
                    + " > (w.version, coalesce(w.claims_revision, 0))))";

    private SearchQuery() {}

    private record Source(FoundKind kind, String select) {}

    private static final List<Source> SOURCES =
            List.of(
                    new Source(
                            FoundKind.NOTICE,
                            "select notice_id, notifier from notice where notice_id >= ?"
                                    + " and notice_id < ? order by notice_id limit ?"),
                    new Source(
                            FoundKind.ITEM,
                            "select notice_id, item_id from notice_item where item_id >= ?"
                                    + " and item_id < ? order by item_id, notice_id limit ?"),
                    new Source(
                            FoundKind.SESSION,
                            "select session_id, title from session where session_id >= ?"
                                    + " and session_id < ? order by session_id limit ?"),
                    new Source(
                            FoundKind.ACCOUNT,
                            "select account_id, step from account where account_id >= ?"
                                    + " and account_id < ? order by account_id limit ?"),
                    new Source(
                            FoundKind.WORK,
                            "select work_id, null from (select distinct work_id from work"
                                    + " where work_id >= ? and work_id < ?"
                                    + " order by work_id limit ?) s"),
                    new Source(
                            FoundKind.ENTRY,
                            "select entry_id, work_id from list_entry where entry_id >= ?"
                                    + " and entry_id < ? order by entry_id limit ?"),
                    new Source(
                            FoundKind.BATCH,
                            "select batch, null from (select distinct batch from list_entry"
                                    + " where batch >= ? and batch < ? order by batch limit ?) s"),
                    new Source(
                            FoundKind.COMMAND,
                            "select command_id, subject from command where command_id >= ?"
                                    + " and command_id < ? order by command_id limit ?"),
                    new Source(
                            FoundKind.SIGNAL,
                            "select signal_id, title from signal where signal_id >= ?"
                                    + " and signal_id < ? order by signal_id limit ?"));

    /**
     * Searches ids as they are written, titles whatever the case of their Latin letters.
     *
     * @param text of at most {@link #MOST_TEXT} characters, not empty
     * @param most of each kind
     */
    public static List<SearchHit> of(Handle store, String text, int most) {
        String begins = StoredText.of(text);
        List<SearchHit> hits = new ArrayList<>();
        for (Source source : SOURCES) {
            hits.addAll(
                    store.createQuery(source.select())
                            .bind(0, begins)
                            .bind(1, begins + LAST)
                            .bind(2, (long) most)
                            .map(
                                    (row, context) ->
                                            new SearchHit(
                                                    source.kind(),
                                                    row.getString(1),
                                                    row.getString(2)))
                            .list());
        }
        DistinctValues.beginning(store, "notice", "notifier", begins, most)
                .forEach(it -> hits.add(new SearchHit(FoundKind.NOTIFIER, it, null)));
        UnregisteredWorks.beginning(store, begins, most)
                .forEach(it -> hits.add(new SearchHit(FoundKind.UNREGISTERED, it, null)));
        hits.addAll(titles(store, begins, most));
        hits.sort(Comparator.comparing(SearchHit::kind));
        return hits;
    }

    private static List<SearchHit> titles(Handle store, String text, int most) {
        String begins = ascii(text.length() > OF_TITLE ? text.substring(0, OF_TITLE) : text);
        return store.createQuery(
                        "select t.work_id, t.title from work_title t"
                                + " where lower(substr(t.title, 1, 100)) >= ?"
                                + " and lower(substr(t.title, 1, 100)) < ? and "
                                + COUNTS
                                + " order by lower(substr(t.title, 1, 100)), t.work_id, t.n"
                                + " limit ?")
                .bind(0, begins)
                .bind(1, begins + LAST)
                .bind(2, (long) most)
                .map(
                        (row, context) ->
                                new SearchHit(FoundKind.WORK, row.getString(1), row.getString(2)))
                .list();
    }

    /** Both databases change the case of these letters alone. */
    private static String ascii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            lower.append(c < 0x80 ? String.valueOf(c).toLowerCase(Locale.ROOT) : c);
        }
        return lower.toString();
    }
}
