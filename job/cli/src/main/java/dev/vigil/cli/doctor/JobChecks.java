package dev.vigil.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.client.cluster.FlinkJobs;
import dev.vigil.client.cluster.FlinkJobs.Job;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.TopicDescription;

/** One job of Vigil on a cluster. Ages go by the JobManager's clock, not by this machine's. */
final class JobChecks {
    private static final long RESTARTS_WITHIN_MS = Duration.ofMinutes(15).toMillis();
    private static final int MOST_RESTARTS = 2;

    /** A TaskManager that is lost fails some tasks at once, and those that were to replace them. */
    private static final long ONE_RESTART_MS = Duration.ofMinutes(1).toMillis();

    /** Whatever fails more often than this in a minute restarts more than once. */
    private static final int FAILURES_OF_ONE = 6;

    /** A checkpoint is late after this many intervals, but not before a minute. */
    private static final int INTERVALS = 5;

    private static final long LEAST_AGE_MS = Duration.ofMinutes(1).toMillis();

    /** A failed checkpoint is forgotten after this long. */
    private static final long FAILED_LATELY_MS = Duration.ofMinutes(3).toMillis();

    /** Live media that is read later than this is evidence only: too late for a command. */
    private static final long MOST_LAG_MS = Duration.ofMinutes(1).toMillis();

    private static final String WATCH = "clock watch";
    private static final String LEDGER_WATCH = "ledger clock watch";

    private final FlinkJobs flink;
    private final Job job;

    JobChecks(FlinkJobs flink, Job job) {
        this.flink = flink;
        this.job = job;
    }

    DoctorFinding state() throws Exception {
        String check = named("state");
        if (job.isRunning()) {
            return DoctorFinding.well(
                    check, "has run for " + TopicChecks.span(job.now() - job.start()));
        }
        int missing = job.slotsMissing();
        FlinkJobs.Slots slots = flink.slots();
        if (missing > 0 && slots.free() == 0) {
            return DoctorFinding.wrong(
                    check,
                    "free slots for its tasks, " + missing,
                    "none free of " + slots.total(),
                    "wait if the TaskManagers have just been started; else start another, or"
                            + " submit the job with a smaller -p");
        }
        return DoctorFinding.wrong(
                check,
                "every task RUNNING",
                job.state() + " with " + tasksNotRunning(),
                "look at the exceptions of the job in Flink's UI, " + flink.address());
    }

    private String tasksNotRunning() {
        List<String> tasks = new ArrayList<>();
        for (JsonNode vertex : job.of().get("vertices")) {
            if (!vertex.get("status").asText().equals("RUNNING")) {
                String name = vertex.get("name").asText().replaceAll(" -> .*", "");
                tasks.add(name + " " + vertex.get("status").asText());
            }
        }
        return tasks.isEmpty() ? "all tasks running" : String.join(", ", tasks);
    }

    DoctorFinding restarts() throws Exception {
        String check = named("restarts");
        List<Long> recent = new ArrayList<>();
        String newest = "";
        for (JsonNode entry : flink.exceptions(job)) {
            if (entry.get("timestamp").asLong() > job.now() - RESTARTS_WITHIN_MS) {
                recent.add(entry.get("timestamp").asLong());
                newest = newest.isEmpty() ? why(entry) : newest;
            }
        }
        int restarts = restarts(recent);
        return restarts <= MOST_RESTARTS
                ? DoctorFinding.well(
                        check,
                        restarts
                                + " in "
                                + TopicChecks.span(RESTARTS_WITHIN_MS)
                                + ", of "
                                + recent.size()
                                + " failures")
                : DoctorFinding.wrong(
                        check,
                        "at most "
                                + MOST_RESTARTS
                                + " in "
                                + TopicChecks.span(RESTARTS_WITHIN_MS)
                                + " (a few failures within a minute are one)",
                        restarts + " of " + recent.size() + " failures, the last of " + newest,
                        see(
                                "#the-job-restarts",
                                "#the-ledger-job-restarts",
                                "#the-media-job-restarts"));
    }

    /** As an operator counts them: Flink lists one loss as two to five failures. */
    static int restarts(List<Long> failedAt) {
        List<Long> left = new ArrayList<>(failedAt);
        left.sort(null);
        int restarts = 0;
        while (!left.isEmpty()) {
            long end = left.get(0) + ONE_RESTART_MS;
            int together = (int) left.stream().filter(at -> at < end).count();
            restarts += (together + FAILURES_OF_ONE - 1) / FAILURES_OF_ONE;
            left = left.subList(together, left.size());
        }
        return restarts;
    }

    private String see(String ofClock, String ofLedger, String ofMedia) {
        String page = "media.md" + ofMedia;
        if (hasClock()) {
            page = "time.md" + ofClock;
        } else if (hasLedger()) {
            page = "ledger.md" + ofLedger;
        }
        return "see job/docs/runbooks/" + page;
    }

    private static String why(JsonNode entry) {
        return entry.path("exceptionName").asText() + " in " + entry.path("taskName").asText("-");
    }

    DoctorFinding checkpoints() throws Exception {
        String check = named("checkpoints");
        JsonNode checkpoints = flink.checkpoints(job);
        long intervalMs = flink.checkpointIntervalMs(job);
        long lateMs = Math.max(LEAST_AGE_MS, INTERVALS * intervalMs);
        JsonNode done = checkpoints.at("/latest/completed");
        JsonNode failed = checkpoints.at("/latest/failed");
        // It may have been completed after the job was asked.
        long ageMs = Math.max(0, job.now() - done.path("latest_ack_timestamp").asLong(job.start()));
        long tookMs = done.path("end_to_end_duration").asLong(0);
        long restoredAt = checkpoints.at("/latest/restored/restore_timestamp").asLong(0);
        boolean failing = isFailing(failed, restoredAt, done, ageMs);
        String told =
                (done.isObject() ? "the last " : "none, job started ")
                        + TopicChecks.span(ageMs)
                        + " ago, in "
                        + TopicChecks.span(tookMs)
                        + failures(checkpoints);
        if (ageMs <= lateMs && tookMs <= lateMs && !failing) {
            return DoctorFinding.well(check, told);
        }
        String why = failed.path("failure_message").asText("");
        return DoctorFinding.wrong(
                check,
                "one each "
                        + TopicChecks.span(intervalMs)
                        + ", within "
                        + TopicChecks.span(lateMs)
                        + " and taking no longer, none failed in "
                        + TopicChecks.span(FAILED_LATELY_MS)
                        + " but with a restart",
                told + (failing && !why.isEmpty() ? " (" + why + ")" : ""),
                see(
                        "#checkpoints-fail",
                        "#checkpoints-of-the-ledger-fail",
                        "#media-checkpoints-fail"));
    }

    /**
     * The last one has failed, or one has lately: what is completed in between may be luck. One
     * that was under way when the job restarted failed with it: restarts have a check of their own.
     */
    private boolean isFailing(JsonNode failed, long restoredAt, JsonNode done, long ageMs) {
        boolean isLast = failed.path("id").asLong(-1) > done.path("id").asLong(-1);
        long failedAt = failed.path("failure_timestamp").asLong(0);
        boolean isLate = failedAt > restoredAt && job.now() - failedAt < FAILED_LATELY_MS;
        return isLate || isLast && ageMs > LEAST_AGE_MS;
    }

    /**
     * With the age of the last one: those of long ago are no fault of now. Flink only counts those
     * that it could not begin.
     */
    private String failures(JsonNode checkpoints) {
        int count = checkpoints.at("/counts/failed").asInt();
        long failedAt = checkpoints.at("/latest/failed").path("failure_timestamp").asLong(0);
        if (count == 0) {
            return ", none failed";
        }
        String last =
                failedAt == 0
                        ? ", none of them begun: usual while its tasks start"
                        : ", the last "
                                + TopicChecks.span(Math.max(0, job.now() - failedAt))
                                + " ago";
        return ", " + count + " failed since the job started" + last;
    }

    /** The clock's time is the least that its watch has heard; the minimum before it begins. */
    DoctorFinding watermark(Duration standstill) throws Exception {
        return watermark(named("clock"), WATCH, standstill, "time.md");
    }

    DoctorFinding ledgerWatermark(Duration standstill) throws Exception {
        return watermark(named("ledger's clock"), LEDGER_WATCH, standstill, "ledger.md");
    }

    private DoctorFinding watermark(String check, String of, Duration standstill, String page)
            throws Exception {
        JsonNode watch = job.vertex(of);
        long least = Long.MAX_VALUE;
        for (long watermark : flink.watermarks(job, watch)) {
            least = Math.min(least, watermark);
        }
        boolean begun = least > Long.MIN_VALUE && least < Long.MAX_VALUE;
        // The watermark is asked after the job was; a clock that is ahead has a check of its own.
        long behindMs = begun ? Math.max(0, job.now() - least) : Long.MAX_VALUE;
        return behindMs <= standstill.plus(FlinkJobs.METRIC_AGE).toMillis()
                ? DoctorFinding.well(check, "time is " + TopicChecks.span(behindMs) + " behind")
                : DoctorFinding.wrong(
                        check,
                        "time at most " + TopicChecks.span(standstill.toMillis()) + " behind",
                        begun ? TopicChecks.span(behindMs) : "a time that has not begun",
                        "vigil watch health shows the reason; see job/docs/runbooks/" + page);
    }

    /** How far the clock's time is ahead of the JobManager's; never above 0 on equal clocks. */
    OptionalDouble aheadMs() throws Exception {
        JsonNode watch = job.vertex(hasClock() ? WATCH : LEDGER_WATCH);
        if (watch == null) {
            return OptionalDouble.empty();
        }
        // The watermark is asked after the job was, so the job's now is brought forward by that.
        long asked = System.nanoTime();
        List<Long> watermarks = flink.watermarks(job, watch);
        long meanwhileMs = (System.nanoTime() - asked) / 1_000_000;
        return watermarks.stream()
                .filter(watermark -> watermark < Long.MAX_VALUE)
                .mapToDouble(watermark -> watermark - (double) job.now() - meanwhileMs)
                .max();
    }

    DoctorFinding parallelism(Map<String, TopicDescription> topics) {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        sources()
                .forEach(
                        (source, vertex) -> {
                            int partitions = 0;
                            for (Topic topic : sourceTopics().get(source)) {
                                TopicDescription found = topics.get(topic.topicName());
                                partitions += found == null ? 0 : found.partitions().size();
                            }
                            int tasks = vertex.get("parallelism").asInt();
                            if (tasks > partitions) {
                                expected.add("at most " + partitions + " tasks of " + source);
                                got.add(Integer.toString(tasks));
                            }
                        });
        String check = named("sources");
        return expected.isEmpty()
                ? DoctorFinding.well(check, "none has more tasks than partitions")
                : DoctorFinding.wrong(
                        check,
                        String.join(", ", expected) + ", as many as partitions",
                        String.join(", ", got),
                        "create the partitions (above): a task without one holds time back");
    }

    DoctorFinding lag() throws Exception {
        List<String> late = new ArrayList<>();
        long waiting = 0;
        for (Map.Entry<String, JsonNode> source : sources().entrySet()) {
            String operator = "Source__" + source.getKey().replace(' ', '_');
            JsonNode vertex = source.getValue();
            double records =
                    flink.metric(job, vertex, operator + ".pendingRecords", "sum").orElse(0);
            double behindMs =
                    flink.metric(job, vertex, operator + ".currentEmitEventTimeLag", "max")
                            .orElse(0);
            waiting += (long) records;
            // Of a source that waits for records the lag is that of its last one: no fault.
            if (records > 0 && behindMs > MOST_LAG_MS) {
                late.add(
                        source.getKey()
                                + " "
                                + TopicChecks.span((long) behindMs)
                                + " with "
                                + (long) records
                                + " records to read");
            }
        }
        String check = named("lag");
        return late.isEmpty()
                ? DoctorFinding.well(check, waiting + " records to read")
                : DoctorFinding.wrong(
                        check,
                        "sources at most " + TopicChecks.span(MOST_LAG_MS) + " behind",
                        String.join(", ", late),
                        "wait if the job has just started; else look in Flink's UI for the task"
                                + " that is busy, and give it more CPU or parallelism");
    }

    private Map<String, JsonNode> sources() {
        Map<String, JsonNode> found = new HashMap<>();
        for (String source : sourceTopics().keySet()) {
            JsonNode vertex = job.vertex("Source: " + source);
            if (vertex != null) {
                found.put(source, vertex);
            }
        }
        return found;
    }

    private static Map<String, List<Topic>> sourceTopics() {
        Map<String, List<Topic>> all = new HashMap<>(KafkaEndpoints.MEDIA_SOURCES);
        all.putAll(KafkaEndpoints.NOTICE_SOURCES);
        all.putAll(KafkaEndpoints.LEDGER_SOURCES);
        all.putAll(KafkaEndpoints.AUDIT_SOURCES);
        return all;
    }

    boolean hasClock() {
        return job.vertex(WATCH) != null;
    }

    boolean hasLedger() {
        return job.vertex(LEDGER_WATCH) != null;
    }

    boolean hasIndex() {
        return job.vertex("search") != null;
    }

    /** Tasks that hold the index. */
    int searchTasks() {
        return job.vertex("search").get("parallelism").asInt();
    }

    String named(String check) {
        return job.name() + " " + check;
    }
}
