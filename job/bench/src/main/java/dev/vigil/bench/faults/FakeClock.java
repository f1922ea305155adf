package dev.vigil.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The wall clock of child processes, moved by libfaketime while they run. */
final class FakeClock {
    /** How soon a process sees that its clock was moved. */
    static final long SEEN_WITHIN_MS = 1_000;

    private static final String LIBRARY = "libfaketime.so.1";

    private final Path library;
    private final Path file;

    private FakeClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Empty where the library is not installed. */
    static Optional<FakeClock> in(Path directory) throws IOException {
        Optional<Path> library = library();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        FakeClock clock = new FakeClock(library.get(), directory.resolve("clock"));
        clock.ahead(0);
        return Optional.of(clock);
    }

    /** Debian has it in a folder of the machine's kind, others beside all libraries. */
    private static Optional<Path> library() throws IOException {
        for (Path root : new Path[] {Path.of("/usr/lib"), Path.of("/usr/lib64")}) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> kinds = Files.list(root)) {
                    Optional<Path> found =
                            Stream.concat(Stream.of(root), kinds)
                                    .map(kind -> kind.resolve("faketime").resolve(LIBRARY))
                                    .filter(Files::isReadable)
                                    .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What a process must be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // In seconds.
                "FAKETIME_CACHE_DURATION",
                Long.toString(SEEN_WITHIN_MS / 1_000),
                // Only the wall clock jumps, as when somebody sets it.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else every timed wait of a JVM returns at once, and nothing goes on.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                // A killed process would leave a segment behind.
                "FAKETIME_DISABLE_SHM",
                "1");
    }

    /** Moves it from now on; 0 is the machine's own time, below it the past. */
    void ahead(int seconds) throws IOException {
        Path whole =
                Files.writeString(
                        file.resolveSibling("clock.new"),
                        String.format(Locale.ROOT, "%+d%n", seconds));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
