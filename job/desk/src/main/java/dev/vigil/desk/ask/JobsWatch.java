package dev.vigil.desk.ask;

import dev.vigil.client.cluster.FlinkJobs;
import dev.vigil.client.cluster.JobView;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The jobs of Flink clusters. One thread looks, many read what it saw last: a job that is dead
 * writes nothing, so the topics alone do not show it.
 */
public final class JobsWatch {
    /** Longer than a look and the pause before the next one. */
    private static final Duration NEWS = Duration.ofSeconds(20);

    /** How the notice job, alone or with the others, is named. */
    private static final List<String> WITH_CLOCK = List.of("vigil notice", "vigil all");

    private final Supplier<List<URI>> clusters;
    private final LongSupplier nanos;
    private volatile Seen seen = new Seen(null, 0);

    private record Seen(List<JobView> jobs, long atNanos) {}

    /**
     * @param clusters REST addresses, asked for at each look; none where no cluster is to be asked
     */
    public JobsWatch(Supplier<List<URI>> clusters, LongSupplier nanos) {
        this.clusters = clusters;
        this.nanos = nanos;
    }

    /** The jobs as they were seen within 20 s; empty where not every cluster has answered. */
    public Optional<List<JobView>> jobs() {
        Seen last = seen;
        boolean isNews = last.jobs() != null && nanos.getAsLong() - last.atNanos() < NEWS.toNanos();
        return isNews ? Optional.of(last.jobs()) : Optional.empty();
    }

    /** True where a job with the notice clock runs; empty where that is not known. */
    public Optional<Boolean> isClockRunning() {
        return jobs().map(
                        all ->
                                all.stream()
                                        .filter(job -> WITH_CLOCK.contains(job.name()))
                                        .anyMatch(JobView::running));
    }

    /**
     * Asks all of them.
     *
     * @throws IOException where one does not answer; what was seen before is kept for a while
     */
    public void look() throws IOException, InterruptedException {
        List<URI> asked = clusters.get();
        if (asked.isEmpty()) {
            return;
        }
        List<JobView> jobs = new ArrayList<>();
        for (URI cluster : asked) {
            jobs.addAll(new FlinkJobs(cluster, Clock.systemUTC()).views());
        }
        seen = new Seen(List.copyOf(jobs), nanos.getAsLong());
    }
}
