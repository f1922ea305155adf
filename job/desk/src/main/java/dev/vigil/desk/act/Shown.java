package dev.vigil.desk.act;

import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.OpenReports;
import dev.vigil.schema.account.DepartmentReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person decides on, as a page has shown it: a form has it in a hidden field. What has
 * arrived since is not decided by it, as it was not read.
 *
 * @param value in the field
 * @param words in the text {@code deed.NAME.shown}
 */
public record Shown(String value, List<Object> words) {
    /** Name of the field. */
    public static final String FIELD = "shown";

    private static final String REPORTS = "reports";

    private static final Pattern UP_TO = Pattern.compile("(\\d{1,15}) (\\d{1,18})");

    public Shown {
        words = List.copyOf(words);
    }

    /** A version of a report to the department. */
    public static Shown of(DepartmentReport report) {
        return new Shown(
                report.reportId() + " " + report.version(),
                List.of(report.reportId(), report.version()));
    }

    /**
     * Reports of users about one subject, up to these.
     *
     * @param storedAt Kafka's latest time of them, UTC epoch ms
     * @param offset the highest one
     */
    public static Shown ofReports(long storedAt, long offset) {
        return new Shown(storedAt + " " + offset, List.of(Instant.ofEpochMilli(storedAt)));
    }

    /**
     * What there is now; empty where there is nothing to decide on, or all of it is decided on.
     *
     * @param id what the form is about
     * @param reportId of a report that the form names; null for none
     */
    static Optional<Shown> now(Deed deed, ActFacts known, String id, String reportId)
            throws IOException {
        return switch (deed.name()) {
            case "decide", "carryout" ->
                    known.proposal(id)
                            .map(it -> new Shown(it.proposalId(), List.of(it.proposalId())));
            case "report", "sent" -> known.report(reportId == null ? id : reportId).map(Shown::of);
            case "signal" ->
                    known.signal(id)
                            .map(
                                    it ->
                                            new Shown(
                                                    it.contentDigest(),
                                                    List.of(it.title(), it.version())));
            case REPORTS ->
                    known.openReports(id).map(it -> ofReports(it.lastStoredAt(), it.lastOffset()));
            default -> Optional.empty();
        };
    }

    /**
     * What a field has, in words: of what has changed since there are none but of reports of users,
     * which are looked at up to there.
     */
    static Optional<Shown> read(Deed deed, String value, Optional<Shown> now) {
        return deed.name().equals(REPORTS)
                ? upTo(value).map(it -> ofReports(it.lastStoredAt(), it.lastOffset()))
                : now.filter(it -> it.value().equals(value));
    }

    /**
     * @throws DeskRefused where the form was made from something else
     */
    static void require(Deed deed, StoredFacts known, FormValues form) throws IOException {
        Optional<Shown> now = now(deed, known, form.id(), form.text("reportId"));
        String value = form.text(FIELD);
        boolean isNow =
                deed.name().equals(REPORTS)
                        ? upTo(value).flatMap(it -> known.openReports(form.id(), it)).isPresent()
                        : read(deed, value, now).isPresent();
        if (now.isEmpty() || isNow) {
            return;
        }
        if (form.text("reportId") != null && !now.get().isOfSameReport(value)) {
            throw new DeskRefused(DeskRefused.OTHER_REPORT, now.get().words().toArray());
        }
        throw new DeskRefused(DeskRefused.CHANGED);
    }

    /** An id has no space. */
    private boolean isOfSameReport(String other) {
        return other == null || other.startsWith(value.substring(0, value.indexOf(' ') + 1));
    }

    /** The reports of users that a form has shown; null for none. */
    static OpenReports reports(FormValues form) {
        return upTo(form.text(FIELD)).orElse(null);
    }

    private static Optional<OpenReports> upTo(String value) {
        Matcher upTo = UP_TO.matcher(value == null ? "" : value);
        return upTo.matches()
                ? Optional.of(
                        new OpenReports(
                                1, Long.parseLong(upTo.group(1)), Long.parseLong(upTo.group(2))))
                : Optional.empty();
    }
}
