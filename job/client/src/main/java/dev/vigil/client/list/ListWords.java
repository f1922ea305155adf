package dev.vigil.client.list;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ListWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Entries and receipts in words. */
public final class ListWords {
    private ListWords() {}

    public static String reader(ListReader reader) {
        return reader == ListReader.JUDGE ? "verdicts" : "notice clock";
    }

    public static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.2f s", Math.max(0, ms) / 1000.0);
    }

    public static String receipt(ListReceipt receipt) {
        StringBuilder words = new StringBuilder(reader(receipt.reader())).append(": ");
        if (receipt.effectiveAt() == null) {
            words.append("not effective everywhere yet");
        } else {
            words.append(receipt.entries())
                    .append(receipt.entries() == 1 ? " change" : " changes")
                    .append(" effective on all ")
                    .append(receipt.subtasks())
                    .append(" subtasks, each within ")
                    .append(seconds(receipt.slowestMs()))
                    .append(" of its publication");
        }
        if (receipt.waiting() > 0) {
            words.append(", ").append(receipt.waiting()).append(" WAITING for a subtask");
        }
        if (receipt.reader() == ListReader.JUDGE) {
            words.append("; ")
                    .append(receipt.rejudged())
                    .append(" sessions judged again, ")
                    .append(receipt.stopped())
                    .append(" stopped by it, ")
                    .append(receipt.lifted())
                    .append(" let go");
        }
        return words.toString();
    }

    public static String windows(ListEntry entry) {
        List<String> shown = new ArrayList<>();
        for (ListWindow window : entry.windows()) {
            String to = window.to() == null ? "..." : window.to();
            shown.add(window.from() + " to " + to + " " + window.zone());
        }
        return String.join("; ", shown);
    }

    public static String territories(ListEntry entry) {
        String where = String.join(",", entry.territoryInclude());
        return entry.territoryExclude().isEmpty()
                ? where
                : where + " not " + String.join(",", entry.territoryExclude());
    }

    public static String providers(ListEntry entry) {
        return entry.providerScope().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Whether it holds at that time, and if not, why. */
    public static String at(ListEntry entry, long atMs) {
        if (entry.withdrawnAt() != null && entry.withdrawnAt() <= atMs) {
            return "withdrawn";
        }
        return entry.appliedAt(atMs) ? "in force" : "window closed";
    }
}
