package dev.vigil.account;

/** Rules other than the default ones. */
final class TestingLadders {
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
                        of.rungs(),
                        of.decisionDays(),
                        of.disputeDays(),
                        of.settleMs(),
                        of.educationForgives(),
                        of.territories(),
                        true));
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
