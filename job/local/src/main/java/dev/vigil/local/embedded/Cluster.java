package dev.vigil.local.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;

/** A Flink mini cluster with its web UI; each job takes up its own last checkpoint. */
final class Cluster implements AutoCloseable {
    /** What Flink unpacks and spills; a name that no folder of somebody else has. */
    static final String TEMPORARY = "flink-temporary";

    private static final int SLOTS = 4;

    private final MiniCluster cluster;

    private Cluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param directory has {@link #TEMPORARY}, which is emptied first, as a cluster that was killed
     *     has left it full
     * @param uiPort 0 for a free one
     */
    static Cluster start(Path directory, int uiPort) throws Exception {
        Path temporary = directory.resolve(TEMPORARY);
        FileUtils.deleteDirectory(temporary.toFile());
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
        configuration.set(WebOptions.TMP_DIR, temporary.toString());
        configuration.setString("rest.bind-address", "127.0.0.1");
        configuration.setString("rest.address", "127.0.0.1");
        configuration.setString("rest.bind-port", Integer.toString(uiPort));
        configuration.setString("taskmanager.memory.network.min", "64mb");
        configuration.setString("taskmanager.memory.network.max", "64mb");
        configuration.setString("taskmanager.memory.managed.size", "32mb");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(SLOTS)
                                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw new IOException(
                    "expected to start Flink with its web UI on port "
                            + uiPort
                            + ", got '"
                            + ExceptionUtils.getRootCauseMessage(e)
                            + "'; give --ui-port another port, or 0 for a free one",
                    e);
        }
        return new Cluster(cluster);
    }

    /**
     * Environment for one job: its checkpoints lie under the directory and are kept when it ends;
     * it starts from the last one.
     */
    static StreamExecutionEnvironment environment(Path checkpoints, int parallelism)
            throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.storage", "filesystem");
        configuration.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
        configuration.setString(
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION");
        // As VigilJob sets it, for jobs that are wired by hand: see SupersededTransactions.
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("restart-strategy.type", "exponential-delay");
        configuration.setString("restart-strategy.exponential-delay.initial-backoff", "500 ms");
        configuration.setString("restart-strategy.exponential-delay.max-backoff", "10 s");
        Optional<Path> last = LastCheckpoint.under(checkpoints);
        if (last.isPresent()) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, last.get().toUri().toString());
            configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        return env;
    }

    JobID submit(StreamExecutionEnvironment env, String name) throws Exception {
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(name);
        return cluster.submitJob(graph).get().getJobID();
    }

    JobStatus status(JobID job) {
        return cluster.getJobStatus(job).join();
    }

    /** Ends a job and returns when it has ended; its last checkpoint stays. */
    void cancel(JobID job) {
        if (!status(job).isGloballyTerminalState()) {
            cluster.cancelJob(job).join();
            cluster.requestJobResult(job).join();
        }
    }

    URI ui() throws IOException {
        try {
            return cluster.getRestAddress().get();
        } catch (Exception e) {
            throw new IOException("The web UI did not start", e);
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
