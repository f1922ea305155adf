package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AlertQuery.ShownAlerts;
import dev.vigil.desk.ask.AlertRow;
import dev.vigil.desk.ask.AlertRow.AlertKind;
import dev.vigil.desk.ask.ListPage;
import java.util.List;

/**
 * Alerts that are active.
 *
 * @param acked as it is in the URL
 * @param last the latest of a notice, where none is shown; null for none at all
 */
public record AlertsView(
        ListPage<AlertRow> page,
        List<Line> lines,
        List<Tab> tabs,
        List<Choice> kinds,
        String acked,
        AlertRow last,
        String next,
        String csv) {
    /** A link to those of one kind. */
    public record Tab(ShownAlerts shown, String path, boolean isHere) {}

    /**
     * An alert with what its record has beside the row.
     *
     * @param levelWords of a command the measure, of the ledger what is to be looked at
     * @param detail why a command is not done, or what a ledger's alert is about; null for none
     * @param recipients roles, as the rules of the clock name them
     * @param skipped levels that passed before it and were not reported
     * @param runbook address of the page with what to do
     */
    public record Line(
            AlertRow alert,
            String levelWords,
            String detail,
            List<String> recipients,
            List<String> skipped,
            String runbook) {
        public AlertKind kind() {
            return alert.kind();
        }

        /** The screen of what it is about. */
        public String screen() {
            return switch (alert.kind()) {
                case NOTICE -> "notice";
                case COMMAND -> "session";
                case LEDGER -> "account";
            };
        }

        /** How dark its level is. */
        public String levelClass() {
            return alert.kind() == AlertKind.NOTICE ? Urgency.levelClass(alert.level()) : "";
        }
    }
}
