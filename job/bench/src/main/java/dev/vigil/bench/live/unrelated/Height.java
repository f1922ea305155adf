package dev.vigil.bench.live.unrelated;

import dev.vigil.bench.report.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Evidence that a stream reached for some work.
 *
 * @param stream name of the recording
 * @param seconds end of the packet, in the stream
 * @param work name of the recording that the evidence is for; null where there was none
 */
record Height(String stream, double seconds, String work, double evidence) {

    Height orHigher(Height other) {
        return other.evidence > evidence ? other : this;
    }

    /** Writes rows below a title; the title alone where there are none. */
    static void table(PrintWriter out, String title, List<Height> rows, double threshold) {
        out.println(title);
        out.println();
        if (!rows.isEmpty()) {
            out.println("| stream | at | work | evidence | threshold |\n|---|---|---|---|---|");
            rows.forEach(row -> out.println(row.row(threshold)));
            out.println();
        }
    }

    String row(double threshold) {
        return String.format(
                Locale.ROOT,
                "| %s | %d:%04.1f | %s | %s | %s |",
                stream,
                (int) seconds / 60,
                seconds % 60,
                work,
                Row.number(evidence),
                Row.number(threshold));
    }
}
