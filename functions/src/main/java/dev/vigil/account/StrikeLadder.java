package dev.vigil.account;

import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.enforcement.Measure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How offences come to strikes and strikes to steps. Figures are a platform's own; none is a
 * constant of the law.
 *
 * @param version named in every record that it decided
 * @param grounds kinds of grounds that count
 * @param establish what makes an offence one
 * @param incidentHours offences within this time are one strike
 * @param strikeDays an offence counts this long after its measure took effect
 * @param admonitionDays a delivered warning admonishes this long
 * @param admonition how far a warning must have come to admonish
 * @param publicAdmonishes whether a warning that could be announced in public only admonishes, from
 *     then on
 * @param rungs steps, by ascending strikes
 * @param decisionDays within these a person decides a proposal, else it is overdue
 * @param disputeDays within these a user may dispute, from the issue of a warning
 * @param settleMs a step up must hold this long before a measure is commanded
 * @param educationForgives strikes that completed courses of the last 365 days forgive, at most
 * @param territories offences count where they are about one of these; * is everywhere
 * @param shadow only tried: derived and published; no warning, command or report follows from it,
 *     and each warning is taken as delivered at once
 */
public record StrikeLadder(
        String version,
        List<GroundKind> grounds,
        Establish establish,
        int incidentHours,
        int strikeDays,
        int admonitionDays,
        ReceiptState admonition,
        boolean publicAdmonishes,
        List<Rung> rungs,
        int decisionDays,
        int disputeDays,
        long settleMs,
        int educationForgives,
        List<String> territories,
        boolean shadow)
        implements Serializable {
    public static final String EVERYWHERE = "*";

    /** Longest span that any figure may have. */
    private static final int MAX_DAYS = 3_650;

    private static final long MAX_SETTLE_MS = 3_600_000;

    /** What makes an offence one. */
    public enum Establish {
        /** The platform confirmed a measure. */
        CONFIRMED,
        /** The decision alone. */
        VERDICT
    }

    /**
     * @param strikes from this many
     * @param restraints what is commanded
     * @param proposes whether ending the service is proposed to a person
     */
    public record Rung(LadderStep step, int strikes, List<Restraint> restraints, boolean proposes)
            implements Serializable {}

    /**
     * @param days how long, from the moment its strike began to count
     * @param untilDecided ends with the decision about the proposal, if that comes earlier
     */
    public record Restraint(Measure measure, int days, boolean untilDecided)
            implements Serializable {}

    public static final StrikeLadder DEFAULTS =
            new StrikeLadder(
                    "default-1",
                    Arrays.stream(GroundKind.values())
                            .filter(kind -> kind != GroundKind.OWNER_POLICY)
                            .toList(),
                    Establish.CONFIRMED,
                    24,
                    90,
                    365,
                    ReceiptState.DELIVERED,
                    false,
                    List.of(
                            new Rung(LadderStep.S1, 1, List.of(off(Measure.LIVE_OFF, 7)), false),
                            new Rung(
                                    LadderStep.S2,
                                    2,
                                    List.of(
                                            off(Measure.LIVE_OFF, 14),
                                            off(Measure.UPLOADS_HELD, 14)),
                                    false),
                            new Rung(
                                    LadderStep.S3,
                                    3,
                                    List.of(
                                            new Restraint(Measure.LIVE_OFF, 7, true),
                                            new Restraint(Measure.UPLOADS_HELD, 7, true)),
                                    true)),
                    7,
                    30,
                    10_000,
                    0,
                    List.of(EVERYWHERE),
                    false);

    private static Restraint off(Measure measure, int days) {
        return new Restraint(measure, days, false);
    }

    /** What is wrong with it, all at once; empty where nothing is. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        text("version", version, errors);
        check(!empty(grounds), "grounds", "one kind of ground or more", grounds, errors);
        if (grounds != null && grounds.contains(GroundKind.OWNER_POLICY)) {
            errors.add(
                    "grounds: expected no OWNER_POLICY, as the wish of an owner alone is no"
                            + " offence that counts, got it; take it out");
        }
        check(establish != null, "establish", "CONFIRMED or VERDICT", establish, errors);
        range("incidentHours", incidentHours, 1, 24 * 31, errors);
        range("strikeDays", strikeDays, 1, MAX_DAYS, errors);
        range("admonitionDays", admonitionDays, 1, MAX_DAYS, errors);
        check(
                admonition != null && admonition.compareTo(ReceiptState.DELIVERED) >= 0,
                "admonition",
                "DELIVERED, READ or ACKNOWLEDGED",
                admonition,
                errors);
        range("decisionDays", decisionDays, 1, 365, errors);
        range("disputeDays", disputeDays, 1, MAX_DAYS, errors);
        range("settleMs", settleMs, 0, MAX_SETTLE_MS, errors);
        range("educationForgives", educationForgives, 0, 10, errors);
        check(!empty(territories), "territories", "one territory, or *", territories, errors);
        rungErrors(errors);
        return errors;
    }

    private void rungErrors(List<String> errors) {
        if (empty(rungs) || rungs.size() > 3) {
            check(false, "rungs", "one to three of S1, S2 and S3", rungs, errors);
            return;
        }
        int before = 0;
        LadderStep last = LadderStep.S0;
        for (Rung rung : rungs) {
            String name = "rungs." + rung.step();
            check(
                    rung.step() != null
                            && rung.step() != LadderStep.ENDED
                            && rung.step().compareTo(last) > 0,
                    name,
                    "S1, S2 and S3 in this order, each once",
                    rung.step(),
                    errors);
            range(name + ".strikes", rung.strikes(), before + 1, 50, errors);
            before = Math.max(before, rung.strikes());
            last = rung.step() == null ? last : rung.step();
            restraintErrors(name, rung, errors);
        }
    }

    private static void restraintErrors(String name, Rung rung, List<String> errors) {
        List<Measure> seen = new ArrayList<>();
        for (Restraint restraint : rung.restraints()) {
            Measure measure = restraint.measure();
            if (measure == Measure.SERVICE_ENDED) {
                errors.add(
                        name
                                + ": expected LIVE_OFF, UPLOADS_HELD or UPLOADS_OFF, got"
                                + " SERVICE_ENDED, which only a person may decide; propose it"
                                + " instead");
            } else {
                check(
                        measure != null && measure.isOfAccount() && !seen.contains(measure),
                        name,
                        "LIVE_OFF, UPLOADS_HELD or UPLOADS_OFF, each once",
                        measure,
                        errors);
            }
            range(name + ".days", restraint.days(), 1, MAX_DAYS, errors);
            check(
                    rung.proposes() || !restraint.untilDecided(),
                    name,
                    "no measure until a decision where nothing is proposed",
                    measure,
                    errors);
            seen.add(measure);
        }
    }

    private static boolean empty(List<?> values) {
        return values == null || values.isEmpty();
    }

    private static void text(String name, String value, List<String> errors) {
        check(
                value != null && !value.isBlank() && value.length() <= 100,
                name,
                "1 to 100 characters",
                value,
                errors);
    }

    private static void range(String name, long value, long min, long max, List<String> errors) {
        check(value >= min && value <= max, name, min + " to " + max, value, errors);
    }

    private static void check(
            boolean fine, String name, String expected, Object got, List<String> errors) {
        if (!fine) {
            errors.add(name + ": expected " + expected + ", got " + got + "; correct it");
        }
    }

    /** The rung of so many strikes; null below the first. */
    Rung rung(int strikes) {
        Rung found = null;
        for (Rung rung : rungs) {
            found = rung.strikes() <= strikes ? rung : found;
        }
        return found;
    }

    LadderStep step(int strikes) {
        Rung rung = rung(strikes);
        return rung == null ? LadderStep.S0 : rung.step();
    }

    boolean counts(GroundKind kind) {
        return grounds.contains(kind);
    }

    /** An offence that names no territory, as one by a notice, is about all of them. */
    boolean countsIn(List<String> named) {
        return named.isEmpty()
                || named.contains(EVERYWHERE)
                || territories.contains(EVERYWHERE)
                || named.stream().anyMatch(territories::contains);
    }

    long strikeMs() {
        return strikeDays * Moments.DAY_MS;
    }

    long admonitionMs() {
        return admonitionDays * Moments.DAY_MS;
    }

    long incidentMs() {
        return incidentHours * Moments.HOUR_MS;
    }
}
