package dev.vigil.desk.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.desk.compare.CompareEnd.Kind;
import dev.vigil.schema.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program while it compares two files. It ends within its limits, or is killed. */
final class CompareChild {
    private static final int MATCH = 0;
    private static final int NOT_COMPARED = 1;
    private static final int NO_MATCH = 3;

    private static final long LOOK_MS = 100;
    private static final long LAST_OUTPUT_MS = 5_000;
    private static final int MOST_REASON = 2_000;
    private static final int BUFFER = 8_192;

    private final Process process;
    private final Path picture;
    private final CompareLimits limits;
    private final Printed out;
    private final Printed errors;

    private CompareChild(Process process, Path picture, CompareLimits limits) {
        this.process = process;
        this.picture = picture;
        this.limits = limits;
        out = new Printed(process.getInputStream(), limits.outputBytes());
        errors = new Printed(process.getErrorStream(), limits.outputBytes());
    }

    /**
     * Runs it to its end.
     *
     * @param picture that it may draw
     */
    static CompareEnd run(List<String> command, Path folder, Path picture, CompareLimits limits)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return CompareEnd.without(Kind.FAILED, e.getMessage());
        }
        CompareChild child = new CompareChild(process, picture, limits);
        try {
            process.getOutputStream().close();
            Kind broken = child.watch();
            return broken == null ? child.ended() : CompareEnd.without(broken, "");
        } catch (IOException e) {
            return CompareEnd.without(Kind.FAILED, e.getMessage());
        } finally {
            child.kill();
        }
    }

    /** The limit that it broke; null where it has ended by itself. */
    private Kind watch() throws InterruptedException {
        long began = System.nanoTime();
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - began > limits.time().toNanos()) {
                return Kind.TOO_LONG;
            } else if (out.isOver || errors.isOver) {
                return Kind.TOO_MUCH_OUTPUT;
            } else if (memoryBytes() > limits.memoryBytes()) {
                return Kind.TOO_MUCH_MEMORY;
            }
        }
        // What it has left behind may hold its output open: that is not waited for.
        out.thread.join(LAST_OUTPUT_MS);
        errors.thread.join(LAST_OUTPUT_MS);
        return out.isOver || errors.isOver ? Kind.TOO_MUCH_OUTPUT : null;
    }

    /** All that it keeps in memory; 0 where the system does not show it. */
    private long memoryBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private CompareEnd ended() throws IOException {
        int code = process.exitValue();
        String reason = errors.text().strip();
        String shown = reason.substring(0, Math.min(reason.length(), MOST_REASON));
        if (code == NOT_COMPARED) {
            return CompareEnd.without(Kind.NOT_COMPARED, shown);
        } else if (code != MATCH && code != NO_MATCH) {
            return CompareEnd.without(Kind.FAILED, shown);
        }
        Optional<JsonNode> report = report();
        return report.isEmpty()
                ? CompareEnd.without(Kind.FAILED, shown)
                : new CompareEnd(
                        code == MATCH ? Kind.MATCH : Kind.NO_MATCH, report.get(), shown, picture());
    }

    private Optional<JsonNode> report() {
        try {
            JsonNode report = Json.read(out.bytes(), JsonNode.class);
            return Optional.ofNullable(report).filter(JsonNode::isObject);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private byte[] picture() throws IOException {
        return Files.isRegularFile(picture) && Files.size(picture) <= limits.outputBytes()
                ? Files.readAllBytes(picture)
                : null;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * What is printed is read to its end, as a full pipe would stop the program, and kept in part.
     */
    private static final class Printed {
        private final InputStream in;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;
        private volatile boolean isOver;

        Printed(InputStream in, int most) {
            this.in = in;
            this.most = most;
            thread = new Thread(this::read, "desk-compare-output");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            byte[] buffer = new byte[BUFFER];
            try (in) {
                for (int n = in.read(buffer); n >= 0 && !isOver; n = in.read(buffer)) {
                    isOver = kept.size() + n > most;
                    kept.write(buffer, 0, isOver ? 0 : n);
                }
            } catch (IOException e) {
                // It was killed.
            }
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
