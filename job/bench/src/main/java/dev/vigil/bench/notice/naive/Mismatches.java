package dev.vigil.bench.notice.naive;

import java.util.ArrayList;
import java.util.List;

/** What the naive model found wrong, with the first examples, and how much it looked at. */
public final class Mismatches {
    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private long missed;
    private long doubled;
    private long wrong;
    private long runs;
    private long levels;
    private long open;

    void missed(String key, String why) {
        missed++;
        example("missed", key, why);
    }

    void doubled(String key, String why) {
        doubled++;
        example("doubled", key, why);
    }

    /** Something is on a topic that should not be. */
    void wrong(String key, String why) {
        wrong++;
        example("false", key, why);
    }

    private void example(String what, String key, String why) {
        if (examples.size() < EXAMPLES) {
            examples.add(what + ": " + key + ": " + why);
        }
    }

    void run(boolean ended) {
        runs++;
        open += ended ? 0 : 1;
    }

    void level() {
        levels++;
    }

    public boolean isClean() {
        return missed == 0 && doubled == 0 && wrong == 0;
    }

    public long missed() {
        return missed;
    }

    public long doubled() {
        return doubled;
    }

    public long wrong() {
        return wrong;
    }

    public long runs() {
        return runs;
    }

    public long levels() {
        return levels;
    }

    public long open() {
        return open;
    }

    public List<String> examples() {
        return examples;
    }
}
