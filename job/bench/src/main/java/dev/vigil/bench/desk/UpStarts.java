package dev.vigil.bench.desk;

import dev.vigil.cli.Vigil;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.fixtures.process.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long {@code vigil up} takes until it is up, with a desk and without one: medians of starts by
 * turns, each in a folder of its own.
 */
record UpStarts(long withDeskMs, long withoutMs) {
    private static final String UP = "Up. ";
    private static final int STARTS_WITHIN_MS = 180_000;
    private static final int LOOK_EVERY_MS = 20;

    static UpStarts of(Path folder, int starts) throws IOException, InterruptedException {
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            with.add(start(folder, List.of("--desk-port", Integer.toString(Ports.free()))));
            without.add(start(folder, List.of("--no-desk")));
        }
        return new UpStarts(median(with), median(without));
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    long moreMs() {
        return withDeskMs - withoutMs;
    }

    private static long start(Path folder, List<String> desk)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve("up.log");
        List<String> arguments = new ArrayList<>(List.of("up", "--dir"));
        arguments.add(folder.resolve("state").toString());
        arguments.addAll(List.of("--port", Integer.toString(Ports.free())));
        arguments.addAll(List.of("--ui-port", Integer.toString(Ports.free())));
        arguments.addAll(desk);
        long beganNanos = System.nanoTime();
        try (Jvm up =
                Jvm.start(
                        log, List.of(), Map.of(), Vigil.class, arguments.toArray(String[]::new))) {
            for (int i = 0; i < STARTS_WITHIN_MS / LOOK_EVERY_MS; i++) {
                up.requireAlive();
                if (Files.readString(log, StandardCharsets.UTF_8).contains(UP)) {
                    return (System.nanoTime() - beganNanos) / 1_000_000;
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "vigil up: expected '%s' within %d s, got '%s'",
                            UP,
                            STARTS_WITHIN_MS / 1000,
                            Files.readString(log, StandardCharsets.UTF_8).strip()));
        } finally {
            Scratch.delete(folder);
        }
    }
}
