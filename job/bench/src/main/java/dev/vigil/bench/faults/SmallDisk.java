package dev.vigil.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that lies on a small disk of its own, in memory, so that it can be filled up. */
final class SmallDisk implements AutoCloseable {
    private static final int SIZE_MB = 96;
    private static final int PIECE = 64 * 1_024;

    private final Path folder;
    private final Thread atExit = new Thread(this::unmount);

    private SmallDisk(Path folder) {
        this.folder = folder;
        // An interrupted bench leaves no mount behind.
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Mounts it, which only root may, on Linux.
     *
     * @throws IOException with the system's message
     */
    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE_MB + "m", "vigil-bench", folder + "");
        return new SmallDisk(folder);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    String.join(" ", List.of(command)) + ": expected 0, got " + said.strip());
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            for (long sum = 0; sum <= (long) SIZE_MB << 20; sum += PIECE) {
                filler.write(piece);
            }
        } catch (IOException full) {
            return;
        }
        throw new IOException(folder + ": expected no more room than " + SIZE_MB + " MB, got more");
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(filler());
    }

    private void unmount() {
        try {
            // Lazily: a process that dies just now may still hold a file.
            run("umount", "-l", folder.toString());
        } catch (IOException e) {
            System.err.println(e.getMessage() + "; unmount " + folder + " yourself");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        unmount();
    }
}
