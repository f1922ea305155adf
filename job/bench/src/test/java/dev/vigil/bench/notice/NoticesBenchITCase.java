package dev.vigil.bench.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes: a kill between pre-commit and commit, a rescale. */
class NoticesBenchITCase {
    private static final int NOTICES = 1_000;
    private static final int KILLS = 1;
    private static final long SEED = 7;

    @Test
    void nothingIsMissedDoubledOrFalse(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new NoticesBench(NOTICES, KILLS, SEED, new PrintWriter(out)).run(directory);

        assertThat(good).as(out.toString()).isTrue();
    }
}
