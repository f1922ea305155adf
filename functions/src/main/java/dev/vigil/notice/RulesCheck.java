package dev.vigil.notice;

import dev.vigil.schema.notice.Regime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether rules can be kept; every error at once: what was expected, got, and is to do. */
public final class RulesCheck {
    private final ClockRules rules;
    private final List<String> errors = new ArrayList<>();

    private RulesCheck(ClockRules rules) {
        this.rules = rules;
    }

    /** Empty where the rules are good. */
    public static List<String> errors(ClockRules rules) {
        RulesCheck check = new RulesCheck(rules);
        check.spans();
        check.ladder();
        check.counter();
        return check.errors;
    }

    private void spans() {
        positive("tracks.standard", rules.tracks().standardMs());
        positive("tracks.listed", rules.tracks().listedMs());
        positive("tracks.live", rules.tracks().liveMs());
        noLongerThanStandard("tracks.listed", rules.tracks().listedMs());
        noLongerThanStandard("tracks.live", rules.tracks().liveMs());
        positive("handling.lapse", rules.handling().lapseMs());
        positive("handling.notifierPause", rules.handling().notifierPauseMs());
        positive("handling.forget", rules.handling().forgetMs());
        positive("counter.keep", rules.counter().keepMs());
        notNegative("escalation.grace", rules.escalation().graceMs());
        notNegative("escalation.merge", rules.escalation().mergeMs());
    }

    private void positive(String path, long spanMs) {
        if (spanMs <= 0) {
            tell(path, "a span longer than nothing", spanMs + " ms", "write one such as 24 h");
        }
    }

    /** They are there to be quicker: a listed work, a stream that is on now. */
    private void noLongerThanStandard(String path, long spanMs) {
        if (spanMs > rules.tracks().standardMs()) {
            tell(path, "no longer than tracks.standard", spanMs + " ms", "shorten it");
        }
    }

    private void notNegative(String path, long spanMs) {
        if (spanMs < 0) {
            tell(path, "a span from 0 s", spanMs + " ms", "write one such as 10 s");
        }
    }

    private void ladder() {
        Set<String> levels = new HashSet<>();
        List<Rung> ladder = rules.escalation().ladder();
        for (int i = 0; i < ladder.size(); i++) {
            String path = "escalation.ladder[" + i + "]";
            Rung rung = ladder.get(i);
            if (rung.level() == null || !rung.level().matches("E[0-9]")) {
                tell(path + ".level", "E0 to E9", rung.level(), "name the level");
            } else if (!levels.add(rung.level())) {
                tell(path + ".level", "every level once", rung.level() + " again", "drop one row");
            }
            rung(path, rung);
        }
        if (!levels.contains("E8")) {
            tell("escalation.ladder", "a row for E8", "none", "add it: a breach must be reported");
        }
    }

    private void rung(String path, Rung rung) {
        if (rung.severity() == null || rung.severity().isBlank()) {
            tell(path + ".severity", "a severity of the runbook", "none", "name it");
        }
        if (rung.percent() == null && rung.atMs() == null) {
            tell(path, "at or percent", "neither", "give one of them");
        }
        if (rung.percent() != null && !(rung.percent() >= 0 && rung.percent() <= 100)) {
            tell(path + ".percent", "0 to 100", rung.percent(), "correct it");
        }
        Long at = rung.atMs();
        if (at != null && (at < 0 || at >= rules.tracks().standardMs())) {
            tell(
                    path + ".at",
                    "a time from receipt that is below tracks.standard",
                    at / 60_000 + " min",
                    "let it come earlier, or give percent alone");
        }
        if (rung.ackWithinMs() != null && rung.ackWithinMs() <= 0) {
            tell(path + ".ackWithin", "a span longer than nothing", rung.ackWithinMs(), "raise it");
        }
    }

    private void counter() {
        Set<Regime> rows = new HashSet<>();
        List<CounterRule> regimes = rules.counter().regimes();
        for (int i = 0; i < regimes.size(); i++) {
            String path = "counter.regimes[" + i + "]";
            CounterRule row = regimes.get(i);
            if (row.regime() == null) {
                tell(path + ".regime", "one of " + List.of(Regime.values()), "none", "name it");
            } else if (!rows.add(row.regime())) {
                tell(path + ".regime", "every regime once", row.regime() + " again", "drop a row");
            }
            if (row.waitDays() < 0 || row.delayDays() < 0) {
                tell(path, "days from 0", row.waitDays() + ", " + row.delayDays(), "correct them");
            }
        }
        for (Regime needed : Regime.values()) {
            if (!rows.contains(needed)) {
                tell("counter.regimes", "a row for " + needed, "none", "add it: notices name it");
            }
        }
        days();
    }

    private void days() {
        try {
            ZoneId.of(rules.counter().zone());
        } catch (DateTimeException e) {
            tell("counter.zone", "a zone such as Asia/Shanghai", rules.counter().zone(), "name it");
        }
        for (String day : rules.counter().holidays()) {
            try {
                LocalDate.parse(day);
            } catch (DateTimeException e) {
                tell("counter.holidays", "dates such as 2026-10-01", day, "correct it");
            }
        }
    }

    private void tell(String path, String expected, Object got, String remedy) {
        errors.add(path + ": expected " + expected + ", got '" + got + "'; " + remedy);
    }
}
