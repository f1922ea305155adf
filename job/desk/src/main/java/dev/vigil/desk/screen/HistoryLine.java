package dev.vigil.desk.screen;

import dev.vigil.desk.ask.HistoryPart;
import dev.vigil.desk.ask.HistoryQuery.Happening;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.wire.EventType;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of a notice's history.
 *
 * @param part who caused it
 * @param words what happened
 * @param times how often the same record is there: it is published at least once
 * @param knownAt when it became known, where that was a minute after it happened or later; null
 *     otherwise; UTC epoch ms
 */
public record HistoryLine(
        Happening happening, HistoryPart part, Content words, int times, Long knownAt) {
    private static final long LATE_MS = 60_000;

    /**
     * Lines of records in time, the latest first; lines are the other way round.
     *
     * <p>What is repeated at once is one line.
     */
    static List<HistoryLine> of(List<Happening> latestFirst, PageText text) {
        HistoryWords words = new HistoryWords(text);
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = latestFirst.size() - 1; i >= 0; i--) {
            Happening one = latestFirst.get(i);
            HistoryLine before = lines.isEmpty() ? null : lines.get(lines.size() - 1);
            if (before != null && isRepeat(before.happening, one)) {
                lines.set(lines.size() - 1, before.again());
            } else {
                lines.add(line(one, words));
            }
        }
        return lines;
    }

    private static boolean isRepeat(Happening before, Happening one) {
        return before.record().type() == one.record().type()
                && before.record().topic().equals(one.record().topic())
                && Arrays.equals(before.record().body(), one.record().body());
    }

    private static HistoryLine line(Happening one, HistoryWords words) {
        boolean isLate = one.record().storedAt() - one.shownAt() >= LATE_MS;
        return new HistoryLine(
                one,
                part(one.record().type()),
                words.of(one.record()),
                1,
                isLate ? Long.valueOf(one.record().storedAt()) : null);
    }

    private static HistoryPart part(EventType type) {
        return Arrays.stream(HistoryPart.values())
                .filter(part -> part.types().contains(type))
                .findFirst()
                .orElse(HistoryPart.MACHINE);
    }

    private HistoryLine again() {
        return new HistoryLine(happening, part, words, times + 1, knownAt);
    }
}
