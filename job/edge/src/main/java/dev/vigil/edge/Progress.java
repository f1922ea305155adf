package dev.vigil.edge;

import java.io.PrintWriter;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a source has got, in seconds of what it plays. */
public interface Progress extends AutoCloseable {
    /** How many milliseconds are done. */
    void at(long positionMs);

    @Override
    void close();

    /** Nothing to see: for tests, pipes and programs. */
    static Progress none() {
        return new Progress() {
            @Override
            public void at(long positionMs) {}

            @Override
            public void close() {}
        };
    }

    /** A bar on the terminal, gone when it is done. */
    static Progress bar(String name, OptionalLong durationMs) {
        // A bar without a known end counts up alone: -1 is the library's word for that.
        long seconds = durationMs.isPresent() ? durationMs.getAsLong() / 1_000 : -1;
        ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(seconds)
                        .setUnit(" s", 1)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .clearDisplayOnFinish()
                        .build();
        return new Progress() {
            @Override
            public void at(long positionMs) {
                bar.stepTo(positionMs / 1_000);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    /** A line for every ten minutes that it plays, for logs. */
    static Progress lines(String name, PrintWriter out) {
        return new Progress() {
            private static final long EVERY_MS = 600_000;
            private long nextMs = EVERY_MS;

            @Override
            public void at(long positionMs) {
                if (positionMs >= nextMs) {
                    out.println(name + ": " + positionMs / 1_000 + " s");
                    out.flush();
                    nextMs = positionMs - positionMs % EVERY_MS + EVERY_MS;
                }
            }

            @Override
            public void close() {}
        };
    }
}
