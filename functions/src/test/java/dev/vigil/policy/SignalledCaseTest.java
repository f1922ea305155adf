package dev.vigil.policy;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.OWN_WORK;
import static dev.vigil.signal.TestingSignals.RULES;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.signal.SignalHistory;
import dev.vigil.signal.SignalSite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a signal comes to for a session in which its recording was found, over random histories,
 * with what this site has listed and authorized beside it. X1: what is not confirmed never blocks,
 * whatever the local list says; what was stopped blocks no more; a channel that is authorized here
 * never is. X3: nothing of a peer goes beyond its own recording, or beats a permission.
 */
class SignalledCaseTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1_000);
    private static final String PLACE = "CN";
    private static final String OFFICIAL = "official";
    private static final String FAN = "fan";

    /** Of this site: those that histories name. */
    private static final List<String> LOCAL_WORKS = List.of("w1", "w2", "named");

    private static final long JUDGED_MS = T0_MS + DAY_MS;

    /** What may be got wrong. */
    private enum Fault {
        NONE,
        /** It is searched under the first work of this site before it is confirmed. */
        QUARANTINED_UNDER_LOCAL_WORK,
        /** An entry that was withdrawn stays. */
        STOP_IGNORED,
        /** Its entry is on all recordings of the work. */
        ENTRY_ON_THE_WORK,
        /** Its entry is of a class that no permission lifts. */
        CLASS_NOT_CHECKED
    }

    /** How often each of the states was judged. */
    private final Map<String, Integer> judged = new HashMap<>();

    @Test
    void aSignalBlocksOnlyWhatItMay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(broken(seed, Fault.NONE)).as("seed %s", seed).isNull();
        }
        assertThat(judged.get("quarantined")).isGreaterThan(SEEDS / 10);
        assertThat(judged.get("stopped")).isGreaterThan(SEEDS / 50);
        assertThat(judged.get("active")).isGreaterThan(SEEDS / 10);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault fault) {
        for (long seed = 0; seed < SEEDS; seed++) {
            if (broken(seed, fault) != null) {
                return;
            }
        }
        throw new AssertionError("No history shows " + fault);
    }

    /** Null where all holds after each fact. */
    private String broken(long seed, Fault fault) {
        SignalSite site = new SignalSite(RULES);
        Map<String, ListEntry> listed = new HashMap<>();
        Set<String> before = new TreeSet<>();
        for (SignalFact fact : new SignalHistory(seed).interleaved()) {
            site.take(fact);
            site.look(JUDGED_MS);
            for (ListEntry entry : site.list.values()) {
                ListEntry planted = planted(fault).apply(entry);
                boolean isKept = fault == Fault.STOP_IGNORED && planted.withdrawnAt() != null;
                listed.compute(
                        entry.entryId(), (id, known) -> isKept && known != null ? known : planted);
            }
            String found =
                    site.inForce().isEmpty()
                            ? unconfirmed(site, listed.values(), before, fault)
                            : active(site, listed.values());
            if (found != null) {
                return found;
            }
            before.addAll(site.placed);
        }
        return null;
    }

    private static UnaryOperator<ListEntry> planted(Fault fault) {
        return switch (fault) {
            case ENTRY_ON_THE_WORK -> entry -> entry.withReferenceIds(List.of());
            case CLASS_NOT_CHECKED -> entry -> entry.withListClass(ListClass.FORBIDDEN);
            default -> entry -> entry;
        };
    }

    /** With works of this site that no one may show at all. */
    private String unconfirmed(
            SignalSite site, Collection<ListEntry> listed, Set<String> before, Fault fault) {
        for (String workId : site.placed) {
            count("quarantined");
            boolean isMoved = fault == Fault.QUARANTINED_UNDER_LOCAL_WORK;
            Action action =
                    action(
                            isMoved ? LOCAL_WORKS.get(0) : workId,
                            OWN_WORK,
                            FAN,
                            forbidding(listed));
            if (action.compareTo(Action.OBSERVE) > 0) {
                return "not confirmed, " + action;
            }
        }
        for (String workId : before) {
            count(workId.equals(OWN_WORK) ? "own" : "stopped");
            Action action = action(workId, OWN_WORK, FAN, listed);
            if (action.compareTo(Action.OBSERVE) > 0) {
                return "stopped under " + workId + ", " + action;
            }
        }
        return null;
    }

    private String active(SignalSite site, Collection<ListEntry> listed) {
        for (String workId : site.placed) {
            count("active");
            if (!action(workId, OWN_WORK, FAN, listed).blocks()) {
                return "active under " + workId + ", and a re-upload is not blocked";
            }
            if (!LOCAL_WORKS.contains(workId)) {
                continue;
            }
            if (action(workId, OWN_WORK, OFFICIAL, listed).blocks()) {
                return "a channel that is authorized here is blocked";
            }
            Action other = action(workId, "master", FAN, listed);
            if (other != Action.OBSERVE) {
                return "another recording of " + workId + ": " + other;
            }
        }
        return null;
    }

    private void count(String what) {
        judged.merge(what, 1, Integer::sum);
    }

    private static List<ListEntry> forbidding(Collection<ListEntry> listed) {
        List<ListEntry> all = new ArrayList<>(listed);
        for (String workId : LOCAL_WORKS) {
            ListEntry entry =
                    TestingRights.of(
                            TestingRights.entry(ListClass.FORBIDDEN), "local-" + workId, workId);
            all.add(entry.withIssuedAt(T0_MS - DAY_MS));
        }
        return all;
    }

    private static Action action(
            String workId, String referenceId, String account, Collection<ListEntry> listed) {
        Evidence evidence =
                TestingRights.evidence("match-1", workId, JUDGED_MS, 20_000, false)
                        .with()
                        .referenceId(referenceId)
                        .build();
        Authorization deal =
                TestingRights.authorization(
                        "deal-1",
                        1,
                        OFFICIAL,
                        LOCAL_WORKS,
                        List.of(RightType.values()),
                        List.of(),
                        T0_MS - DAY_MS,
                        null,
                        null,
                        null);
        SessionStarted session =
                new SessionStarted(
                        "session-1",
                        SessionKind.UPLOAD,
                        account,
                        account,
                        null,
                        List.of(PLACE),
                        JUDGED_MS - 20_000,
                        null,
                        null);
        Case found =
                new Case(
                        session,
                        evidence,
                        ListIndex.of(listed).concerning(workId, referenceId),
                        List.of(deal),
                        Owners.NONE);
        return Precedence.decide(found, PLACE).action();
    }
}
