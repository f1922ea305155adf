package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.ACCOUNT;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a verdict says is enough to judge again: the same list gives the same decisions. */
class PreviewTest {
    @Test
    void theSameListGivesTheVerdictsOwnDecisions() {
        int blocked = 0;
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            SessionStarted context = context(random);
            List<Authorization> authorizations =
                    random.nextInt(3) == 0 ? List.of(authorization("a")) : List.of();
            ListIndex listing = listing(random);
            Verdict verdict = verdict(context, authorizations, listing);

            assertThat(
                            Preview.of(verdict, work -> authorizations, work -> Owners.NONE, 0)
                                    .by(listing))
                    .as("seed %d", seed)
                    .isEqualTo(verdict.decisions());
            blocked += verdict.action().blocks() ? 1 : 0;
        }
        assertThat(blocked).isGreaterThan(500);
    }

    private static SessionStarted context(Random random) {
        SessionKind kind = random.nextBoolean() ? SessionKind.LIVE : SessionKind.UPLOAD;
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> session(kind, "CN");
            case 2 -> session(kind, "CN", "HK");
            default -> session(kind);
        };
    }

    private static ListIndex listing(Random random) {
        ListIndex listing = new ListIndex();
        for (int i = random.nextInt(3); i > 0; i--) {
            ListClass listClass = ListClass.values()[random.nextInt(7)];
            List<String> where = random.nextInt(3) == 0 ? List.of("CN") : List.of();
            ListEntry entry =
                    entry(
                            "e" + i,
                            1,
                            listClass,
                            WORK,
                            where,
                            List.of(),
                            random.nextInt(6) == 0 ? NOON_MS : null);
            listing.put(entry);
        }
        return listing;
    }

    private static Verdict verdict(
            SessionStarted context, List<Authorization> authorizations, ListIndex listing) {
        List<Authorization> naming =
                new ArrayList<>(
                        context != null && context.accountId().equals(ACCOUNT)
                                ? authorizations
                                : List.of());
        return SessionJudge.judge(
                        JudgedSession.fresh(TestingRights.SESSION),
                        finding(
                                context,
                                evidence("m", WORK, NOON_MS, 5_000, true),
                                naming.toArray(Authorization[]::new)),
                        listing,
                        true,
                        NOON_MS + 1_000)
                .verdict();
    }
}
