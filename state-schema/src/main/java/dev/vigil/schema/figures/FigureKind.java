package dev.vigil.schema.figures;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is counted. Each thing is counted once, by the first record of it, on the day on which it
 * happened. A report prints the query beside the figure.
 */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum FigureKind {
    NOTICES_RECEIVED(DsaRow.NOTICES, "notices of rights holders, by receipt", "track"),
    NOTICES_COMPLETE(
            DsaRow.NOTICES,
            "notices that had all that the law asks for when they were received",
            ""),
    NOTICES_SUPPLEMENTED(DsaRow.NOTICES, "supplements to notices, by receipt", ""),
    ITEM_OUTCOMES(
            DsaRow.NOTICES, "items of notices, by what became of them when it did", "outcome"),
    ITEM_TO_ACTION(
            DsaRow.NOTICES,
            "from the receipt of the notice to the effect of the measure on an item, by effect",
            "track",
            true),
    BREACHES(DsaRow.NOTICES, "deadlines that were missed, by when they were due", "track/cause"),
    BREACHES_CLEARED(
            DsaRow.NOTICES,
            "missed deadlines that turned out to be kept, proved late, by when they were due",
            ""),
    COUNTER_NOTICES(DsaRow.COMPLAINTS, "items that a counter-notice disputes, by its receipt", ""),
    COUNTER_NOTICES_DECIDED(
            DsaRow.COMPLAINTS, "disputed items, by the day of their outcome", "outcome"),
    COUNTER_NOTICE_TO_OUTCOME(
            DsaRow.COMPLAINTS,
            "from the receipt of a counter-notice to the outcome of an item, by the day of that",
            "",
            true),
    MEASURES(
            DsaRow.OWN_INITIATIVE,
            "measures on uploads, live streams and items of notices that took effect, by effect",
            "source/ground"),
    MEASURES_BY_TYPE(
            DsaRow.OWN_INITIATIVE,
            "measures on uploads and live streams that took effect, by effect",
            "measure"),
    MEASURES_LIFTED(
            DsaRow.AUTOMATED, "measures on sessions that were taken back, by effect", "reason"),
    OVERTURNED(
            DsaRow.AUTOMATED,
            "measures that a decision found wrong, by the day of that decision",
            "by"),
    OVERTURNED_BY_GROUND(
            DsaRow.AUTOMATED,
            "sessions and items whose measure a review, a waiver or a counter-notice found wrong",
            "source/ground"),
    OVERTURNED_BY_REFERENCE(
            DsaRow.AUTOMATED,
            "sessions that a reference blocked by mistake, by the day of the review",
            "work/reference"),
    UPLOADS_CHECKED(DsaRow.AUTOMATED, "uploads that were analysed, by their end", "result"),
    WARNINGS(DsaRow.SUSPENSIONS, "warnings to users, by issue", "kind"),
    WARNINGS_DELIVERED(
            DsaRow.SUSPENSIONS, "warnings that reached their user, by the first delivery", ""),
    WARNINGS_UNDELIVERED(
            DsaRow.SUSPENSIONS,
            "warnings announced in public as their user could not be reached, by issue",
            "kind"),
    STRIKES(DsaRow.SUSPENSIONS, "strikes, by their day", ""),
    STRIKES_ENDED(DsaRow.SUSPENSIONS, "strikes that ended, by the day", "cause"),
    STEPS_REACHED(DsaRow.SUSPENSIONS, "accounts that went up to a step, by the day", "step"),
    STEPS_LEFT(DsaRow.SUSPENSIONS, "accounts that went down from a step, by the day", "step"),
    ACCOUNT_MEASURES(
            DsaRow.SUSPENSIONS, "measures on accounts that took effect, by effect", "measure"),
    PROPOSALS_DECIDED(
            DsaRow.SUSPENSIONS,
            "decisions of a person on ending a service, by the day",
            "decision"),
    APPEALS(DsaRow.COMPLAINTS, "appeals, by the day on which they were filed", ""),
    APPEALS_DECIDED(DsaRow.COMPLAINTS, "appeals, by the day of their decision", "outcome"),
    APPEAL_TO_DECISION(
            DsaRow.COMPLAINTS, "from an appeal to its decision, by the day of that", "", true),
    DIRECTIVES(DsaRow.ORDERS, "orders of authorities, by receipt", "kind"),
    DIRECTIVES_ANSWERED(
            DsaRow.ORDERS, "things handed over to authorities, by the day of that", "kind"),
    DIRECTIVE_TO_ANSWER(
            DsaRow.ORDERS,
            "from an order to each thing handed over, by the day of that",
            "kind",
            true),
    LIST_BATCHES(DsaRow.ORDERS, "batches and entries of the list, by publication", ""),
    BATCH_TO_EFFECT(
            DsaRow.ORDERS,
            "from a batch of the list to its effect in all tasks, by effect",
            "reader",
            true),
    NOTIFIERS_FLAGGED(
            DsaRow.SUSPENSIONS, "notifiers that reached a level, by when it began", "level"),
    EVIDENCE_FORGED(
            DsaRow.SUSPENSIONS,
            "items of notices whose evidence was found forged, by that day",
            "");

    /** Row of the report templates of Regulation (EU) 2024/2835, and article of the Declaration. */
    public enum DsaRow {
        ORDERS("1.2", "IX"),
        NOTICES("1.3", "VI"),
        OWN_INITIATIVE("1.4", "II"),
        COMPLAINTS("1.5", "VI"),
        SUSPENSIONS("1.5", "V"),
        AUTOMATED("1.6", "II");

        private final String template;
        private final String article;

        DsaRow(String template, String article) {
            this.template = template;
            this.article = article;
        }

        /** As the templates number it. */
        public String template() {
            return template;
        }

        /** In Roman numerals. */
        public String article() {
            return article;
        }
    }

    private final DsaRow row;
    private final String query;
    private final String dimension;
    private final boolean isDuration;

    FigureKind(DsaRow row, String query, String dimension) {
        this(row, query, dimension, false);
    }

    FigureKind(DsaRow row, String query, String dimension, boolean isDuration) {
        this.row = row;
        this.query = query;
        this.dimension = dimension;
        this.isDuration = isDuration;
    }

    public DsaRow row() {
        return row;
    }

    /** What it counts, in words. */
    public String query() {
        return query;
    }

    /** What it is counted by; empty for nothing. */
    public String dimension() {
        return dimension;
    }

    /** True where times are counted, by how long they are. */
    public boolean isDuration() {
        return isDuration;
    }
}
