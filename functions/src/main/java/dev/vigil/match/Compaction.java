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
    private final List<IndexSegment> merged;
    private final List<Delta> frozen;
    private final BlockMoves moves;
    private IndexSegment result;

    /** Takes neighbours, older ones first, and the references that are no longer wanted. */
    Compaction(List<IndexSegment> merged, List<Delta> frozen, BitSet unwanted) {
        this.merged = merged;
        this.frozen = frozen;
        List<Shelf> sources = new ArrayList<>(merged);
        sources.addAll(frozen);
        moves = new BlockMoves(sources, unwanted);
    }

    @Override
    public void run() {
        Directory directory = new Directory();
        merged.forEach(segment -> directory.mark(segment.directory()));
        stretches((delta, way, partition, from, to) -> mark(delta, partition, from, to, directory));
        directory.rank();
        for (int i = 0; i < merged.size(); i++) {
            countSegment(merged.get(i), moves.way(i), directory);
        }
        stretches(
                (delta, way, partition, from, to) ->
                        count(delta, way, partition, from, to, directory));
        IndexSegment all = new IndexSegment(directory);
        moves.layOut(all);
        for (int i = 0; i < merged.size(); i++) {
            copySegment(merged.get(i), moves.way(i), all);
        }
        stretches((delta, way, partition, from, to) -> copy(delta, way, partition, from, to, all));
        result = all.closed();
    }

    /** Postings of a delta from one to before another, of one partition if it is laid aside. */
    private interface Stretch {
        void of(Delta delta, BlockMoves.Way way, int partition, int from, int to);
    }

    /**
     * Gives the postings of all deltas: of those that were laid aside one partition after the
     * other, so that what is written lies close together. They are older than the rest.
     */
    private void stretches(Stretch each) {
        for (int partition = 0; partition < Delta.PARTITIONS; partition++) {
            for (int i = 0; i < frozen.size(); i++) {
                Delta delta = frozen.get(i);
                if (delta.isLaidAside()) {
                    each.of(
                            delta,
                            way(i),
                            partition,
                            delta.partition(partition),
                            delta.partition(partition + 1));
                }
            }
        }
        for (int i = 0; i < frozen.size(); i++) {
            Delta delta = frozen.get(i);
            if (!delta.isLaidAside()) {
                each.of(delta, way(i), 0, 0, delta.postings());
            }
        }
    }

    private BlockMoves.Way way(int delta) {
        return moves.way(merged.size() + delta);
    }

    private static void mark(Delta delta, int partition, int from, int to, Directory directory) {
        for (int i = from; i < to; i++) {
            directory.mark(delta.key(partition, i));
        }
    }

    private static void count(
            Delta delta, BlockMoves.Way way, int partition, int from, int to, Directory directory) {
        for (int i = from; i < to; i++) {
            if (way.keeps(delta.when(i))) {
                directory.count(directory.at(delta.key(partition, i)), 1);
            }
        }
    }

    private static void copy(
            Delta delta, BlockMoves.Way way, int partition, int from, int to, IndexSegment all) {
        for (int i = from; i < to; i++) {
            if (way.keeps(delta.when(i))) {
                int at = all.directory().at(delta.key(partition, i));
                all.put(at, way.moved(delta.when(i)), delta.detail(i));
            }
        }
    }

    private static void countSegment(
            IndexSegment segment, BlockMoves.Way way, Directory directory) {
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

    private static void copySegment(IndexSegment segment, BlockMoves.Way way, IndexSegment all) {
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

    List<IndexSegment> merged() {
        return merged;
    }

    List<Delta> frozen() {
        return frozen;
    }

    IndexSegment result() {
        if (result == null) {
            throw new IllegalStateException(
                    "expected a compaction that has run, got one that has not; run it first");
        }
        return result;
    }
}
