package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    @TempDir private Path directory;

    /** Without it a job that is wired by hand asks the broker at each commit. */
    @Test
    void aJobThatIsWiredByHandReusesObjects() throws Exception {
        assertThat(Cluster.environment(directory, 1).getConfig().isObjectReuseEnabled()).isTrue();
    }
}
