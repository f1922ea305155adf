package dev.vigil.cli.account;

import dev.vigil.cli.text.AsCalled;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All reports of one session or item. */
@Command(
        name = "show",
        description = {
            "Show what users reported of one stream or upload, and who has looked at it.",
            "The users' own words stay with the platform; where they are is shown."
        },
        footer = {"", "Example:", "  vigil user-report show live-2026-1124-0042"})
public final class UserReportShowCommand extends ReadingVerb {
    /** Lines. */
    private static final int MOST = 1_000;

    @Parameters(paramLabel = "SUBJECT", description = "id of the stream or upload")
    private String subjectId;

    private final List<Line> lines = new ArrayList<>();
    private int leftOut;
    private String accountId;

    /** By Kafka's time; a look is behind the reports that it covers, whatever its clock said. */
    private record Line(long orderMs, long at, String words) {}

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            bus.each(Topic.USER_REPORTS, this::report);
            bus.each(Topic.USER_REPORTS_TRIAGE, this::triage);
        }
        if (lines.isEmpty()) {
            throw new IOException(
                    "SUBJECT: expected a stream or upload that a user reported, got '"
                            + subjectId
                            + "'; see vigil user-report list");
        }
        lines.sort(Comparator.comparingLong(Line::orderMs));
        say(subjectId + (accountId == null ? "" : ", account " + accountId));
        if (leftOut > 0) {
            say("  ... " + leftOut + " earlier lines are left out");
        }
        lines.forEach(line -> say("  " + Times.clock(line.at()) + "  " + line.words()));
        if (accountId != null) {
            say(AsCalled.of("See vigil account show ") + accountId);
        }
        return 0;
    }

    private void report(Event event) {
        event.readable(UserReport.class)
                .filter(it -> it.subjectId().equals(subjectId))
                .ifPresent(
                        it -> {
                            accountId = it.accountId() == null ? accountId : it.accountId();
                            add(event.storedAt(), it.at(), words(it));
                        });
    }

    private void triage(Event event) {
        event.readable(UserReportsTriaged.class)
                .filter(it -> it.subjectId().equals(subjectId))
                .ifPresent(it -> add(Math.max(event.storedAt(), it.until()), it.at(), words(it)));
    }

    private static String words(UserReport report) {
        return "reported ("
                + report.reportId()
                + "): "
                + report.reasonCode()
                + (report.workId() == null ? "" : ", as " + report.workId())
                + (report.textRef() == null ? "" : ", in words at " + report.textRef());
    }

    static String words(UserReportsTriaged triaged) {
        return "looked at by "
                + triaged.by()
                + ": "
                + triaged.outcome()
                + (triaged.ref() == null ? "" : ", " + triaged.ref())
                + ", "
                + triaged.reason();
    }

    private void add(long orderMs, long at, String words) {
        if (lines.size() == MOST) {
            lines.sort(Comparator.comparingLong(Line::orderMs));
            lines.subList(0, MOST / 2).clear();
            leftOut += MOST / 2;
        }
        lines.add(new Line(orderMs, at, words));
    }
}
