package dev.vigil.account;

import java.util.List;

/** Rules other than the default ones. */
public final class TestingLadders {
    private static final StrikeLadder OF = StrikeLadder.DEFAULTS;

    private TestingLadders() {}

    /** The default ladder, only tried. */
    static LedgerRules shadow() {
        return rules("tried", OF.publicAdmonishes(), OF.rungs(), OF.educationForgives(), true);
    }

    /** The default ladder, but the service ends one strike later. */
    public static LedgerRules milder() {
        StrikeLadder.Rung last = OF.rungs().get(2);
        List<StrikeLadder.Rung> rungs =
                List.of(
                        OF.rungs().get(0),
                        OF.rungs().get(1),
                        new StrikeLadder.Rung(last.step(), 4, last.restraints(), last.proposes()));
        return rules("milder", OF.publicAdmonishes(), rungs, OF.educationForgives(), OF.shadow());
    }

    /** What was announced in public is as good as delivered. */
    static LedgerRules publicAdmonishes() {
        return rules("public", true, OF.rungs(), OF.educationForgives(), OF.shadow());
    }

    /** The default ladder, but courses forgive. */
    static LedgerRules forgiving(int strikes) {
        return rules("forgiving", OF.publicAdmonishes(), OF.rungs(), strikes, OF.shadow());
    }

    /** The default ladder, but for what differs in these tests. */
    private static LedgerRules rules(
            String version,
            boolean publicAdmonishes,
            List<StrikeLadder.Rung> rungs,
            int educationForgives,
            boolean shadow) {
        return rules(
                new StrikeLadder(
                        version,
                        OF.grounds(),
                        OF.establish(),
                        OF.incidentHours(),
                        OF.strikeDays(),
                        OF.admonitionDays(),
                        OF.admonition(),
                        publicAdmonishes,
                        rungs,
                        OF.decisionDays(),
                        OF.disputeDays(),
                        OF.settleMs(),
                        educationForgives,
                        OF.territories(),
                        shadow));
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
