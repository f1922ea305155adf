package dev.vigil.account;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What makes offences graver that only their account knows. Nothing of it is counted. */
final class Aggravators {
    /** Matched time after a warning that is more than the user needed to stop. */
    static final long CONTINUED_MS = 60_000;

    private final boolean isLinked;

    /**
     * By offence: when a warning that names it was first delivered while it stood, or in its room.
     */
    private final Map<String, Long> deliveredAt = new HashMap<>();

    private final Set<String> warnedLive = new HashSet<>();

    Aggravators(Account account) {
        isLinked = !Collections.disjoint(account.book().linked(), account.book().offending());
        for (KeptWarning one : account.warnings().values()) {
            if (Admonitions.admonishes(one)) {
                for (int i = 0; i < one.offences().size(); i++) {
                    delivered(account, i, one);
                }
            }
        }
    }

    private void delivered(Account account, int index, KeptWarning warning) {
        String offenceId = warning.offences().get(index);
        KeptOffence offence = account.offences().get(offenceId);
        if (offence == null) {
            return;
        }
        boolean isLive = warning.kind() == WarningKind.LIVE;
        if (isLive) {
            warnedLive.add(offenceId);
        }
        Long named = isLive ? Long.valueOf(Long.MIN_VALUE) : offence.establishedAt();
        if (named != null) {
            WarningBook.reached(warning, ReceiptState.DELIVERED).stream()
                    .filter(at -> at >= named && WarningBook.wasNamed(warning, index, at))
                    .forEach(at -> deliveredAt.merge(offenceId, at, Math::min));
        }
    }

    List<Aggravator> of(String id, KeptOffence kept) {
        boolean isContinued = isContinued(id, kept);
        if (!isContinued && !isLinked) {
            return kept.aggravators();
        }
        TreeSet<Aggravator> all = new TreeSet<>(kept.aggravators());
        if (isContinued) {
            all.add(Aggravator.CONTINUED);
        }
        if (isLinked) {
            all.add(Aggravator.LINKED);
        }
        return List.copyOf(all);
    }

    /** Only a stream goes on: of an upload nothing says how long it was there. */
    private boolean isContinued(String id, KeptOffence kept) {
        Long since = deliveredAt.get(id);
        boolean isStream = kept.measure() == Measure.STOP_STREAM || warnedLive.contains(id);
        return since != null
                && isStream
                && kept.occurredAt() != null
                && matchedMs(kept, since) >= CONTINUED_MS;
    }

    /**
     * What it matched from that moment on. Its first time code was captured at {@code occurredAt}
     * or later, so this is never too much.
     */
    private static long matchedMs(KeptOffence kept, long since) {
        List<TimeCode> spans =
                kept.timeCodes().stream()
                        .sorted(Comparator.comparingLong(TimeCode::fromMs))
                        .toList();
        if (spans.isEmpty()) {
            return 0;
        }
        long begin = kept.occurredAt() - spans.get(0).fromMs();
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
}
