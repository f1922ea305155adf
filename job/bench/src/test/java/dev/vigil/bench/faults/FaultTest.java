package dev.vigil.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What faults are made of, and how they are named. */
class FaultTest {
    /** More than one write of the filler leaves, so that it finds no room. */
    private static final int MUCH = 1 << 20;

    private static final long HOUR_MS = 3_600_000;

    @TempDir private Path directory;

    @Test
    void eachIsFoundByItsOption() {
        for (Fault fault : Fault.values()) {
            assertThat(Fault.named(fault.option())).isEqualTo(fault);
        }
        assertThatThrownBy(() -> Fault.named("fire"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both-task-managers")
                .hasMessageContaining("'fire'");
    }

    @Test
    void aFullDiskTakesNothingUntilThereIsRoom() throws Exception {
        Path folder = directory.resolve("small");
        Path file = folder.resolve("file");
        try (SmallDisk disk = mounted(folder)) {
            disk.fill();
            assertThatThrownBy(() -> Files.write(file, new byte[MUCH]))
                    .isInstanceOf(IOException.class);
            disk.makeRoom();
            Files.write(file, new byte[MUCH]);
        }
        assertThat(file).doesNotExist();
    }

    private static SmallDisk mounted(Path folder) throws InterruptedException {
        try {
            return SmallDisk.mount(folder);
        } catch (IOException e) {
            assumeTrue(false, "only root may mount, on Linux: " + e.getMessage());
            return null;
        }
    }

    @Test
    void aFakeClockMovesTheTimeOfAJvmAndNotItsWaits() throws Exception {
        FakeClock clock = FakeClock.in(directory).orElse(null);
        assumeTrue(clock != null, "no libfaketime is installed");
        clock.ahead((int) (2 * HOUR_MS / 1_000));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Clocks.class.getName());
        builder.environment().putAll(clock.environment());
        Process child = builder.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] words = said.strip().split(" ");
        assertThat(Long.parseLong(words[0]) - System.currentTimeMillis()).isGreaterThan(HOUR_MS);
        assertThat(Long.parseLong(words[1])).isBetween(Clocks.WAIT_MS, HOUR_MS);
    }

    /** Says what time it is, and how long a wait was. */
    static final class Clocks {
        static final long WAIT_MS = 300;

        private Clocks() {}

        public static void main(String[] args) throws InterruptedException {
            long beganNanos = System.nanoTime();
            Object nobody = new Object();
            synchronized (nobody) {
                nobody.wait(WAIT_MS + 1);
            }
            long waitedMs = (System.nanoTime() - beganNanos) / 1_000_000;
            System.out.println(System.currentTimeMillis() + " " + waitedMs);
        }
    }
}
