package dev.vigil.bench.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;

/** What a benchmark asks Flink's REST API; empty answers while a job restarts. */
public final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode EMPTY = JSON.createArrayNode();
    private static final String CLOCK = "notice clock";
    private static final String JOB = "JOB";
    private static final List<String> PAGES =
            List.of(
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/taskmanagers",
                    "/jobs/JOB",
                    "/jobs/JOB/config",
                    "/jobs/JOB/plan",
                    "/jobs/JOB/exceptions",
                    "/jobs/JOB/checkpoints",
                    "/jobs/JOB/checkpoints/config",
                    "/jobs/JOB/jobmanager/config");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String root;
    private String vertex;
    private JobID vertexOf;

    FlinkRest(int port) {
        root = "http://127.0.0.1:" + port;
    }

    /** The least watermark of all subtasks of the notice clock; minimum while one is not known. */
    long watermark(JobID job, int parallelism) {
        return Optional.ofNullable(clock(job))
                .flatMap(id -> get("/jobs/" + job + "/vertices/" + id + "/watermarks"))
                .map(answer -> least(answer, parallelism))
                .orElse(Long.MIN_VALUE);
    }

    private static long least(JsonNode answer, int parallelism) {
        long least = Long.MAX_VALUE;
        for (JsonNode subtask : answer) {
            least = Math.min(least, subtask.get("value").asLong(Long.MIN_VALUE));
        }
        return answer.size() < parallelism ? Long.MIN_VALUE : least;
    }

    private String clock(JobID job) {
        if (!job.equals(vertexOf)) {
            JsonNode vertices = get("/jobs/" + job).map(j -> j.get("vertices")).orElse(null);
            if (vertices != null) {
                for (JsonNode each : vertices) {
                    if (each.get("name").asText().contains(CLOCK)) {
                        vertex = each.get("id").asText();
                        vertexOf = job;
                    }
                }
            }
        }
        return vertex;
    }

    public int taskManagers() {
        return taskManagerIds().size();
    }

    /** Of all that are registered; one that was killed is among them until that is noticed. */
    Set<String> taskManagerIds() {
        Set<String> ids = new HashSet<>();
        for (JsonNode each : get("/taskmanagers").map(a -> a.get("taskmanagers")).orElse(EMPTY)) {
            ids.add(each.get("id").asText());
        }
        return ids;
    }

    String status(JobID job) {
        return get("/jobs/" + job).map(answer -> answer.get("state").asText()).orElse("UNKNOWN");
    }

    /**
     * True where every task runs: not while one is scheduled, restored or cancelled. The page of
     * the job itself would have all TaskManagers send all of their metrics, each time.
     */
    public boolean isRunning(JobID job) {
        for (JsonNode each : get("/jobs/overview").map(a -> a.get("jobs")).orElse(EMPTY)) {
            if (each.path("jid").asText().equals(job.toString())) {
                int tasks = each.at("/tasks/total").asInt();
                return each.path("state").asText().equals("RUNNING")
                        && tasks > 0
                        && each.at("/tasks/running").asInt() == tasks;
            }
        }
        return false;
    }

    /** Ms from trigger to completion. */
    public long slowestCheckpoint(JobID job) {
        return checkpoints(job)
                .map(answer -> answer.at("/summary/end_to_end_duration/max").asLong())
                .orElse(0L);
    }

    private Optional<JsonNode> checkpoints(JobID job) {
        return get("/jobs/" + job + "/checkpoints");
    }

    /**
     * When the last completed checkpoint was triggered: what was published before it is durable.
     */
    public long durableBefore(JobID job) {
        return checkpoints(job)
                .map(answer -> answer.at("/latest/completed/trigger_timestamp").asLong(0))
                .orElse(0L);
    }

    /** Bytes of the last completed one, what it shares with earlier ones included. */
    public long checkpointBytes(JobID job) {
        return checkpoints(job)
                .map(answer -> answer.at("/latest/completed/state_size").asLong())
                .orElse(0L);
    }

    /** Records that lie in Kafka and that no source has read yet; empty while none reports it. */
    public OptionalLong pendingRecords(JobID job) {
        return sum(job, "pendingRecords");
    }

    /** Tasks whose part of the index is not complete yet; empty while none reports it. */
    public OptionalLong warming(JobID job) {
        return sum(job, "indexWarming");
    }

    /** Of a metric of all subtasks that have it; empty where one of them does not answer. */
    private OptionalLong sum(JobID job, String name) {
        OptionalLong sum = OptionalLong.empty();
        for (JsonNode vertex : get("/jobs/" + job).map(j -> j.get("vertices")).orElse(EMPTY)) {
            String metrics =
                    "/jobs/" + job + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
            for (JsonNode each : get(metrics).orElse(EMPTY)) {
                String id = each.get("id").asText();
                if (id.endsWith("." + name)) {
                    String query = metrics + "?get=" + URLEncoder.encode(id, UTF_8);
                    JsonNode value = get(query).orElse(EMPTY).at("/0/sum");
                    if (!value.isNumber()) {
                        return OptionalLong.empty();
                    }
                    sum = OptionalLong.of(sum.orElse(0) + value.asLong());
                }
            }
        }
        return sum;
    }

    /** How long brokers let the sinks wait lately, in ms, added up; empty while none reports it. */
    public OptionalLong throttledMs(JobID job) {
        return sum(job, "produce-throttle-time-max");
    }

    /** What a job failed with, and went on from. */
    public record Failure(long atMs, String what) {}

    /** The last ones; a JobManager that is started anew knows none of before. */
    public List<Failure> failures(JobID job) {
        List<Failure> failures = new ArrayList<>();
        get("/jobs/" + job + "/exceptions?maxExceptions=100")
                .map(answer -> answer.at("/exceptionHistory/entries"))
                .ifPresent(
                        entries -> {
                            for (JsonNode each : entries) {
                                failures.add(
                                        new Failure(
                                                each.path("timestamp").asLong(),
                                                rootCause(each.path("stacktrace").asText())));
                            }
                        });
        return failures;
    }

    private static String rootCause(String stackTrace) {
        int last = stackTrace.lastIndexOf("Caused by: ");
        return stackTrace.substring(Math.max(0, last)).lines().findFirst().orElse("");
    }

    public int failedCheckpoints(JobID job) {
        return checkpoints(job).map(answer -> answer.at("/counts/failed").asInt()).orElse(0);
    }

    /** What a person sees of a job and its settings in Flink's UI, by path. */
    Map<String, byte[]> pages(JobID job) throws IOException {
        Map<String, byte[]> pages = new TreeMap<>();
        for (String path : PAGES) {
            String page = path.replace(JOB, job.toString());
            byte[] answer = answer(page);
            if (answer == null) {
                throw new IOException(root + page + ": expected an answer, got none");
            }
            pages.put(page, answer);
        }
        return pages;
    }

    private Optional<JsonNode> get(String path) {
        try {
            byte[] answer = answer(path);
            return answer == null ? Optional.empty() : Optional.of(JSON.readTree(answer));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Null where Flink knows none. */
    private byte[] answer(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? response.body() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
