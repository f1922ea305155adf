package dev.vigil.usage;

import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.SessionAudience;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a platform has reported of who saw a session. */
final class Audiences {
    /** Of a session, the latest ones; an earlier one than all of them is not counted. */
    static final int MOST = 128;

    private static final Comparator<SessionAudience> IN_ORDER =
            Comparator.comparingLong(SessionAudience::from)
                    .thenComparing(SessionAudience::territory);

    private Audiences() {}

    static MeteredSession reported(MeteredSession session, SessionAudience report) {
        if (session.reports().contains(report) || isTooEarly(session.reports(), report)) {
            return session;
        }
        List<SessionAudience> reports = new ArrayList<>(session.reports());
        reports.removeIf(report::isOfSame);
        reports.add(report);
        reports.sort(IN_ORDER);
        return session.withReports(List.copyOf(reports));
    }

    private static boolean isTooEarly(List<SessionAudience> known, SessionAudience report) {
        return known.size() == MOST && IN_ORDER.compare(report, known.get(0)) < 0;
    }
}
