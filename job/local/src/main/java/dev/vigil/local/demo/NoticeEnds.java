package dev.vigil.local.demo;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of a notice, in one line: levels of each clock, further records, last state. */
final class NoticeEnds {
    private final Seen seen;

    NoticeEnds(Seen seen) {
        this.seen = seen;
    }

    /** Records that the job could not use. */
    long refused() {
        return seen.all(DeadLetter.class).count();
    }

    /** True while an alert or an end refers to a record that has not been seen yet. */
    boolean breachesOnTheirWay() {
        long told =
                seen.all(EscalationAlert.class)
                        .filter(alert -> alert.level().equals("E8"))
                        .map(EscalationAlert::alertKey)
                        .distinct()
                        .count();
        long corrected =
                seen.all(EscalationResolved.class)
                        .filter(
                                end ->
                                        end.outcome() == NoticeState.CLEARED
                                                || end.outcome() == NoticeState.CLOSED_LATE)
                        .map(EscalationResolved::alertKey)
                        .distinct()
                        .count();
        return seen.all(BreachRecord.class).count() < told
                || seen.all(BreachCorrection.class).count() < corrected;
    }

    String of(String noticeId) {
        List<String> parts = new ArrayList<>();
        String levels = clocks(noticeId);
        parts.add(levels.isEmpty() ? "no alert" : levels);
        seen.all(NoticeCommand.class)
                .filter(command -> command.noticeId().equals(noticeId))
                .map(command -> command.measure() + " ordered")
                .distinct()
                .forEach(parts::add);
        String breach = breach(noticeId);
        if (!breach.isEmpty()) {
            parts.add(breach);
        }
        boolean barred =
                seen.all(NoticeLink.class)
                        .filter(link -> link.kind() == LinkKind.BARRED)
                        .anyMatch(link -> link.noticeId().equals(noticeId));
        if (barred) {
            parts.add("barred");
        }
        parts.add(
                seen.all(NoticeStatus.class)
                        .filter(status -> status.noticeId().equals(noticeId))
                        .reduce((before, after) -> after)
                        .map(status -> status.state().name())
                        .orElse("nothing"));
        return String.join("; ", parts);
    }

    private String clocks(String noticeId) {
        Map<String, EscalationAlert> byKey = new LinkedHashMap<>();
        seen.all(EscalationAlert.class)
                .filter(alert -> alert.noticeId().equals(noticeId))
                .sorted(Comparator.comparingLong(EscalationAlert::firesAt))
                .forEach(alert -> byKey.putIfAbsent(alert.alertKey(), alert));
        Map<Integer, Map<String, List<EscalationAlert>>> clocks = new TreeMap<>();
        for (EscalationAlert alert : byKey.values()) {
            boolean reminder = alert.level().startsWith("E9");
            String level = reminder ? alert.level() : alert.level().substring(0, 2);
            clocks.computeIfAbsent(alert.generation(), it -> new TreeMap<>())
                    .computeIfAbsent(level, it -> new ArrayList<>())
                    .add(alert);
        }
        return String.join(
                " / ",
                clocks.values().stream()
                        .map(
                                levels ->
                                        String.join(
                                                " ",
                                                levels.entrySet().stream()
                                                        .map(
                                                                it ->
                                                                        level(
                                                                                it.getKey(),
                                                                                it.getValue()))
                                                        .toList()))
                        .toList());
    }

    private static String level(String name, List<EscalationAlert> alerts) {
        List<String> skipped = alerts.get(0).skippedLevels();
        return name
                + (alerts.size() > 1 ? " x" + alerts.size() : "")
                + (skipped.isEmpty() ? "" : " (skipped " + String.join(" ", skipped) + ")");
    }

    private String breach(String noticeId) {
        long breaches =
                seen.all(BreachRecord.class)
                        .filter(breach -> breach.noticeId().equals(noticeId))
                        .count();
        String corrections =
                String.join(
                        "",
                        seen.all(BreachCorrection.class)
                                .filter(more -> more.noticeId().equals(noticeId))
                                .map(more -> more.cleared() ? ", cleared" : ", closed late")
                                .toList());
        return breaches == 0 ? "" : "breach" + (breaches > 1 ? " x" + breaches : "") + corrections;
    }
}
