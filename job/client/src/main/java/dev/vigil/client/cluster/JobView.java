package dev.vigil.client.cluster;

/**
 * A job of Vigil's as a page shows it.
 *
 * @param name {@code vigil notice}
 * @param state as Flink names it, such as RUNNING or RESTARTING
 * @param running it and each of its tasks run
 * @param startedAt when it was started (UTC epoch ms, of the JobManager)
 * @param checkpointAt when its last checkpoint was completed (UTC epoch ms, of the JobManager);
 *     null where none was
 */
public record JobView(
        String name, String state, boolean running, long startedAt, Long checkpointAt) {}
