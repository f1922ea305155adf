package dev.vigil.signal;

import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.ID;
import static dev.vigil.signal.TestingSignals.ORIGIN;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.fact;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.register.Identifiers;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * X2: platforms that read all of each other, in any order and some of it twice, come to rest, and
 * what one of them thinks counts once at each of the others and never at itself.
 */
class SignalMeshTest {
    private static final int SEEDS = Integer.getInteger("seeds", 500);
    private static final List<String> PEERS = List.of("beta", "gamma", "delta");
    private static final long JUDGED_MS = T0_MS + DAY_MS;

    /** What all have published, each record with its number; every site reads it in that order. */
    private final List<SignalOpinion> wire = new ArrayList<>();

    /** One of the platforms. */
    private final class Peer {
        private final String name;
        private final boolean echoes;
        private final SignalSite site;
        private int read;
        private int published;

        Peer(String name, boolean echoes) {
            this.name = name;
            this.echoes = echoes;
            site = new SignalSite(new SignalRules(name, 2, Identifiers.DEFAULTS));
            take(fact(signal(1), name.equals(ORIGIN), position(0), T0_MS));
        }

        private void take(SignalFact fact) {
            site.take(fact);
            site.look(JUDGED_MS);
            publish();
        }

        private void publish() {
            while (published < site.said.size()) {
                wire.add(site.said.get(published++));
            }
        }

        void decides(OpinionKind opinion, long atMs) {
            take(SignalFact.decided(decided(signal(1), opinion, atMs), position(1), atMs));
        }

        boolean isBehind() {
            return read < wire.size();
        }

        /** The door drops what comes back of the site itself. */
        void reads() {
            SignalOpinion next = wire.get(read++);
            if (!next.origin().equals(name)) {
                takes(next);
            }
        }

        private void takes(SignalOpinion one) {
            take(SignalFact.opinion(one, position(2), T0_MS + wire.size()));
            if (echoes && one.opinion() == OpinionKind.CONFIRM) {
                wire.add(one.withOrigin(name).withVersion(T0_MS + wire.size()));
            }
        }

        /** As after a start of its bridge without a cursor. */
        void readsAllAgain() {
            List.copyOf(wire).stream()
                    .filter(one -> !one.origin().equals(name))
                    .forEach(this::takes);
        }
    }

    /** All that is published when all have read all; more than the limit is no rest. */
    private Map<String, Peer> rested(long seed, boolean echoes, int limit) {
        wire.clear();
        Random random = new Random(seed);
        Map<String, Peer> peers = new HashMap<>();
        List<Peer> all = new ArrayList<>();
        for (String name : List.of(ORIGIN, "beta", "gamma", "delta")) {
            Peer peer = new Peer(name, echoes && !name.equals(ORIGIN));
            peers.put(name, peer);
            all.add(peer);
        }
        int decisions = 1 + random.nextInt(4);
        while (wire.size() < limit) {
            List<Peer> behind = all.stream().filter(Peer::isBehind).toList();
            if (decisions > 0 && (behind.isEmpty() || random.nextInt(3) == 0)) {
                OpinionKind opinion = random.nextBoolean() ? OpinionKind.CONFIRM : OpinionKind.NONE;
                Peer by = peers.get(PEERS.get(random.nextInt(PEERS.size())));
                by.decides(opinion, T0_MS + 1_000 + wire.size() * 10L + 4 - decisions);
                decisions--;
            } else if (behind.isEmpty()) {
                break;
            } else {
                behind.get(random.nextInt(behind.size())).reads();
            }
            if (random.nextInt(20) == 0) {
                all.get(random.nextInt(all.size())).readsAllAgain();
            }
        }
        return peers;
    }

    @Test
    void allComeToRestAndEachCountsOnceElsewhere() {
        int active = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Map<String, Peer> peers = rested(seed, false, 100);
            assertThat(wire).as("seed %s: a record for each decision", seed).hasSizeLessThan(5);
            int published = wire.size();
            peers.values().forEach(Peer::readsAllAgain);
            assertThat(wire).as("seed %s: all of it again is no news", seed).hasSize(published);
            for (Peer peer : peers.values()) {
                long expected =
                        PEERS.stream()
                                .filter(other -> !other.equals(peer.name))
                                .filter(this::isConfirmedBy)
                                .count();
                assertThat(peer.site.status.confirmations())
                        .as("seed %s, at %s", seed, peer.name)
                        .isEqualTo((int) expected);
                boolean isActive = isConfirmedBy(peer.name) || expected >= 2;
                if (!peer.name.equals(ORIGIN)) {
                    assertThat(peer.site.status.state())
                            .as("seed %s, at %s", seed, peer.name)
                            .isEqualTo(isActive ? SignalState.ACTIVE : SignalState.QUARANTINED);
                    active += isActive ? 1 : 0;
                }
            }
        }
        assertThat(active).isBetween(SEEDS / 10, 3 * SEEDS - SEEDS / 10);
    }

    /** The last word of a platform. */
    private boolean isConfirmedBy(String name) {
        return wire.stream()
                .filter(one -> one.origin().equals(name) && one.signalId().equals(ID))
                .reduce((before, after) -> after.version() > before.version() ? after : before)
                .filter(one -> one.opinion() == OpinionKind.CONFIRM)
                .isPresent();
    }

    /** A platform that repeats what it reads never comes to rest beside another that does. */
    @Test
    void aPlantedEchoGoesOnForEver() {
        int restless = 0;
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            rested(seed, true, 1_000);
            restless += wire.size() >= 1_000 ? 1 : 0;
        }
        assertThat(restless).isPositive();
    }
}
