package dev.vigil.bench.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the naive model finds wrong in the verdicts that are in force, with the first examples. */
final class JudgeTally {
    private static final int EXAMPLES = 10;

    private final NaiveRights naive;
    private final Function<String, VerdictBook.Last> inForce;
    private final List<String> examples = new ArrayList<>();
    private long asked;
    private long mustBlock;
    private long wronglyBlocked;
    private long missed;
    private long silent;

    /**
     * @param inForce the last verdict on a session, null where there is none
     */
    JudgeTally(NaiveRights naive, Function<String, VerdictBook.Last> inForce) {
        this.naive = naive;
        this.inForce = inForce;
    }

    void look(NaiveRights.Session session) {
        VerdictBook.Last last = inForce.apply(session.id());
        if (last == null || last.warming()) {
            silent++;
            example("without a verdict", session, "anywhere");
            return;
        }
        for (String territory : session.territories()) {
            boolean must = naive.mustBlock(session, territory);
            boolean does = last.blocks(territory);
            asked++;
            mustBlock += must ? 1 : 0;
            if (does && !must) {
                wronglyBlocked++;
                example("wrongly blocked", session, territory);
            } else if (must && !does) {
                missed++;
                example("missed", session, territory);
            }
        }
    }

    private void example(String what, NaiveRights.Session session, String territory) {
        if (examples.size() < EXAMPLES) {
            examples.add(what + " in " + territory + ": " + session);
        }
    }

    /** Sessions times the territories that they are shown in. */
    long asked() {
        return asked;
    }

    long mustBlock() {
        return mustBlock;
    }

    long wronglyBlocked() {
        return wronglyBlocked;
    }

    long missed() {
        return missed;
    }

    long silent() {
        return silent;
    }

    boolean isClean() {
        return wronglyBlocked == 0 && missed == 0 && silent == 0;
    }

    List<String> examples() {
        return examples;
    }
}
