package dev.vigil.bench.live.unrelated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The highest evidence of each 10 s of some streams; 0 where there is none. */
final class Heights {
    static final double WINDOW_SECONDS = 10;

    private static final int WINDOWS_OF_TEN_MINUTES = 60;

    private final List<List<Height>> streams = new ArrayList<>();

    /** What is added from now on is of the next stream. */
    void begin() {
        streams.add(new ArrayList<>());
    }

    /** A packet was searched, whether it showed anything or not; they come in order. */
    void add(Height height) {
        List<Height> windows = streams.get(streams.size() - 1);
        int at = (int) (height.seconds() / WINDOW_SECONDS);
        while (windows.size() <= at) {
            double end = (windows.size() + 1) * WINDOW_SECONDS;
            windows.add(new Height(height.stream(), end, null, 0));
        }
        windows.set(at, windows.get(at).orHigher(height));
    }

    double[] maxima() {
        return streams.stream().flatMap(List::stream).mapToDouble(Height::evidence).toArray();
    }

    /** The highest of each ten minutes of a stream, that many of them, the highest first. */
    List<Height> top(int most) {
        List<Height> top = new ArrayList<>();
        for (List<Height> windows : streams) {
            for (int from = 0; from < windows.size(); from += WINDOWS_OF_TEN_MINUTES) {
                int to = Math.min(windows.size(), from + WINDOWS_OF_TEN_MINUTES);
                windows.subList(from, to).stream().reduce(Height::orHigher).ifPresent(top::add);
            }
        }
        return top.stream()
                .filter(height -> height.work() != null)
                .sorted(Comparator.comparingDouble(Height::evidence).reversed())
                .limit(most)
                .toList();
    }
}
