package dev.vigil.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A merge of shelves; {@link #run} may be called on any one thread, then it is published.
 *
 * <p>Postings are copied key by key, not made again of peaks: counted, then each put in its place
 * with its time moved. About 10 ns a posting.
 */
public final class Compaction implements Runnable {
    private final List<Segment> merged;
    private final List<Delta> frozen;
    private final List<Shelf> sources;
    private final Moves moves;
    private Segment result;

    /** Takes neighbours, older ones first, and the references that are no longer wanted. */
    Compaction(List<Segment> merged, List<Delta> frozen, BitSet unwanted) {
        this.merged = merged;
        this.frozen = frozen;
        sources = new ArrayList<>(merged);
        sources.addAll(frozen);
        moves = new Moves(sources, unwanted);
    }

    @Override
    public void run() {
        Directory directory = new Directory();
        merged.forEach(segment -> directory.mark(segment.directory()));
        frozen.forEach(delta -> mark(delta, directory));
        directory.rank();
        for (int i = 0; i < sources.size(); i++) {
            count(i, directory);
        }
        Segment all = new Segment(directory);
        moves.layOut(all);
        for (int i = 0; i < sources.size(); i++) {
            copy(i, all);
        }
        result = all.closed();
    }

    private static void mark(Delta delta, Directory directory) {
        for (int i = 0; i < delta.postings(); i++) {
            directory.mark(delta.key(i));
        }
    }

    private void count(int number, Directory directory) {
        Moves.Way way = moves.way(number);
        if (sources.get(number) instanceof Segment segment) {
            countSegment(segment, way, directory);
        } else if (sources.get(number) instanceof Delta delta) {
            for (int i = 0; i < delta.postings(); i++) {
                if (way.keeps(delta.when(i))) {
                    directory.count(directory.at(delta.key(i)), 1);
                }
            }
        }
    }

    private static void countSegment(Segment segment, Moves.Way way, Directory directory) {
        Directory own = segment.directory();
        int[] when = segment.when();
        own.each(
                (key, at) -> {
                    int kept = own.end(at) - own.start(at);
                    if (way.drops()) {
                        for (int i = own.start(at); i < own.end(at); i++) {
                            kept -= way.keeps(when[i]) ? 0 : 1;
                        }
                    }
                    directory.count(directory.at(key), kept);
                });
    }

    private void copy(int number, Segment all) {
        Moves.Way way = moves.way(number);
        if (sources.get(number) instanceof Segment segment) {
            copySegment(segment, way, all);
        } else if (sources.get(number) instanceof Delta delta) {
            for (int i = 0; i < delta.postings(); i++) {
                if (way.keeps(delta.when(i))) {
                    int at = all.directory().at(delta.key(i));
                    all.put(at, way.moved(delta.when(i)), delta.detail(i));
                }
            }
        }
    }

    private static void copySegment(Segment segment, Moves.Way way, Segment all) {
        Directory own = segment.directory();
        int[] when = segment.when();
        short[] details = segment.details();
        own.each(
                (key, at) -> {
                    int to = all.directory().at(key);
                    for (int i = own.start(at); i < own.end(at); i++) {
                        if (!way.drops() || way.keeps(when[i])) {
                            all.put(to, way.moved(when[i]), details[i]);
                        }
                    }
                });
    }

    List<Segment> merged() {
        return merged;
    }

    List<Delta> frozen() {
        return frozen;
    }

    Segment result() {
        if (result == null) {
            throw new IllegalStateException("run the compaction before it is published");
        }
        return result;
    }
}
