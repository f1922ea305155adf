package dev.vigil.local.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.util.FileUtils;

/**
 * What a demo writes, deleted when it ends. One that was killed or interrupted leaves its folder
 * behind, with recordings and a broker's log: the next one deletes it.
 */
final class DemoFolder implements AutoCloseable {
    private static final String PREFIX = "vigil-demo-run";

    /** Held while the demo runs: a system lets go of it when the process ends, however it does. */
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private DemoFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DemoFolder create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static DemoFolder create(Path parent) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            others.forEach(DemoFolder::deleteUnused);
        }
        DemoFolder made;
        do {
            Path folder = Files.createTempDirectory(parent, PREFIX);
            made = locked(folder, lockFile(folder));
        } while (made == null);
        return made;
    }

    static FileChannel lockFile(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Null where another demo that starts has deleted it before it was locked, as left behind. */
    static DemoFolder locked(Path folder, FileChannel lock) throws IOException {
        lock.lock();
        if (Files.exists(folder.resolve(LOCK))) {
            return new DemoFolder(folder, lock);
        }
        lock.close();
        return null;
    }

    private static void deleteUnused(Path folder) {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                FileUtils.deleteDirectory(folder.toFile());
            }
        } catch (OverlappingFileLockException | IOException e) {
            // Of this process, just being made, or of another user: it stays.
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        FileUtils.deleteDirectory(folder.toFile());
    }
}
