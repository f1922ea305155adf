package dev.vigil.client.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rows of a table, the latest ones first; how many there are beyond its limit is counted. */
final class LatestRows {
    /** Of a table: a page that a browser shows and a person prints. */
    static final int MOST = 300;

    /** By time, then by the place of its record, so that the same records give the same rows. */
    private final NavigableMap<String, List<Object>> rows = new TreeMap<>();

    private long count;

    /**
     * @param atMs UTC epoch ms
     * @param place of its record, for rows of one time
     * @param cells texts, and times as numbers (UTC epoch ms)
     */
    void add(long atMs, String place, List<Object> cells) {
        count++;
        rows.put(String.format(Locale.ROOT, "%016d %s", Math.max(0, atMs), place), cells);
        if (rows.size() > MOST) {
            rows.pollFirstEntry();
        }
    }

    /** Of all, shown or not. */
    long count() {
        return count;
    }

    List<List<Object>> rows() {
        return new ArrayList<>(rows.descendingMap().values());
    }
}
