package dev.vigil.bench.desk;

/**
 * How large a run is.
 *
 * @param notices in the store
 * @param verdicts in the store
 * @param streams of news that are held open
 * @param calls of each way to ask for a page
 * @param alerts that are sent
 * @param mostPauseMs of a person, between an answer and the next request
 * @param isWhole false: no real browser, where there is one, and no starts of {@code vigil up}
 */
record DeskBenchSize(
        int notices,
        int verdicts,
        int streams,
        int calls,
        int alerts,
        int mostPauseMs,
        boolean isWhole) {
    /** Of twenty persons: 40 pages a second of all, ten times what twenty people ask for. */
    static final int PAUSE_MS = 1_000;
}
