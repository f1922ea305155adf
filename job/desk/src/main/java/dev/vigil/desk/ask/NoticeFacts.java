package dev.vigil.desk.ask;

import dev.vigil.notice.Completeness;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.List;

/**
 * What is known of one notice. Times are UTC epoch ms.
 *
 * @param received null where the journal no longer has it, or it was erased
 * @param receivedRecord its record; null where the journal no longer has it
 * @param status null where the job has given none yet
 * @param alerts by run of the clock and time
 * @param ends of runs of the clock, by their number
 * @param refused why the job has refused its record; null where it has not, and where it has given
 *     a status
 */
public record NoticeFacts(
        QueueRow row,
        NoticeReceived received,
        StoredRecord receivedRecord,
        NoticeStatus status,
        List<AlertRow> alerts,
        List<RunEnd> ends,
        List<Breach> breaches,
        List<Proceeding> proceedings,
        String refused) {
    /**
     * What the law asks of a notice and this one does not have: as the job has it, which counts
     * what was brought later, or as it was filed. Nothing of an authority's order, which counts as
     * it is, and of one that is not known.
     */
    public List<Element> lacking() {
        if (received != null && received.directive() != null) {
            return List.of();
        }
        if (status != null) {
            return status.missing();
        }
        return received == null ? List.of() : Completeness.missing(received);
    }

    /**
     * How a run of the clock ended.
     *
     * @param outcome of {@code NoticeState}
     */
    public record RunEnd(long generation, String outcome, Long stoppedAt, Long dueAt) {}

    /**
     * A promise that was broken.
     *
     * @param doneAt when it was done, by a correction; null where none is known
     * @param cleared it was done in time, and proved late; null where nothing is known
     */
    public record Breach(
            String breachId,
            Long generation,
            Long dueAt,
            String causeCode,
            Long doneAt,
            Boolean cleared) {}

    /**
     * What the notifier did about a counter-notice.
     *
     * @param kind of {@code ProceedingKind}, or DECIDED
     * @param upheld of DECIDED: the measure remains
     */
    public record Proceeding(String kind, Long at, Boolean upheld) {}
}
