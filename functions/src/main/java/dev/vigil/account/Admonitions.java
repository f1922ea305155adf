package dev.vigil.account;

import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which offences occurred after a warning that admonished. One admonishes from its delivery on, by
 * each offence that rests on a ground that counts and that it named when it was delivered: what
 * joined it later was in no letter that the user had. One in the room of a stream admonishes by
 * that stream, once it is an offence by the work that was named.
 *
 * <p>A ladder that is only tried sends no warnings: it takes each as delivered when the measure of
 * its offence took effect.
 */
final class Admonitions {
    private final StrikeLadder ladder;
    private final List<Admonition> all = new ArrayList<>();
    private final List<Admonition> supposed = new ArrayList<>();

    /**
     * @param warning its id
     * @param deliveredAt one of its deliveries
     * @param first an offence that it admonishes by
     * @param hasOther whether there is another one
     */
    private record Admonition(String warning, long deliveredAt, String first, boolean hasOther) {}

    Admonitions(
            StrikeLadder ladder,
            Account account,
            Map<String, JudgedOffence> offences,
            boolean ifUpheld) {
        this.ladder = ladder;
        for (Map.Entry<String, KeptWarning> one : account.warnings().entries()) {
            if (admonishes(one.getValue())) {
                add(one.getKey(), one.getValue(), offences, ifUpheld);
            }
        }
        if (ladder.shadow()) {
            offences.values().stream()
                    .filter(one -> one.counts(ifUpheld))
                    .map(one -> new Admonition(one.id(), one.establishedAt(), one.id(), false))
                    .forEach(supposed::add);
        }
    }

    static boolean admonishes(KeptWarning warning) {
        return warning.kind() == WarningKind.FIRST
                || warning.kind() == WarningKind.STRIKE
                || warning.kind() == WarningKind.LIVE;
    }

    private void add(
            String id, KeptWarning warning, Map<String, JudgedOffence> offences, boolean ifUpheld) {
        boolean isLive = warning.kind() == WarningKind.LIVE;
        for (long deliveredAt : deliveries(warning)) {
            String first = null;
            int supporting = 0;
            for (int i = 0; i < warning.offences().size(); i++) {
                String about = warning.offences().get(i);
                JudgedOffence named = offences.get(about);
                if (named != null
                        && named.counts(ifUpheld)
                        && WarningBook.wasNamed(warning, i, deliveredAt)
                        && (isLive
                                ? countsBy(LiveWarnings.work(id), named, ifUpheld)
                                : named.establishedAt() <= deliveredAt)) {
                    first = first == null ? about : first;
                    supporting++;
                }
            }
            if (supporting > 0) {
                long at =
                        isLive
                                ? Math.max(deliveredAt, WarningBook.shownAt(warning, 0))
                                : deliveredAt;
                all.add(new Admonition(id, at, first, supporting > 1));
            }
        }
    }

    private List<Long> deliveries(KeptWarning warning) {
        List<Long> reached = WarningBook.reached(warning, ladder.admonition());
        return ladder.publicAdmonishes()
                ? Stream.concat(reached.stream(), warning.announced().stream()).toList()
                : reached;
    }

    /** Whether a reason that counts rests on the work: its stream may be cut for others too. */
    private boolean countsBy(String workId, JudgedOffence named, boolean ifUpheld) {
        return named.kept().reasons().stream()
                .filter(reason -> reason.stands() && ladder.counts(reason.kind()))
                .filter(reason -> !named.fallen().contains(reason.ground()))
                .filter(reason -> ifUpheld || !named.disputed().contains(reason.ground()))
                .flatMap(reason -> reason.references().stream())
                .filter(reference -> reference.startsWith(workId + "/"))
                .anyMatch(reference -> !named.fallen().contains(GroundFact.ofReference(reference)));
    }

    /** An offence whose time is not known is never admonished. */
    boolean precede(JudgedOffence offence) {
        Long occurredAt = offence.kept().occurredAt();
        return occurredAt != null
                && (precedes(all, offence, occurredAt) || precedes(supposed, offence, occurredAt));
    }

    private boolean precedes(List<Admonition> admonitions, JudgedOffence offence, long occurredAt) {
        for (Admonition one : admonitions) {
            boolean isInTime =
                    one.deliveredAt <= occurredAt
                            && occurredAt < one.deliveredAt + ladder.admonitionMs();
            if (isInTime && (one.hasOther || !one.first.equals(offence.id()))) {
                return true;
            }
        }
        return false;
    }

    /** When those that admonish at a moment will end, each with its last delivery. */
    List<Long> endsAfter(long nowMs) {
        Map<String, Long> ends = new HashMap<>();
        all.forEach(
                one -> ends.merge(one.warning, one.deliveredAt + ladder.admonitionMs(), Math::max));
        return ends.values().stream().filter(end -> nowMs < end).toList();
    }
}
