package dev.vigil.bench.years;

import dev.vigil.bench.report.Machine;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run of years found, as Markdown or JSON, and what of it is not as promised. */
final class YearsReport {
    /** At 10,000 upheld items a day, in the second year. */
    static final long MOST_HEAP_BYTES = 600L << 20;

    static final long MOST_VERDICT_BYTES = 200_000;

    /** That a call may hold its task. */
    static final double MOST_CALL_MS = 200;

    /** Of the heap of a job from the third quarter of the run to the last, of its state aside. */
    private static final double MOST_HEAP_GROWTH = 1.10;

    /** What happens to be on the heap when one looks. */
    private static final long HEAP_NOISE_BYTES = 32L << 20;

    /** With less, what a job takes without any state, or before it is compiled, is too much. */
    static final int LEAST_SHARE = 50;

    private static final int YEAR = 365;
    private static final int CALLS = 5;

    private final String command;
    private final List<Years.Found> jobs;

    /** The report for machines. */
    record Result(
            String command,
            String machine,
            List<Years.Found> jobs,
            List<String> broken,
            boolean good) {}

    YearsReport(String command, List<Years.Found> jobs) {
        this.command = command;
        this.jobs = jobs;
    }

    /** A line for each promise that is broken. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Years.Found job : jobs) {
            job.growing().forEach(state -> broken.add(growing(job, state)));
            long verdict = job.largest().getOrDefault(Topic.VERDICTS.topicName(), 0L);
            if (verdict > MOST_VERDICT_BYTES) {
                broken.add(
                        text(
                                "verdicts: expected at most %,d bytes, got %,d",
                                MOST_VERDICT_BYTES, verdict));
            }
            job.largest().forEach((topic, bytes) -> tooLarge(topic, bytes, broken));
            broken.addAll(job.unmet());
            if (job.plan().share() >= LEAST_SHARE) {
                atFullRate(job, broken);
            }
        }
        return broken;
    }

    private static void tooLarge(String topic, long bytes, List<String> broken) {
        if (bytes > Topic.LARGEST_RECORD) {
            broken.add(
                    text(
                            "%s: expected at most %,d bytes, got %,d",
                            topic, Topic.LARGEST_RECORD, bytes));
        }
    }

    private static void atFullRate(Years.Found job, List<String> broken) {
        long heap = secondYear(job);
        if (heap > MOST_HEAP_BYTES) {
            broken.add(
                    text(
                            "heap of the notice task: expected at most %,d MB in the second"
                                    + " year, got %,d MB",
                            MOST_HEAP_BYTES >> 20, heap >> 20));
        }
        int days = job.plan().days();
        long before = most(job.heap(), days / 2, days * 3 / 4);
        long after = most(job.heap(), days * 3 / 4 + 1, days);
        if (after > before * MOST_HEAP_GROWTH + HEAP_NOISE_BYTES) {
            broken.add(
                    text(
                            "heap of the %s job: expected no growth after day %d, got %,d MB and"
                                    + " later %,d MB",
                            job.plan().job(), days / 2, before >> 20, after >> 20));
        }
        job.longestMs().forEach((uid, ms) -> tooLong(uid, ms, broken));
    }

    private static long most(TreeMap<Integer, Long> bytes, int from, int to) {
        return bytes.subMap(from, true, to, true).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static void tooLong(String uid, double ms, List<String> broken) {
        if (ms > MOST_CALL_MS) {
            broken.add(
                    text("%s: expected no call above %.0f ms, got %.0f ms", uid, MOST_CALL_MS, ms));
        }
    }

    private static String growing(Years.Found job, String state) {
        TreeMap<Integer, Measurement.Size> sizes = job.states().get(state);
        int days = job.plan().days();
        return text(
                "%s: expected no growth after day %d, got %,d bytes in %,d entries on day %d and"
                        + " %,d in %,d on day %d",
                state,
                days / 2,
                sizes.ceilingEntry(days / 2).getValue().bytes(),
                sizes.ceilingEntry(days / 2).getValue().entries(),
                sizes.ceilingKey(days / 2),
                sizes.lastEntry().getValue().bytes(),
                sizes.lastEntry().getValue().entries(),
                sizes.lastKey());
    }

    /** The most after the first year, at the rates of the reference site; 0 for other runs. */
    private static long secondYear(Years.Found job) {
        return job.plan().job().equals("notice")
                ? job.heap().tailMap(YEAR, false).values().stream()
                        .mapToLong(bytes -> atTheSite(job, bytes))
                        .max()
                        .orElse(0)
                : 0;
    }

    private static long atTheSite(Years.Found job, long bytes) {
        return bytes * Years.FULL / job.plan().share();
    }

    boolean print(PrintWriter out, boolean json) {
        List<String> broken = broken();
        if (json) {
            out.println(
                    Json.text(new Result(command, Machine.text(), jobs, broken, broken.isEmpty())));
        } else {
            out.println("\n## `" + command + "`\n\n" + Machine.text());
            jobs.forEach(job -> print(out, job));
            out.println();
            broken.forEach(line -> out.println("- " + line));
            out.println(broken.isEmpty() ? "**As promised.**" : "\n**Not as promised.**");
        }
        out.flush();
        return broken.isEmpty();
    }

    private static void print(PrintWriter out, Years.Found job) {
        Years.Plan plan = job.plan();
        out.println(
                text(
                        "\n### The %s job, %d days in %.0f s, rates at %d : %,d\n",
                        plan.job(), plan.days(), job.seconds(), plan.share(), Years.FULL));
        job.scenarios().forEach(scenario -> out.println("- " + scenario));
        if (!job.options().isEmpty()) {
            out.println("- lowered to half of the run: " + String.join(" ", job.options()));
        }
        List<Integer> days = World.NAMED.stream().filter(day -> day <= plan.days()).toList();
        table(out, "bytes of a savepoint on day", days);
        job.states().forEach((state, sizes) -> out.println(row(state, sizes, days)));
        out.println(memory("keyed states", job.keyed(), days));
        if (!job.heap().isEmpty()) {
            out.println(memory("heap", job.heap(), days));
            out.println(memory("resident, all of the process", job.resident(), days));
        }
        out.println("\n| topic | records | largest, bytes |\n|---|---|---|");
        job.published()
                .forEach(
                        (topic, records) ->
                                out.println(
                                        text(
                                                "| %s | %,d | %,d |",
                                                topic, records, job.largest().get(topic))));
        out.println(
                "\nThe longest single calls with the thread at work: "
                        + longest(job.longestMs())
                        + ". With waits for the collector, a disk or the processor: "
                        + longest(job.longestWithWaitsMs())
                        + ".");
        if (plan.job().equals("notice") && secondYear(job) > 0) {
            out.println(
                    text(
                            "\nAt the reference site a notice task has %,d MB on its heap in the"
                                    + " second year, and keyed state of %,d MB in RocksDB.",
                            secondYear(job) >> 20,
                            atTheSite(job, job.keyed().lastEntry().getValue()) >> 20));
        }
    }

    private static void table(PrintWriter out, String what, List<Integer> days) {
        out.println(
                "\n| "
                        + what
                        + days.stream().map(day -> " | " + day).collect(Collectors.joining())
                        + " | entries |");
        out.println("|---" + "|---".repeat(days.size()) + "|---|");
    }

    private static String row(
            String state, TreeMap<Integer, Measurement.Size> sizes, List<Integer> days) {
        String cells =
                days.stream()
                        .map(day -> sizes.getOrDefault(day, new Measurement.Size(0, 0)))
                        .map(size -> text(" | %,d", size.bytes()))
                        .collect(Collectors.joining());
        return text("| %s%s | %,d |", state, cells, sizes.lastEntry().getValue().entries());
    }

    private static String memory(String what, TreeMap<Integer, Long> bytes, List<Integer> days) {
        return "| "
                + what
                + ", MB at this share"
                + days.stream()
                        .map(day -> text(" | %.1f", bytes.get(day) / 1048576.0))
                        .collect(Collectors.joining())
                + " | |";
    }

    private static String longest(Map<String, Double> longestMs) {
        Set<Map.Entry<String, Double>> all = longestMs.entrySet();
        return all.stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(CALLS)
                .map(call -> text("%s %.0f ms", call.getKey(), call.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }
}
