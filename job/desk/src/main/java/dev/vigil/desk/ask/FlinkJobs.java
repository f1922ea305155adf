package dev.vigil.desk.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The jobs of Flink clusters, by their REST API. One thread looks, many read what it saw last: a
 * job that is dead writes nothing, so the topics alone do not show it.
 */
public final class FlinkJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Longer than a look and the pause before the next one. */
    private static final Duration NEWS = Duration.ofSeconds(20);

    /** How the notice job, alone or with the others, is named. */
    private static final List<String> WITH_CLOCK = List.of("vigil notice", "vigil all");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Supplier<List<URI>> clusters;
    private final LongSupplier nanos;
    private volatile Seen seen = new Seen(null, 0);

    /**
     * A job that has not ended.
     *
     * @param state of Flink, such as {@code RUNNING} or {@code RESTARTING}
     * @param running tasks that run
     * @param tasks all of them
     */
    public record FlinkJob(String name, String state, int running, int tasks) {
        public boolean isRunning() {
            return state.equals("RUNNING") && running == tasks;
        }
    }

    private record Seen(List<FlinkJob> jobs, long atNanos) {}

    /**
     * @param clusters REST addresses, asked for at each look; none where no cluster is to be asked
     */
    public FlinkJobs(Supplier<List<URI>> clusters, LongSupplier nanos) {
        this.clusters = clusters;
        this.nanos = nanos;
    }

    /** The jobs as they were seen within 20 s; empty where not every cluster has answered. */
    public Optional<List<FlinkJob>> jobs() {
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
                                        .anyMatch(FlinkJob::isRunning));
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
        List<FlinkJob> jobs = new ArrayList<>();
        for (URI cluster : asked) {
            for (JsonNode job : overview(cluster)) {
                if (job.path("end-time").asLong(-1) <= 0) {
                    jobs.add(
                            new FlinkJob(
                                    job.path("name").asText(),
                                    job.path("state").asText(),
                                    job.at("/tasks/running").asInt(),
                                    job.at("/tasks/total").asInt()));
                }
            }
        }
        seen = new Seen(List.copyOf(jobs), nanos.getAsLong());
    }

    private JsonNode overview(URI cluster) throws IOException, InterruptedException {
        URI asked = URI.create(cluster.toString().replaceAll("/+$", "") + "/jobs/overview");
        HttpResponse<byte[]> response =
                http.send(
                        HttpRequest.newBuilder(asked).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "--flink: expected " + asked + " to answer 200, got " + response.statusCode());
        }
        try {
            return JSON.readTree(response.body()).path("jobs");
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "--flink: expected Flink at " + asked + ", got something else", e);
        }
    }
}
