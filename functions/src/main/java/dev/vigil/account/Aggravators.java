package dev.vigil.account;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What makes offences graver that only their account knows. Nothing of it is counted. */
final class Aggravators {
    /** Matched time after a warning that is more than the user needed to stop. */
    static final long CONTINUED_MS = 60_000;

    /** Of a warning that is about all works of its offences. */
    private static final String ALL_WORKS = "";

    private final boolean isLinked;

    /**
     * By offence and work: when a warning that names it was first delivered while it stood, or in
     * its room.
     */
    private final Map<String, Map<String, Long>> deliveredAt = new HashMap<>();

    Aggravators(Account account) {
        isLinked = !Collections.disjoint(account.book().linked(), account.book().offending());
        for (Map.Entry<String, KeptWarning> one : account.warnings().entries()) {
            KeptWarning warning = one.getValue();
            if (Admonitions.admonishes(warning)) {
                boolean isLive = warning.kind() == WarningKind.LIVE;
                String work = isLive ? LiveWarnings.work(one.getKey()) : ALL_WORKS;
                for (int i = 0; i < warning.offences().size(); i++) {
                    delivered(account, i, warning, work);
                }
            }
        }
    }

    private void delivered(Account account, int index, KeptWarning warning, String work) {
        String offenceId = warning.offences().get(index);
        KeptOffence offence = account.offences().get(offenceId);
        boolean isLive = warning.kind() == WarningKind.LIVE;
        if (offence == null || !isLive && offence.establishedAt() == null) {
            return;
        }
        long named = isLive ? WarningBook.shownAt(warning, index) : offence.establishedAt();
        for (long at : WarningBook.reached(warning, ReceiptState.DELIVERED)) {
            boolean wasNamed = WarningBook.wasNamed(warning, index, at);
            if (wasNamed && (isLive || at >= named)) {
                deliveredAt
                        .computeIfAbsent(offenceId, none -> new HashMap<>())
                        .merge(work, Math.max(at, named), Math::min);
            }
        }
    }

    /**
     * @param state of the offence: a link is of now, it makes none graver that is over
     */
    List<Aggravator> of(String id, KeptOffence kept, OffenceState state) {
        boolean isContinued = isContinued(id, kept);
        boolean isShownLinked =
                isLinked && (state == OffenceState.STANDING || state == OffenceState.SUSPENDED);
        if (!isContinued && !isShownLinked) {
            return kept.aggravators();
        }
        TreeSet<Aggravator> all = new TreeSet<>(kept.aggravators());
        if (isContinued) {
            all.add(Aggravator.CONTINUED);
        }
        if (isShownLinked) {
            all.add(Aggravator.LINKED);
        }
        return List.copyOf(all);
    }

    /** Only a stream goes on: of an upload nothing says how long it was there. */
    private boolean isContinued(String id, KeptOffence kept) {
        Map<String, Long> since = deliveredAt.get(id);
        if (since == null || kept.occurredAt() == null) {
            return false;
        }
        boolean isStream =
                kept.measure() == Measure.STOP_STREAM
                        || since.keySet().stream().anyMatch(work -> !work.equals(ALL_WORKS));
        return isStream
                && since.entrySet().stream()
                        .anyMatch(
                                one ->
                                        matchedMs(kept, one.getKey(), one.getValue())
                                                >= CONTINUED_MS);
    }

    /** What it matched of the work from that moment on; never too much. */
    private static long matchedMs(KeptOffence kept, String work, long since) {
        List<TimeCode> spans =
                kept.timeCodes().stream()
                        .filter(span -> work.equals(ALL_WORKS) || work.equals(span.workId()))
                        .sorted(Comparator.comparingLong(TimeCode::fromMs))
                        .toList();
        long begin = beganAt(kept);
        long counted = since;
        long matched = 0;
        for (TimeCode span : spans) {
            long from = Math.max(counted, begin + span.fromMs());
            long to = begin + span.toMs();
            matched += Math.max(0, to - from);
            counted = Math.max(counted, to);
        }
        return matched;
    }

    /**
     * When the recording began, or earlier: the first capture is of one of its works, and a work
     * that is recognised later may begin before that one.
     */
    private static long beganAt(KeptOffence kept) {
        Map<String, Long> first = new HashMap<>();
        kept.timeCodes().forEach(span -> first.merge(span.workId(), span.fromMs(), Math::min));
        return kept.occurredAt()
                - first.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
