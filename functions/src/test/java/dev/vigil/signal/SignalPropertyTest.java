package dev.vigil.signal;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.HERE;
import static dev.vigil.signal.TestingSignals.ID;
import static dev.vigil.signal.TestingSignals.IDENTIFIER;
import static dev.vigil.signal.TestingSignals.ORIGIN;
import static dev.vigil.signal.TestingSignals.OWN_WORK;
import static dev.vigil.signal.TestingSignals.RULES;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.opinion;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.signal.NaiveSignal.Fault;
import dev.vigil.signal.NaiveSignal.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
    private static final int SEEDS = Integer.getInteger("seeds", 5_000);
    private static final List<String> SENDERS = List.of(HERE, ORIGIN, "beta", "gamma", "delta");

    /** A later version of another recording, of the same for longer, or taken back. */
    private static final List<SignalShared> VERSIONS =
            List.of(
                    signal(1),
                    signal(2).withExpiresAt(T0_MS + 80 * DAY_MS),
                    signal(3).withTerritories(List.of("CN")),
                    signal(4).withWithdrawnAt(T0_MS + DAY_MS));

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

    /** What is said of one signal, topic by topic. */
    private static final class History {
        private final Random random;
        private final List<List<SignalFact>> topics = new ArrayList<>();
        private long atMs = T0_MS;

        History(long seed) {
            random = new Random(seed);
            topics.add(ofPeers());
            topics.add(ofPeople());
            topics.add(ofRegister());
        }

        private long next() {
            return atMs += 1 + random.nextInt(1_000_000);
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        private List<SignalFact> ofPeers() {
            List<SignalFact> facts = new ArrayList<>();
            atMs = T0_MS;
            int versions = 1 + random.nextInt(random.nextInt(4) == 0 ? 4 : 2);
            for (int v = 0; v < versions; v++) {
                facts.add(SignalFact.signal(VERSIONS.get(v), false, position(0), next()));
                for (int i = random.nextInt(6); i > 0; i--) {
                    facts.add(opinionOfAny(1 + facts.size()));
                }
            }
            return facts;
        }

        private SignalFact opinionOfAny(long version) {
            OpinionKind kind =
                    any(
                            List.of(
                                    OpinionKind.CONFIRM,
                                    OpinionKind.CONFIRM,
                                    OpinionKind.CONFIRM,
                                    OpinionKind.DISPUTE,
                                    OpinionKind.SEEN,
                                    OpinionKind.NONE));
            SignalOpinion one = opinion(any(VERSIONS), any(SENDERS), kind, version);
            boolean isByRule = random.nextInt(6) == 0;
            boolean isTrusted = one.origin().equals("delta");
            return SignalFact.opinion(
                            isByRule ? one.withFormedBy(FormedBy.RULE) : one, position(0), next())
                    .withCounts(isTrusted);
        }

        private List<SignalFact> ofPeople() {
            List<SignalFact> facts = new ArrayList<>();
            atMs = T0_MS;
            for (int i = random.nextInt(3); i > 0; i--) {
                OpinionKind kind =
                        any(List.of(OpinionKind.CONFIRM, OpinionKind.DISPUTE, OpinionKind.NONE));
                SignalDecided one = decided(any(VERSIONS), kind, T0_MS + facts.size());
                boolean isNamed = kind == OpinionKind.CONFIRM && random.nextInt(3) == 0;
                facts.add(
                        SignalFact.decided(
                                isNamed ? one.withWorkId("named") : one, position(0), next()));
            }
            return facts;
        }

        private List<SignalFact> ofRegister() {
            List<SignalFact> facts = new ArrayList<>();
            atMs = T0_MS;
            for (int i = random.nextInt(3); i > 0; i--) {
                List<String> works = any(List.of(List.of(), List.of("w1"), List.of("w1", "w2")));
                facts.add(SignalFact.works(ID, IDENTIFIER, new NamedWorks(works, next())));
            }
            return facts;
        }

        /** Each topic in its order, some records twice. */
        private List<SignalFact> interleaved() {
            List<SignalFact> all = new ArrayList<>();
            int[] read = new int[topics.size()];
            while (all.size() < 100) {
                List<Integer> left = new ArrayList<>();
                for (int topic = 0; topic < read.length; topic++) {
                    if (read[topic] < topics.get(topic).size()) {
                        left.add(topic);
                    }
                }
                if (left.isEmpty()) {
                    break;
                }
                int topic = any(left);
                all.add(topics.get(topic).get(read[topic]));
                read[topic] += random.nextInt(8) == 0 ? 0 : 1;
            }
            return all;
        }

        /** The first difference in a life of one seed; null for none. */
        private String life(Fault fault) {
            SignalSite site = new SignalSite(RULES);
            List<SignalFact> read = new ArrayList<>();
            List<SignalFact> all = interleaved();
            for (SignalFact fact : all) {
                site.take(fact);
                read.add(fact);
                if (random.nextInt(3) > 0) {
                    site.look(T0_MS + DAY_MS);
                    String found = difference(site, read, fault, T0_MS + DAY_MS);
                    if (found != null) {
                        return found;
                    }
                }
                if (random.nextInt(20) == 0) {
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
    }

    @Test
    void itIsAsTheNaiveModel() {
        int listed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            assertThat(history.life(Fault.NONE)).as("seed %s", seed).isNull();
            boolean isListed =
                    new NaiveSignal(history.interleaved(), Fault.NONE).place(T0_MS).listed();
            listed += isListed ? 1 : 0;
        }
        assertThat(listed).as("on the list at the end").isBetween(SEEDS / 20, SEEDS / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault fault) {
        for (long seed = 0; seed < SEEDS; seed++) {
            if (new History(seed).life(fault) != null) {
                return;
            }
        }
        throw new AssertionError("No history shows " + fault);
    }

    /** The same facts in another order, read by a site that starts then, come to the same. */
    @Test
    void anyOrderOfTheTopicsComesToTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
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
