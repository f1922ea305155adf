package dev.vigil.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run that has done less than it was asked to, or has seen nothing, proves nothing. */
public final class Coverage {
    private final List<String> missing = new ArrayList<>();

    public Coverage all(String what, long asked, long done) {
        return require(done == asked, "%s: expected %,d, got %,d", what, asked, done);
    }

    /**
     * @param hint what to do for more
     */
    public Coverage some(String what, long seen, String hint) {
        return require(seen > 0, "%s: expected some, got none; %s", what, hint);
    }

    private Coverage require(boolean met, String format, Object... args) {
        if (!met) {
            missing.add(String.format(Locale.ROOT, format, args));
        }
        return this;
    }

    /** One line for each thing that is missing. */
    public List<String> missing() {
        return missing;
    }
}
