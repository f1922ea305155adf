package dev.vigil.cli.account;

import dev.vigil.account.StrikeLadder;
import dev.vigil.account.StrikeLadder.Restraint;
import dev.vigil.account.StrikeLadder.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A ladder in words. */
final class LadderText {
    private LadderText() {}

    static List<String> lines(StrikeLadder ladder) {
        List<String> lines = new ArrayList<>();
        lines.add(row("counts", names(ladder.grounds())));
        lines.add(
                row(
                        "offence",
                        switch (ladder.establish()) {
                            case CONFIRMED -> "once the platform has confirmed a measure";
                            case VERDICT -> "with the decision alone";
                        }));
        lines.add(
                row(
                        "strike",
                        "offences within "
                                + ladder.incidentHours()
                                + " h are one; it counts for "
                                + days(ladder.strikeDays())
                                + " from when its measure took effect"));
        lines.add(
                row(
                        "warned",
                        "only what happens after a warning is "
                                + ladder.admonition()
                                + " makes a strike, for "
                                + days(ladder.admonitionDays())
                                + (ladder.publicAdmonishes()
                                        ? "; announced in public is as good"
                                        : "")));
        ladder.rungs().forEach(rung -> lines.add(row(rung.step().name(), rung(rung))));
        lines.add(
                row(
                        "people",
                        "decide a proposal within "
                                + days(ladder.decisionDays())
                                + "; a user may dispute for "
                                + days(ladder.disputeDays())));
        lines.add(
                row(
                        "settles",
                        "a step up is commanded after " + ladder.settleMs() / 1_000.0 + " s"));
        lines.add(
                row(
                        "education",
                        ladder.educationForgives() == 0
                                ? "forgives nothing"
                                : "forgives "
                                        + ladder.educationForgives()
                                        + " strikes in 365 days at most"));
        lines.add(
                row(
                        "where",
                        ladder.territories().contains(StrikeLadder.EVERYWHERE)
                                ? "everywhere"
                                : "only in " + names(ladder.territories())));
        if (ladder.shadow()) {
            lines.add(
                    row(
                            "shadow",
                            "only tried: no warning, command or report follows, and each warning is"
                                    + " taken as delivered at once"));
        }
        return lines;
    }

    private static String rung(Rung rung) {
        return "from "
                + rung.strikes()
                + (rung.strikes() == 1 ? " strike: " : " strikes: ")
                + (rung.restraints().isEmpty()
                        ? "no measure"
                        : rung.restraints().stream()
                                .map(LadderText::restraint)
                                .collect(Collectors.joining(", ")))
                + (rung.proposes() ? "; ending the service is proposed to a person" : "");
    }

    private static String restraint(Restraint restraint) {
        return restraint.measure()
                + " for "
                + days(restraint.days())
                + (restraint.untilDecided() ? " or until a person declines" : "");
    }

    private static String days(int days) {
        return days + (days == 1 ? " day" : " days");
    }

    private static String names(List<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String row(String name, String words) {
        return String.format(Locale.ROOT, "  %-10s %s", name, words);
    }
}
