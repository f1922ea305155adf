package dev.vigil.client.account;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.TopicReader;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reports of users without a triage yet, by the session or item that it is about: a hundred reports
 * of one stream are looked at once.
 */
public final class UserReports {
    /** Subjects that are kept while reading; reports of further ones are counted. */
    public static final int MOST_SUBJECTS = 100_000;

    /** Codes and works that are kept of a subject. */
    private static final int MOST_NAMED = 8;

    /** Most reports first, of equally many the one that has waited longest. */
    private static final Comparator<Open> URGENT_FIRST =
            Comparator.comparingInt(Open::count)
                    .reversed()
                    .thenComparingLong(Open::firstAt)
                    .thenComparing(Open::subjectId);

    private final Map<String, Looked> looked = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final int mostSubjects;
    private int leftOut;

    /**
     * Up to where a person has looked. A broker's clock may go back, as where another one leads the
     * partition: the offset does not. A topic that was made anew begins at 0: the time does not.
     */
    private record Looked(long until, long untilOffset) {
        Looked(UserReportsTriaged triaged) {
            this(triaged.until(), triaged.untilOffset());
        }

        boolean includes(Event event) {
            return event.storedAt() <= until && event.offset() <= untilOffset;
        }

        static Looked both(Looked one, Looked other) {
            return new Looked(
                    Math.max(one.until, other.until), Math.max(one.untilOffset, other.untilOffset));
        }
    }

    /** What is open of one session or item. */
    public static final class Open {
        private final String subjectId;
        private final TreeSet<String> codes = new TreeSet<>();
        private final TreeSet<String> works = new TreeSet<>();
        private String accountId;
        private int count;
        private long firstAt = Long.MAX_VALUE;
        private long lastAt;
        private long lastStoredAt;
        private long lastOffset;

        private Open(String subjectId) {
            this.subjectId = subjectId;
        }

        private void add(UserReport report, Event event) {
            count++;
            accountId = report.accountId() == null ? accountId : report.accountId();
            firstAt = Math.min(firstAt, report.at());
            lastAt = Math.max(lastAt, report.at());
            lastStoredAt = Math.max(lastStoredAt, event.storedAt());
            lastOffset = Math.max(lastOffset, event.offset());
            name(report.reasonCode(), codes);
            name(report.workId(), works);
        }

        private static void name(String value, TreeSet<String> named) {
            if (value != null && named.size() < MOST_NAMED) {
                named.add(value);
            }
        }

        public String subjectId() {
            return subjectId;
        }

        /** Empty where no report names it. */
        public String accountId() {
            return accountId == null ? "" : accountId;
        }

        public int count() {
            return count;
        }

        /** Of the earliest report, as the platform dates it (UTC epoch ms). */
        public long firstAt() {
            return firstAt;
        }

        public long lastAt() {
            return lastAt;
        }

        /** Kafka's latest time of them: what comes later has not been looked at. */
        public long lastStoredAt() {
            return lastStoredAt;
        }

        /** The highest of them: what is behind it has not been looked at. */
        public long lastOffset() {
            return lastOffset;
        }

        public List<String> codes() {
            return List.copyOf(codes);
        }

        public List<String> works() {
            return List.copyOf(works);
        }
    }

    private UserReports(int mostSubjects) {
        this.mostSubjects = mostSubjects;
    }

    public static UserReports read(Bus bus) throws IOException {
        return read(bus::each, MOST_SUBJECTS);
    }

    static UserReports read(TopicReader topics, int mostSubjects) throws IOException {
        UserReports reports = new UserReports(mostSubjects);
        topics.each(
                Topic.USER_REPORTS_TRIAGE,
                event ->
                        event.readable(UserReportsTriaged.class)
                                .ifPresent(
                                        it ->
                                                reports.looked.merge(
                                                        it.subjectId(),
                                                        new Looked(it),
                                                        Looked::both)));
        topics.each(Topic.USER_REPORTS, reports::learn);
        return reports;
    }

    private void learn(Event event) {
        event.readable(UserReport.class)
                .filter(it -> !isLooked(it.subjectId(), event))
                .ifPresent(it -> learn(it, event));
    }

    private boolean isLooked(String subjectId, Event event) {
        Looked last = looked.get(subjectId);
        return last != null && last.includes(event);
    }

    private void learn(UserReport report, Event event) {
        if (open.size() >= mostSubjects && !open.containsKey(report.subjectId())) {
            leftOut++;
            return;
        }
        open.computeIfAbsent(report.subjectId(), Open::new).add(report, event);
    }

    /** The most urgent first. */
    public List<Open> open() {
        List<Open> all = new ArrayList<>(open.values());
        all.sort(URGENT_FIRST);
        return all;
    }

    /** Null where nothing is open of it. */
    public Open of(String subjectId) {
        return open.get(subjectId);
    }

    /** Reports of subjects beyond those that are kept. */
    public int leftOut() {
        return leftOut;
    }
}
