package dev.vigil.bench.live;

import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;

/**
 * What every report on live streams names.
 *
 * @param machine that it ran on
 * @param works in the index
 * @param indexHours of them and their decoys
 * @param threshold evidence that makes a match
 * @param thoroughEvery every n-th packet is searched thoroughly
 * @param hoursHeard of all streams
 * @param searchedPercent of their packets that were searched thoroughly
 */
public record LiveFigures(
        String machine,
        int works,
        double indexHours,
        double threshold,
        int thoroughEvery,
        double hoursHeard,
        double searchedPercent) {
    static LiveFigures of(Works works, LiveEar ear, int thoroughEvery) {
        return new LiveFigures(
                Machine.text(),
                works.files().size(),
                works.index().hours(),
                ear.threshold(),
                thoroughEvery,
                ear.hours(),
                ear.searchedPercent());
    }

    String text() {
        return machine
                + ". "
                + works
                + " works, index of "
                + Row.number(indexHours)
                + " h, matches from evidence "
                + Row.number(threshold)
                + " on. "
                + Row.number(hoursHeard)
                + " h of streams analysed; one packet in "
                + thoroughEvery
                + " is searched thoroughly, and what is doubtful: "
                + Row.number(searchedPercent)
                + " % in all.";
    }
}
