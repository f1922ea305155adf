package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.window;
import static dev.vigil.policy.TestingRights.windowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Invariants 5 and 6 over random cases, against a model that is written from the table alone. */
class PolicyPropertyTest {
    private static final List<String> PLACES = List.of("CN", "HK", "US");

    @Test
    void theModelAgreesOnRandomCases() {
        int blocked = 0;
        int allowed = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            Case judged = randomCase(random);
            String place = PLACES.get(random.nextInt(3));
            Decision decision = Precedence.decide(judged, place);

            assertThat(decision.action()).as("seed %d", seed).isEqualTo(model(judged, place));
            blocked += decision.action().blocks() ? 1 : 0;
            allowed += decision.action() == Action.ALLOW_WITH_USAGE ? 1 : 0;
        }
        assertThat(blocked).as("cases that block").isGreaterThan(2_000);
        assertThat(allowed).as("cases that are authorized").isGreaterThan(1_000);
    }

    @Test
    void forbiddenBlocksWithAndWithoutAnAuthorization() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            Case judged = randomCase(random);
            List<ListEntry> entries = new ArrayList<>(judged.entries());
            entries.add(TestingRights.of(TestingRights.entry(ListClass.FORBIDDEN), "z", WORK));
            for (List<Authorization> authorizations :
                    List.of(List.<Authorization>of(), List.of(authorization("fits")))) {
                Case forbidden =
                        new Case(
                                judged.context(),
                                judged.evidence(),
                                entries,
                                authorizations,
                                judged.owners());
                assertThat(Precedence.decide(forbidden, "CN").action().blocks())
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private static Action model(Case judged, String place) {
        boolean law = false;
        boolean always = false;
        boolean local = true;
        boolean lawLocal = true;
        String firstLaw = null;
        String firstListed = null;
        for (ListEntry entry : judged.entries()) {
            if (!applies(entry, place, judged.timeMs())) {
                continue;
            }
            boolean limited =
                    !entry.territoryExclude().isEmpty()
                            || !entry.territoryInclude().isEmpty()
                                    && !entry.territoryInclude().contains("*");
            String rank = rank(entry.listClass()) + entry.entryId();
            if (entry.listClass().ordinal() <= 1) {
                law = true;
                if (firstLaw == null || rank.compareTo(firstLaw) < 0) {
                    firstLaw = rank;
                    lawLocal = limited;
                }
            } else {
                always = true;
                if (firstListed == null || rank.compareTo(firstListed) < 0) {
                    firstListed = rank;
                    local = limited;
                }
            }
        }
        if (law) {
            return lawLocal ? Action.GEO_BLOCK : Action.BLOCK;
        }
        if (judged.context() == null) {
            return Action.REVIEW;
        }
        if (judged.authorizations().stream().anyMatch(a -> fits(a, judged, place))) {
            return Action.ALLOW_WITH_USAGE;
        }
        return !always ? Action.OBSERVE : local ? Action.GEO_BLOCK : Action.BLOCK;
    }

    private static char rank(ListClass listClass) {
        return "1244455".charAt(listClass.ordinal());
    }

    private static boolean applies(ListEntry entry, String place, long timeMs) {
        boolean here =
                (entry.territoryInclude().isEmpty() || entry.territoryInclude().contains(place))
                        && !entry.territoryExclude().contains(place);
        boolean now =
                entry.windows().isEmpty()
                        || entry.windows().get(0).equals(window(NOON_MS, NOON_MS + 1_000))
                                && timeMs >= NOON_MS
                                && timeMs <= NOON_MS + 999;
        return here && now && entry.withdrawnAt() == null;
    }

    private static boolean fits(Authorization a, Case judged, String place) {
        SessionStarted session = judged.context();
        boolean mine =
                a.grantee().equals(session.accountId())
                        || a.grantee().equals(session.channelId())
                        || a.grantee().equals(session.organisationId());
        RightType right =
                session.kind() == SessionKind.UPLOAD ? RightType.ON_DEMAND : RightType.LIVE_RELAY;
        long end = Long.MAX_VALUE;
        end = a.to() == null ? end : Math.min(end, a.to());
        end = a.revokedAt() == null ? end : Math.min(end, a.revokedAt());
        return mine
                && a.workIds().contains(judged.workId())
                && a.rightTypes().contains(right)
                && (a.territories().isEmpty() || a.territories().contains(place))
                && judged.timeMs() >= a.from()
                && judged.timeMs() < end
                && (a.maxExcerptMs() == null || judged.usedMs() <= a.maxExcerptMs());
    }

    private static Case randomCase(Random random) {
        List<ListEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            entries.add(randomEntry(random, "entry-" + i));
        }
        entries.sort((a, b) -> a.entryId().compareTo(b.entryId()));
        List<Authorization> authorizations = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            authorizations.add(randomAuthorization(random, "authorization-" + i));
        }
        SessionKind kind = random.nextBoolean() ? SessionKind.LIVE : SessionKind.UPLOAD;
        return new Case(
                random.nextInt(10) == 0 ? null : TestingRights.session(kind),
                TestingRights.evidence(
                        "m",
                        WORK,
                        NOON_MS + random.nextInt(4) * 500 - 500,
                        random.nextInt(20) * 1_000,
                        true),
                entries,
                authorizations,
                Owners.NONE);
    }

    private static ListEntry randomEntry(Random random, String entryId) {
        ListClass listClass =
                ListClass.values()[
                        random.nextInt(5) == 0 ? random.nextInt(2) : 2 + random.nextInt(5)];
        ListEntry entry =
                TestingRights.entry(
                        entryId,
                        1,
                        listClass,
                        WORK,
                        some(random),
                        random.nextInt(3) == 0 ? List.of("CN") : List.of(),
                        random.nextInt(8) == 0 ? NOON_MS : null);
        boolean bounded = !entry.windows().isEmpty() || random.nextBoolean();
        return bounded ? windowed(entry, window(NOON_MS, NOON_MS + 1_000)) : entry;
    }

    private static Authorization randomAuthorization(Random random, String id) {
        return authorization(
                id,
                1,
                List.of("account-1", "channel-1", "organisation-1", "account-2")
                        .get(random.nextInt(4)),
                random.nextInt(6) == 0 ? List.of("work-2") : List.of(WORK),
                random.nextInt(3) == 0
                        ? List.of(RightType.LIVE_RELAY)
                        : List.of(RightType.values()),
                some(random),
                NOON_MS + random.nextInt(3) * 500 - 1_000,
                random.nextInt(3) == 0 ? NOON_MS + 500 : null,
                random.nextInt(3) == 0 ? 10_000L : null,
                random.nextInt(4) == 0 ? NOON_MS + 500 : null);
    }

    private static List<String> some(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of("CN");
            case 1 -> List.of("HK", "US");
            default -> List.of();
        };
    }
}
