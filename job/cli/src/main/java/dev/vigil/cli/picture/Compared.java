package dev.vigil.cli.picture;

import dev.vigil.cli.evaluate.Session;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What the packets of one query found in one reference: lines, and matches made of them. */
final class Compared {
    private final Session session;
    private final BiPredicate<MatchSpan, Line> isOf;
    private final List<Line> lines = new ArrayList<>();
    private final List<MatchSpan> closed = new ArrayList<>();

    /**
     * A match and the lines of packets that it was put together from.
     *
     * @param line the one with the most evidence; has the tempo and pitch that are reported
     * @param lines all, in order of the query
     */
    record Match(MatchSpan span, Line line, List<Line> lines) {}

    /**
     * @param isOf whether a line is a part of a match
     */
    Compared(Session session, BiPredicate<MatchSpan, Line> isOf) {
        this.session = session;
        this.isOf = isOf;
    }

    /** Takes the next packet of the query. */
    void accept(Packet packet) {
        session.hear(packet)
                .ifPresent(
                        step -> {
                            lines.addAll(step.lines());
                            step.changes().stream()
                                    .filter(span -> span.phase() == MatchSpan.CLOSED)
                                    .forEach(closed::add);
                        });
    }

    /** All matches of the query that has ended, in its order. */
    List<Match> matches() {
        return closed.stream()
                .sorted(Comparator.comparingLong(MatchSpan::queryStartMs))
                .map(this::match)
                .toList();
    }

    private Match match(MatchSpan span) {
        List<Line> all = lines.stream().filter(line -> isOf.test(span, line)).toList();
        Line strongest = all.stream().max(Comparator.comparingDouble(Line::evidence)).orElseThrow();
        return new Match(span, strongest, all);
    }

    /** The line with the most evidence, be it a match or not. */
    Optional<Line> strongest() {
        return lines.stream().max(Comparator.comparingDouble(Line::evidence));
    }

    /** All that was found in any packet. */
    List<Line> lines() {
        return lines;
    }
}
