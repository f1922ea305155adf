package dev.vigil.signal;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.OWN_WORK;
import static dev.vigil.signal.TestingSignals.RULES;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.signal.NaiveSignal.Fault;
import dev.vigil.signal.NaiveSignal.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * X1 to X3 over random histories: what peers, people and the register say, each topic in its order,
 * the topics in any, with repeats and starts without state. After each look the list and the
 * references hold what the naive model says and nothing else.
 */
class SignalPropertyTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1_500);

    /** At most, until a planted fault is seen: one shows in few histories. */
    private static final int TRIES = 5_000;

    /** Null where the site has what the model says. */
    private static String difference(SignalSite site, List<SignalFact> facts, Fault f, long now) {
        Place place = new NaiveSignal(facts, f).place(now);
        Set<String> expected = place.workId() == null ? Set.of() : Set.of(place.workId());
        if (!site.placed.equals(expected)) {
            return "searched under " + site.placed + ", expected " + expected;
        }
        if (site.inForce().size() != (place.listed() ? 1 : 0)) {
            return "on the list " + site.inForce() + ", expected " + place.listed();
        }
        for (ListEntry entry : site.list.values()) {
            boolean isItsOwn =
                    entry.entryId().equals(OWN_WORK)
                            && entry.referenceIds().equals(List.of(OWN_WORK))
                            && entry.listClass() == ListClass.RIGHTS_DECLARED;
            if (!isItsOwn) {
                return "another entry " + entry;
            }
        }
        boolean isElsewhere =
                site.inForce().stream().anyMatch(e -> !e.workId().equals(place.workId()));
        return isElsewhere ? "listed under another work than " + place.workId() : null;
    }

    /** The first difference in a life of one seed; null for none. */
    private static String life(SignalHistory history, Fault fault) {
        SignalSite site = new SignalSite(RULES);
        List<SignalFact> read = new ArrayList<>();
        List<SignalFact> all = history.interleaved();
        for (SignalFact fact : all) {
            site.take(fact);
            read.add(fact);
            if (history.random.nextInt(3) > 0) {
                site.look(T0_MS + DAY_MS);
                String found = difference(site, read, fault, T0_MS + DAY_MS);
                if (found != null) {
                    return found;
                }
            }
            if (history.random.nextInt(20) == 0) {
                site.forget();
                read.forEach(site::take);
            }
        }
        for (long nowMs :
                new long[] {T0_MS + 2 * DAY_MS, T0_MS + 60 * DAY_MS, T0_MS + 85 * DAY_MS}) {
            site.look(nowMs);
            String found = difference(site, all, fault, nowMs);
            if (found != null) {
                return "at " + (nowMs - T0_MS) / DAY_MS + " d: " + found;
            }
        }
        return null;
    }

    @Test
    void itIsAsTheNaiveModel() {
        int listed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SignalHistory history = new SignalHistory(seed);
            assertThat(life(history, Fault.NONE)).as("seed %s", seed).isNull();
            boolean isListed =
                    new NaiveSignal(history.interleaved(), Fault.NONE).place(T0_MS).listed();
            listed += isListed ? 1 : 0;
        }
        assertThat(listed).as("on the list at the end").isBetween(SEEDS / 20, SEEDS / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault fault) {
        for (long seed = 0; seed < TRIES; seed++) {
            if (life(new SignalHistory(seed), fault) != null) {
                return;
            }
        }
        throw new AssertionError("No history shows " + fault);
    }

    /** The same facts in another order, read by a site that starts then, come to the same. */
    @Test
    void anyOrderOfTheTopicsComesToTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SignalHistory history = new SignalHistory(seed);
            SignalSite one = new SignalSite(RULES);
            history.interleaved().forEach(one::take);
            SignalSite other = new SignalSite(RULES);
            history.interleaved().forEach(other::take);
            one.look(T0_MS + DAY_MS);
            other.look(T0_MS + DAY_MS);
            assertThat(other.list).as("seed %s", seed).isEqualTo(one.list);
            assertThat(other.placed).as("seed %s", seed).isEqualTo(one.placed);
            assertThat(other.status).as("seed %s", seed).isEqualTo(one.status);
            assertThat(other.said).as("seed %s", seed).isEqualTo(one.said);
        }
    }
}
