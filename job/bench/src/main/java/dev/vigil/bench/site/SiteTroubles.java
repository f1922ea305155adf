package dev.vigil.bench.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * What is seen of a site where something is awaited in vain: in the error, as a test's folder is
 * gone when it has failed.
 */
final class SiteTroubles {
    private static final Pattern TROUBLE =
            Pattern.compile("\\b(WARN|ERROR)\\b|Exception|switched from");

    /** Of each log, the last ones. */
    private static final int MOST_LINES = 30;

    private static final int ASKED_WITHIN_S = 10;

    private SiteTroubles() {}

    /**
     * State and event time of the job, transactions that hold readers back, and the last warnings
     * and errors in each log.
     *
     * @param job null where there is none
     * @param clients of the broker, null before it is there
     */
    static String of(Path directory, FlinkRest rest, JobID job, int tasks, Properties clients)
            throws IOException {
        StringBuilder all = new StringBuilder();
        if (job != null) {
            all.append("\nthe job is ").append(rest.status(job));
            long eventMs = rest.watermark(job, tasks);
            all.append(
                    eventMs == Long.MIN_VALUE
                            ? ", its event time is not known"
                            : ", its event time " + Instant.ofEpochMilli(eventMs));
        }
        if (clients != null) {
            all.append("\nopen transactions: ").append(transactions(clients));
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
            for (Path log : logs) {
                for (String line : lines(log)) {
                    all.append('\n').append(log.getFileName()).append(": ").append(line);
                }
            }
        }
        return all.toString();
    }

    private static String transactions(Properties clients) {
        try (Admin admin = Admin.create(clients)) {
            return admin
                    .listTransactions(
                            new ListTransactionsOptions()
                                    .filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get(ASKED_WITHIN_S, TimeUnit.SECONDS)
                    .stream()
                    .map(each -> each.transactionalId())
                    .sorted()
                    .collect(Collectors.joining(" "));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        } catch (Exception e) {
            // Perhaps the broker is what has failed.
            return "no answer, '" + e + "'";
        }
    }

    private static Deque<String> lines(Path log) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        // Any bytes are lines in it.
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> TROUBLE.matcher(line).find())
                    .forEach(
                            line -> {
                                last.add(line);
                                if (last.size() > MOST_LINES) {
                                    last.remove();
                                }
                            });
        }
        return last;
    }
}
