package dev.vigil.bench.report;

import dev.vigil.fixtures.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** One that works in a folder: topics, checkpoints and logs of real processes. */
public abstract class SiteSubcommand extends BenchSubcommand {
    @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
    private Path keep;

    /** What runs there; true where all promises were kept. */
    public interface Benchmark {
        boolean run(Path directory) throws Exception;
    }

    public final int in(Benchmark benchmark) throws Exception {
        if (keep != null && Files.exists(keep) && !isEmpty(keep)) {
            throw wrong(
                    "--keep: expected an empty or a new folder, got "
                            + keep
                            + " with files in it; a broker would find its topics in them");
        }
        Path directory =
                keep == null
                        ? Files.createTempDirectory("vigil-bench")
                        : Files.createDirectories(keep);
        try {
            return benchmark.run(directory) ? 0 : 1;
        } finally {
            if (keep == null) {
                Scratch.delete(directory);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
