package dev.vigil.account;

import java.util.List;

/** Rules other than the default ones. */
public final class TestingLadders {
    private TestingLadders() {}

    /** The default ladder, only tried. */
    static LedgerRules shadow() {
        StrikeLadder of = StrikeLadder.DEFAULTS;
        return rules(
                new StrikeLadder(
                        "tried",
                        of.grounds(),
                        of.establish(),
                        of.incidentHours(),
                        of.strikeDays(),
                        of.admonitionDays(),
                        of.admonition(),
                        of.publicAdmonishes(),
                        of.rungs(),
                        of.decisionDays(),
                        of.disputeDays(),
                        of.settleMs(),
                        of.educationForgives(),
                        of.territories(),
                        true));
    }

    /** The default ladder, but the service ends one strike later. */
    public static LedgerRules milder() {
        StrikeLadder of = StrikeLadder.DEFAULTS;
        StrikeLadder.Rung last = of.rungs().get(2);
        return rules(
                new StrikeLadder(
                        "milder",
                        of.grounds(),
                        of.establish(),
                        of.incidentHours(),
                        of.strikeDays(),
                        of.admonitionDays(),
                        of.admonition(),
                        of.publicAdmonishes(),
                        List.of(
                                of.rungs().get(0),
                                of.rungs().get(1),
                                new StrikeLadder.Rung(
                                        last.step(), 4, last.restraints(), last.proposes())),
                        of.decisionDays(),
                        of.disputeDays(),
                        of.settleMs(),
                        of.educationForgives(),
                        of.territories(),
                        of.shadow()));
    }

    /** What was announced in public is as good as delivered. */
    static LedgerRules publicAdmonishes() {
        StrikeLadder of = StrikeLadder.DEFAULTS;
        return rules(
                new StrikeLadder(
                        "public",
                        of.grounds(),
                        of.establish(),
                        of.incidentHours(),
                        of.strikeDays(),
                        of.admonitionDays(),
                        of.admonition(),
                        true,
                        of.rungs(),
                        of.decisionDays(),
                        of.disputeDays(),
                        of.settleMs(),
                        of.educationForgives(),
                        of.territories(),
                        of.shadow()));
    }

    /** The default ladder, but courses forgive. */
    static LedgerRules forgiving(int strikes) {
        StrikeLadder of = StrikeLadder.DEFAULTS;
        return rules(
                new StrikeLadder(
                        "forgiving",
                        of.grounds(),
                        of.establish(),
                        of.incidentHours(),
                        of.strikeDays(),
                        of.admonitionDays(),
                        of.admonition(),
                        of.publicAdmonishes(),
                        of.rungs(),
                        of.decisionDays(),
                        of.disputeDays(),
                        of.settleMs(),
                        strikes,
                        of.territories(),
                        of.shadow()));
    }

    static LedgerRules rules(StrikeLadder ladder) {
        return new LedgerRules(
                ladder,
                LedgerRules.DEFAULTS.texts(),
                LedgerRules.DEFAULTS.memoryMs(),
                "there",
                null,
                true);
    }
}
