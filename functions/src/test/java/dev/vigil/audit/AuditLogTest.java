package dev.vigil.audit;

import static dev.vigil.audit.TestingLogs.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.TestingSite.Kept;
import dev.vigil.audit.TestingSite.Run;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private static final String NEXT = "site.example/audit/2";

    private final TestingSite site = new TestingSite(1);

    /** By an independent simple count: which offsets are on an entry, and how often. */
    private static Map<String, List<Long>> onPages(TestingSite site, String... origins) {
        Map<String, List<Long>> found = new HashMap<>();
        for (String origin : origins) {
            for (ReadPage page : entries(site, origin, found).entries()) {
                if (TestingSite.TOPICS.contains(page.leaf().place())) {
                    List<Long> offsets =
                            found.computeIfAbsent(page.leaf().place(), place -> new ArrayList<>());
                    for (long offset : page.offsets()) {
                        offsets.add(offset);
                    }
                }
            }
        }
        return found;
    }

    private static LogPages entries(
            TestingSite site, String origin, Map<String, List<Long>> before) {
        Map<String, Long> ends = new HashMap<>();
        before.forEach((place, offsets) -> ends.put(place, offsets.get(offsets.size() - 1)));
        if (!before.isEmpty()) {
            site.pages.stream()
                    .filter(page -> !page.origin().equals(origin))
                    .map(page -> PageLeaf.parse(page.leaf()))
                    .filter(leaf -> leaf.topic().equals(AuditLog.TICK))
                    .forEach(leaf -> ends.put(leaf.place(), leaf.to()));
        }
        List<ReadPage> read =
                site.pages.stream()
                        .filter(page -> page.origin().equals(origin))
                        .map(ReadPage::new)
                        .toList();
        return new LogPages(read, ends, LogPages.Rule.WRITTEN);
    }

    /** A2: any two seals that were ever signed are of one log. */
    private static void assertOneTruth(TestingSite site, String origin) {
        MerkleTree tree = new MerkleTree();
        HashList leaves = entries(site, origin, Map.of()).leaves();
        for (int i = 0; i < leaves.size(); i++) {
            tree.add(leaves.get(i));
        }
        for (AuditSeal seal : site.seals) {
            SignedNote note = SignedNote.parse(seal.note());
            SealText text = SealText.parse(note.text());
            assertThat(note.isSignedBy(List.of(TestingLogs.KEY))).isTrue();
            assertThat(text.size()).isEqualTo(seal.size()).isLessThanOrEqualTo(tree.size());
            assertThat(text.root()).isEqualTo(tree.root(text.size()));
            assertThat(
                            TreeProofs.isConsistent(
                                    text.size(),
                                    text.root(),
                                    tree.size(),
                                    tree.root(tree.size()),
                                    tree.consistency(text.size(), tree.size())))
                    .isTrue();
        }
    }

    @Test
    void recordsGetAPageAndPagesThatWereReadBackASeal() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        assertThat(onPages(site, ORIGIN)).isEqualTo(site.records);
        assertThat(site.seals).hasSizeGreaterThan(0);
        assertThat(run.log.unsealed()).isZero();
        assertThat(run.log.held()).isZero();
        assertThat(run.log.refusal()).isNull();
        assertOneTruth(site, ORIGIN);
    }

    /** A2, A3: kills, old states, zombies, pages that are lost on the way, in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachRecordIsOnOneEntryAndAllSealsAreOfOneLog(long block) {
        for (long seed = block * 100; seed < block * 100 + 50; seed++) {
            TestingSite world = new TestingSite(seed);
            live(world);
            Run last = world.new Run(ORIGIN, null);
            last.settle();
            assertThat(onPages(world, ORIGIN)).as("seed %d", seed).isEqualTo(world.records);
            assertThat(last.log.refusal()).as("seed %d", seed).isNull();
            assertThat(last.log.unsealed()).as("seed %d", seed).isZero();
            assertThat(last.log.held()).as("seed %d", seed).isZero();
            assertOneTruth(world, ORIGIN);
        }
    }

    private static void live(TestingSite world) {
        List<Run> runs = new ArrayList<>(List.of(world.new Run(ORIGIN, null)));
        List<Kept> kept = new ArrayList<>();
        kept.add(null);
        for (int i = 0; i < 400; i++) {
            world.produce(world.random.nextInt(6));
            Run run = runs.get(world.random.nextInt(runs.size()));
            run.step();
            switch (world.random.nextInt(40)) {
                case 0 -> kept.add(run.keep());
                case 1 -> {
                    // The newest goes on from any state; one before may live on as a zombie.
                    Kept from = kept.get(world.random.nextInt(kept.size()));
                    runs.add(world.new Run(ORIGIN, from));
                    if (runs.size() > 2) {
                        runs.remove(0);
                    }
                }
                case 2 -> {
                    // Sent, and lost on the way: nobody has read it back.
                    int size = world.pages.size();
                    run.publish();
                    world.pages.subList(size, world.pages.size()).clear();
                }
                default -> {}
            }
        }
    }

    @Test
    void aPageWaitsTwoSecondsAndAFullOneDoesNot() {
        Run run = site.new Run(ORIGIN, null);
        run.settle();
        int before = site.pages.size();
        for (long offset = 0; offset < 1_030; offset++) {
            RecordPlace place = new RecordPlace("verdicts", 0, offset);
            run.log.digest(place, TestingSite.digest(place), site.nowMs);
        }
        run.publish();
        assertThat(site.pages).hasSize(before + 1);
        assertThat(PageLeaf.parse(site.pages.get(before).leaf()).count()).isEqualTo(1_024);
        site.nowMs += AuditLog.PAGE_MS - 1;
        run.publish();
        assertThat(site.pages).hasSize(before + 1);
        site.nowMs += 1;
        run.publish();
        assertThat(site.pages).hasSize(before + 2);
        PageLeaf rest = PageLeaf.parse(site.pages.get(before + 1).leaf());
        assertThat(rest.count()).isEqualTo(6);
        assertThat(rest.prev()).isEqualTo(1_023);
        assertThat(rest.at()).isEqualTo(site.nowMs);
    }

    @Test
    void silenceHasAPageEachHour() {
        Run run = site.new Run(ORIGIN, null);
        run.settle();
        int before = site.pages.size();
        for (int minute = 0; minute < 24 * 60; minute++) {
            site.nowMs += 60_000;
            run.publish();
            run.settleReading();
        }
        List<AuditPage> ticks = site.pages.subList(before, site.pages.size());
        assertThat(ticks).hasSize(24);
        assertThat(ticks).allMatch(page -> PageLeaf.parse(page.leaf()).topic().equals("tick"));
        assertThat(onPages(site, ORIGIN)).isEmpty();
    }

    @Test
    void sealsAreFiveSecondsApart() {
        Run run = site.new Run(ORIGIN, null);
        run.settle();
        int before = site.seals.size();
        for (int i = 0; i < 600; i++) {
            site.nowMs += 100;
            site.produce(3);
            run.readAll();
            run.publish();
        }
        assertThat(site.seals.size() - before).isBetween(11, 12);
    }

    /** Nothing is published before the log is known. */
    @Test
    void beforeItIsLoadedNothingGoesOut() {
        site.produce(50);
        Run run = site.new Run(ORIGIN, null);
        run.readRecords();
        site.nowMs += 60_000;
        assertThat(run.log.pagesDue(site.nowMs)).isEmpty();
        assertThat(run.log.sealDue(site.nowMs)).isEmpty();
    }

    /** The log's end is lost, and a start without state would sign a shorter one. */
    @Test
    void aLogThatIsShorterThanItsSealGetsNoSealAnyMore() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        site.pages.remove(site.pages.size() - 1);
        int seals = site.seals.size();

        Run cold = site.new Run(ORIGIN, null);
        site.produce(20);
        cold.settle();
        assertThat(cold.log.refusal()).contains("CUT", "close this log");
        assertThat(site.seals).hasSize(seals);

        Run again = site.new Run(ORIGIN, cold.keep());
        again.settle();
        assertThat(again.log.refusal()).as("it is remembered").contains("CUT");
        assertThat(site.seals).hasSize(seals);
    }

    @Test
    void anEmptyTopicWithSealsIsRefused() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        site.pages.clear();
        Run cold = site.new Run(ORIGIN, null);
        cold.settle();
        assertThat(cold.log.refusal()).contains("CUT");
    }

    @Test
    void aTopicThatHoldsOtherPagesThanWereSealedIsRefused() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        AuditPage last = site.pages.get(site.pages.size() - 1);
        PageLeaf leaf = PageLeaf.parse(last.leaf());
        PageLeaf other =
                new PageLeaf(
                        leaf.topic(),
                        leaf.partition(),
                        leaf.from(),
                        leaf.to(),
                        leaf.prev(),
                        leaf.count(),
                        leaf.root(),
                        leaf.at() + 1);
        site.pages.set(site.pages.size() - 1, last.withLeaf(other.text()));
        Run cold = site.new Run(ORIGIN, null);
        cold.settle();
        assertThat(cold.log.refusal()).contains("FORKED");
    }

    @Test
    void aSealOfAnotherKeyIsRefused() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        AuditSeal seal = site.seals.get(0);
        SealText text = SealText.parse(SignedNote.parse(seal.note()).text());
        SignedNote forged =
                TestingLogs.sign(text, TestingLogs.OTHER, TestingLogs.OTHER_PAIR.getPrivate());
        site.seals.set(0, seal.withNote(forged.toString()));
        Run cold = site.new Run(ORIGIN, null);
        cold.settle();
        assertThat(cold.log.refusal()).contains("UNSIGNED", TestingLogs.KEY.line());
    }

    /** The tail of the topic is lost while the job runs: what it has signed remains true. */
    @Test
    void aRunThatKnowsTheLostPagesGoesOnConsistently() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        List<AuditPage> whole = new ArrayList<>(site.pages);
        AuditPage lost = site.pages.remove(site.pages.size() - 1);
        Run next = site.new Run(ORIGIN, run.keep());
        site.produce(50);
        next.settle();
        assertThat(next.log.refusal()).isNull();
        whole.addAll(site.pages.subList(whole.size() - 1, site.pages.size()));
        site.pages.clear();
        site.pages.addAll(whole);
        assertThat(whole).contains(lost);
        assertOneTruth(site, ORIGIN);
        assertThat(onPages(site, ORIGIN)).isEqualTo(site.records);
    }

    /** The first page of the next log is about all of the one before, sealed or not. */
    @Test
    void aClosedLogIsFollowedByOneThatNamesItsHead() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        site.produce(30);
        run.readAll();
        site.nowMs += 10_000;
        site.pages.addAll(run.log.pagesDue(site.nowMs));

        Run next = site.new Run(NEXT, run.keep());
        site.produce(30);
        next.settle();
        AuditPage first =
                site.pages.stream().filter(page -> page.origin().equals(NEXT)).findFirst().get();
        PageLeaf leaf = PageLeaf.parse(first.leaf());
        assertThat(leaf.topic()).isEqualTo("closed");
        assertThat(onPages(site, ORIGIN, NEXT)).isEqualTo(site.records);
        assertThat(next.log.refusal()).isNull();
        assertThat(next.log.unsealed()).isZero();
        SealText seal =
                SealText.parse(
                        SignedNote.parse(site.seals.get(site.seals.size() - 1).note()).text());
        assertThat(seal.origin()).isEqualTo(NEXT);
        LogPages before = entries(site, ORIGIN, Map.of());
        SealText last = new SealText(ORIGIN, before.leaves().size(), before.leaves().root());
        assertThat(first.digests())
                .isEqualTo(new TreeHasher().leaf(last.text().getBytes(StandardCharsets.UTF_8)));

        Run cold = site.new Run(NEXT, null);
        cold.settle();
        assertThat(cold.log.refusal()).isNull();
        assertThat(cold.log.size()).isGreaterThanOrEqualTo(next.log.size());
    }

    @Test
    void aLogThatWasFollowedIsNotTakenUpAgain() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        Run next = site.new Run(NEXT, run.keep());
        next.settle();
        int pages = site.pages.size();
        int seals = site.seals.size();
        Run back = site.new Run(ORIGIN, next.keep());
        back.settle();
        assertThat(back.log.refusal()).contains(NEXT, "no smaller number");
        assertThat(site.pages).hasSize(pages);
        assertThat(site.seals).hasSize(seals);
    }

    @Test
    void whatDoesNotComeBackHasALimit() {
        int most = 5_000;
        AuditLog log = new AuditLog(ORIGIN, TestingLogs.KEY, TestingLogs.PAIR.getPrivate(), most);
        byte[] digest = new byte[32];
        for (long offset = 0; offset < most; offset++) {
            log.digest(new RecordPlace("t", 0, offset), digest, 0);
        }
        assertThat(log.held()).isEqualTo(most);
        assertThatThrownBy(() -> log.digest(new RecordPlace("t", 0, most), digest, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not read back");
    }

    @Test
    void whatIsReadBackAndIsNoPageIsCounted() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        AuditPage page = site.pages.get(0);
        site.pages.add(page);
        site.pages.add(page.withLeaf("{}"));
        site.seals.add(site.seals.get(0).withNote("no note"));
        run.settle();
        assertThat(run.log.repeats()).isEqualTo(1);
        assertThat(run.log.unreadable()).isEqualTo(2);
        assertThat(run.log.refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "site", "site/audit/0", "site/audit/1 ", "a+b/audit/1", "audit/1"})
    void aNameThatIsNoneIsRefused(String origin) {
        assertThatThrownBy(() -> LogName.number(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SITE/audit/NUMBER");
    }
}
