package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir private Path parent;

    @Test
    void whatAKilledDemoHasLeftGoesAndWhatARunningOneWritesStays() throws Exception {
        Path killed = Files.createDirectories(parent.resolve("vigil-demo-run1/state"));
        Files.writeString(killed.resolveSibling("lock"), "");
        Path page = Files.writeString(parent.resolve("vigil-demo-run.html"), "");
        try (DemoFolder running = DemoFolder.create(parent)) {
            assertThat(killed.getParent()).doesNotExist();
            Files.writeString(running.path().resolve("film"), "");
            DemoFolder.create(parent).close();
            assertThat(running.path().resolve("film")).exists();
        }
        assertThat(parent).isDirectoryContaining(path -> path.equals(page));
        assertThat(parent.toFile().list()).hasSize(1);
    }

    /** Between the file of the lock and the lock itself. */
    @Test
    void aFolderThatAnotherDemoDeletesBeforeItIsLockedIsNotUsed() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("vigil-demo-run1"));
        try (FileChannel lock = DemoFolder.lockFile(folder)) {
            DemoFolder.create(parent).close();
            assertThat(folder).doesNotExist();
            assertThat(DemoFolder.locked(folder, lock)).isNull();
            assertThat(lock.isOpen()).isFalse();
        }
    }
}
