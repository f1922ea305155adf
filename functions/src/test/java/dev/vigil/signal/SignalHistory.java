package dev.vigil.signal;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.HERE;
import static dev.vigil.signal.TestingSignals.ID;
import static dev.vigil.signal.TestingSignals.IDENTIFIER;
import static dev.vigil.signal.TestingSignals.ORIGIN;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.fact;
import static dev.vigil.signal.TestingSignals.opinion;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;

import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is said of one signal, topic by topic: by peers, by people here and by the register. */
public final class SignalHistory {
    private static final List<String> SENDERS = List.of(HERE, ORIGIN, "beta", "gamma", "delta");

    /** A later version of another recording, of the same for longer, or taken back. */
    private static final List<SignalShared> VERSIONS =
            List.of(
                    signal(1),
                    signal(2).withExpiresAt(T0_MS + 80 * DAY_MS),
                    signal(3).withTerritories(List.of("CN")),
                    signal(4).withWithdrawnAt(T0_MS + DAY_MS));

    final Random random;
    private final List<List<SignalFact>> topics = new ArrayList<>();
    private long atMs = T0_MS;

    public SignalHistory(long seed) {
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
            facts.add(fact(VERSIONS.get(v), false, position(0), next()));
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
    public List<SignalFact> interleaved() {
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
}
