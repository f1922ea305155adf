package dev.vigil.client.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One Flink cluster, asked by its REST API. IOException where it does not answer. */
public final class FlinkJobs {
    /** With which the names of Vigil's jobs begin. */
    private static final String OURS = "vigil ";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One for all: on Java 17 none can be closed, and its thread and files end some time later. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private static final int ASKS_FOR_METRICS = 20;
    private static final Duration BETWEEN_ASKS = Duration.ofMillis(250);

    /** How old a metric may be that the REST API returns (metrics.fetcher.update-interval). */
    public static final Duration METRIC_AGE = Duration.ofSeconds(10);

    private final String root;
    private final Clock clock;

    /**
     * @param root such as {@code http://JOBMANAGER:8081}
     * @param clock of this machine
     */
    public FlinkJobs(URI root, Clock clock) {
        this.root = root.toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    public String address() {
        return root;
    }

    /**
     * A job that has not ended.
     *
     * @param now wall clock of the JobManager when it answered
     * @param askedAt this machine's, half-way between question and answer
     */
    public record Job(
            String id, String name, String state, long start, long now, long askedAt, JsonNode of) {

        public boolean isRunning() {
            boolean all = state.equals("RUNNING");
            for (JsonNode vertex : of.get("vertices")) {
                all &= vertex.get("status").asText().equals("RUNNING");
            }
            return all;
        }

        /** Slots that it lacks; a task of each vertex shares one with those of the others. */
        public int slotsMissing() {
            int missing = 0;
            for (JsonNode vertex : of.get("vertices")) {
                String status = vertex.get("status").asText();
                boolean waits = status.equals("CREATED") || status.equals("SCHEDULED");
                missing = Math.max(missing, waits ? vertex.get("parallelism").asInt() : 0);
            }
            return missing;
        }

        /** The vertex that begins with an operator of that name, or null. */
        public JsonNode vertex(String operator) {
            for (JsonNode vertex : of.get("vertices")) {
                String name = vertex.get("name").asText();
                if (name.equals(operator) || name.startsWith(operator + " -> ")) {
                    return vertex;
                }
            }
            return null;
        }
    }

    /** Slots of all TaskManagers, and those that no job has. */
    public record Slots(int total, int free) {}

    public Slots slots() throws IOException, InterruptedException {
        JsonNode overview = get("/overview");
        return new Slots(
                overview.get("slots-total").asInt(), overview.get("slots-available").asInt());
    }

    /** The jobs that have not ended, once Flink knows their metrics, or has had 5 s to ask. */
    public List<Job> jobs() throws IOException, InterruptedException {
        List<Job> jobs = known();
        for (Job job : jobs) {
            awaitMetrics(job);
        }
        return jobs;
    }

    /** The jobs of Vigil that have not ended, at once. */
    public List<JobView> views() throws IOException, InterruptedException {
        List<JobView> views = new ArrayList<>();
        for (Job job : known()) {
            if (job.name().startsWith(OURS)) {
                JsonNode done = checkpoints(job).at("/latest/completed/latest_ack_timestamp");
                views.add(
                        new JobView(
                                job.name(),
                                job.state(),
                                job.isRunning(),
                                job.start(),
                                done.isNumber() ? (Long) done.asLong() : null));
            }
        }
        return views;
    }

    private List<Job> known() throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode overview : get("/jobs/overview").get("jobs")) {
            if (overview.get("end-time").asLong() > 0) {
                continue;
            }
            String id = overview.get("jid").asText();
            long asked = clock.millis();
            JsonNode job = get("/jobs/" + id);
            jobs.add(
                    new Job(
                            id,
                            job.get("name").asText(),
                            job.get("state").asText(),
                            job.get("start-time").asLong(),
                            job.get("now").asLong(),
                            (asked + clock.millis()) / 2,
                            job));
        }
        return jobs;
    }

    /** The first question makes Flink ask its TaskManagers; until they answer it knows none. */
    private void awaitMetrics(Job job) throws IOException, InterruptedException {
        JsonNode vertex = job.of().get("vertices").path(0);
        int left = job.isRunning() && vertex.isObject() ? ASKS_FOR_METRICS : 0;
        while (left-- > 0 && get(vertices(job, vertex) + "/subtasks/metrics").isEmpty()) {
            Thread.sleep(BETWEEN_ASKS.toMillis());
        }
    }

    public JsonNode checkpoints(Job job) throws IOException, InterruptedException {
        return get("/jobs/" + job.id() + "/checkpoints");
    }

    public long checkpointIntervalMs(Job job) throws IOException, InterruptedException {
        return get("/jobs/" + job.id() + "/checkpoints/config").get("interval").asLong();
    }

    public JsonNode exceptions(Job job) throws IOException, InterruptedException {
        return get("/jobs/" + job.id() + "/exceptions").at("/exceptionHistory/entries");
    }

    /** A watermark per subtask that has reported one. */
    public List<Long> watermarks(Job job, JsonNode vertex)
            throws IOException, InterruptedException {
        List<Long> watermarks = new ArrayList<>();
        for (JsonNode subtask : get(vertices(job, vertex) + "/watermarks")) {
            watermarks.add(subtask.get("value").asLong(Long.MIN_VALUE));
        }
        return watermarks;
    }

    /**
     * A metric over all subtasks of a vertex.
     *
     * @param how max or sum
     */
    public OptionalDouble metric(Job job, JsonNode vertex, String name, String how)
            throws IOException, InterruptedException {
        String path = vertices(job, vertex) + "/subtasks/metrics?get=" + name + "&agg=" + how;
        for (JsonNode metric : get(path)) {
            double value = metric.path(how).asDouble(Double.NaN);
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
        return OptionalDouble.empty();
    }

    private static String vertices(Job job, JsonNode vertex) {
        return "/jobs/" + job.id() + "/vertices/" + vertex.get("id").asText();
    }

    /** Slots of the TaskManager that has most. */
    public int taskSlots() throws IOException, InterruptedException {
        int most = 0;
        for (JsonNode manager : get("/taskmanagers").get("taskmanagers")) {
            most = Math.max(most, manager.path("slotsNumber").asInt());
        }
        return most;
    }

    /** Bytes for tasks on the heap of the smallest TaskManager; empty where there is none. */
    public OptionalDouble taskHeap() throws IOException, InterruptedException {
        OptionalDouble least = OptionalDouble.empty();
        for (JsonNode manager : get("/taskmanagers").get("taskmanagers")) {
            // An embedded one counts a terabyte; then its JVM is the limit.
            double heap =
                    Math.min(
                            manager.at("/memoryConfiguration/taskHeap").asDouble(Double.MAX_VALUE),
                            jvmHeap(manager.get("id").asText()));
            least = OptionalDouble.of(Math.min(heap, least.orElse(Double.MAX_VALUE)));
        }
        return least;
    }

    private double jvmHeap(String manager) throws IOException, InterruptedException {
        String path = "/taskmanagers/" + manager + "/metrics?get=Status.JVM.Memory.Heap.Max";
        for (JsonNode metric : get(path)) {
            return metric.get("value").asDouble(Double.MAX_VALUE);
        }
        return Double.MAX_VALUE;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).build();
        HttpResponse<byte[]> response;
        try {
            response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("no Flink answers at " + root + " (" + e + ")", e);
        }
        if (response.statusCode() != 200) {
            throw new IOException(root + path + " answered with status " + response.statusCode());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(root + path + ": " + Json.problem(e) + "; is it Flink's?", e);
        }
    }
}
