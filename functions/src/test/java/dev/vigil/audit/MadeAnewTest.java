package dev.vigil.audit;

import static dev.vigil.audit.TestingLogs.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.TestingSite.Kept;
import dev.vigil.audit.TestingSite.Run;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that is deleted and made anew, restored, or moved to another cluster. */
@ExtendWith(KeptSignatures.class)
class MadeAnewTest {
    private static final String NEXT = "site.example/audit/2";
    private static final String THIRD = "site.example/audit/3";
    private static final String TOPIC = "verdicts/0";

    private final TestingSite site = new TestingSite(1);
    private Run first;

    @BeforeEach
    void write() {
        first = site.new Run(ORIGIN, null);
        site.produce(300);
        first.settle();
    }

    /** The topic is made anew, and the log is closed a while later. */
    private Run closed() {
        site.makeAnew(TOPIC);
        site.produce(60);
        first.settle();
        Run next = site.new Run(NEXT, first.keep());
        next.settle();
        return next;
    }

    private List<AuditPage> pagesOf(String origin, String partition) {
        return site.entries(origin).stream()
                .filter(page -> page.leaf().place().equals(partition))
                .map(ReadPage::page)
                .toList();
    }

    @Test
    void theLogThatFollowsBeginsItsPartitionAnew() {
        List<Long> before = site.listed(ORIGIN, TOPIC);
        Run next = closed();
        assertThat(first.log.reused()).isEqualTo(site.records.get(TOPIC).size());
        assertThat(site.listed(ORIGIN, TOPIC)).as("it lists none twice").isEqualTo(before);
        assertThat(next.log.refusal()).isNull();
        assertThat(next.log.held()).isZero();
        assertThat(next.log.unsealed()).isZero();
        assertThat(site.listed(NEXT, TOPIC)).isEqualTo(site.records.get(TOPIC));
        site.produce(60);
        next.settle();
        assertThat(site.listed(NEXT, TOPIC)).isEqualTo(site.records.get(TOPIC));
    }

    @Test
    void theReportsOfBothLogsNameIt() {
        long end = site.listed(ORIGIN, TOPIC).stream().mapToLong(it -> it).max().orElseThrow();
        closed();
        LogReport later = site.check(NEXT);
        assertThat(later.findings()).isEmpty();
        assertThat(later.notChecked())
                .filteredOn(line -> line.contains("begins anew"))
                .singleElement()
                .asString()
                .contains("verdicts/0: begins anew", NEXT, "offsets up to " + end);
        assertThat(site.check(NEXT, new LogCheck.Limits(2, 4, 1)).findings()).isEmpty();

        LogReport earlier = site.check(ORIGIN);
        assertThat(earlier.notChecked())
                .singleElement()
                .asString()
                .contains("verdicts/0: " + NEXT + " begins it anew");
        assertThat(earlier.counts().keySet())
                .as("what the topic held is gone, whoever has deleted it")
                .contains(LogFault.ALTERED, LogFault.MISSING);
        assertThat(earlier.findings()).allMatch(found -> found.place().startsWith("verdicts/0/"));
    }

    /** What is held for the next log outlives restarts, and is said after each. */
    @Test
    void aRestartForgetsNothingOfIt() {
        site.makeAnew(TOPIC);
        site.produce(60);
        first.settle();
        for (int restart = 0; restart < 3; restart++) {
            first = site.new Run(ORIGIN, first.keep());
            assertThat(first.log.reused()).isPositive();
            assertThat(first.log.reusedPlace()).isEqualTo(TOPIC);
            site.produce(20);
            first.settle();
        }
        site.new Run(NEXT, first.keep()).settle();
        assertThat(site.listed(NEXT, TOPIC)).isEqualTo(site.records.get(TOPIC));
        assertThat(site.check(NEXT).findings()).isEmpty();
    }

    /** Its offsets pass those of before while the first log is open: that one goes on behind. */
    @Test
    void offsetsBehindThoseOfBeforeAreOnBothLogs() {
        long end = site.listed(ORIGIN, TOPIC).stream().mapToLong(it -> it).max().orElseThrow();
        site.makeAnew(TOPIC);
        site.produce(900);
        first.settle();
        List<Long> passed = site.records.get(TOPIC).stream().filter(it -> it > end).toList();
        assertThat(passed).isNotEmpty();
        assertThat(site.listed(ORIGIN, TOPIC)).containsAll(passed);
        site.new Run(NEXT, first.keep()).settle();
        assertThat(site.listed(NEXT, TOPIC)).isEqualTo(site.records.get(TOPIC));
        assertThat(site.check(NEXT).findings()).isEmpty();
    }

    /** Before the log is closed: the next one lists what the topic has now, from its beginning. */
    @ParameterizedTest
    @ValueSource(ints = {150, 900})
    void aTopicMayBeMadeAnewMoreThanOnce(int between) {
        site.makeAnew(TOPIC);
        site.produce(between);
        first.settle();
        int gone = site.records.get(TOPIC).size();
        long held = first.log.held();
        assertThat(held).isGreaterThanOrEqualTo(gone);
        site.makeAnew(TOPIC);
        site.produce(90);
        first.settle();
        assertThat(site.records.get(TOPIC)).hasSizeLessThan(gone);
        Run next = site.new Run(NEXT, first.keep());
        next.settle();
        assertThat(next.log.refusal()).isNull();
        assertThat(next.log.held()).isZero();
        assertThat(site.listed(NEXT, TOPIC)).isEqualTo(site.records.get(TOPIC));
        assertThat(site.check(NEXT).findings()).isEmpty();
        assertThat(first.log.forgotten()).as("it says what was lost").isEqualTo(held);
    }

    /** All topics are others, and the job has no state: a person says so. */
    @Test
    void aSiteThatMovedToAnotherClusterBeginsAnew() {
        TestingSite.TOPICS.forEach(site::makeAnew);
        site.produce(150);
        Run moved = site.new Run(NEXT, null);
        moved.log.setMadeAnew(List.of(AuditLog.EACH));
        moved.settle();
        assertThat(moved.log.refusal()).isNull();
        assertThat(moved.log.held()).isZero();
        for (String partition : TestingSite.TOPICS) {
            assertThat(site.listed(NEXT, partition)).isEqualTo(site.records.get(partition));
        }
        assertThat(site.check(NEXT).findings()).isEmpty();
        assertThat(site.check(NEXT).notChecked()).hasSize(TestingSite.TOPICS.size());

        site.produce(50);
        Run cold = site.new Run(NEXT, null);
        cold.log.setMadeAnew(List.of(AuditLog.EACH));
        cold.settle();
        assertThat(cold.log.refusal()).isNull();
        assertThat(cold.log.held()).isZero();
        for (String partition : TestingSite.TOPICS) {
            assertThat(site.listed(NEXT, partition)).isEqualTo(site.records.get(partition));
        }
    }

    /** The option is left in its place, and the job starts without state once more. */
    @Test
    void whatHasBegunAnewInTheLogIsNotHeldToBeginAnewAgain() {
        TestingSite.TOPICS.forEach(site::makeAnew);
        site.produce(150);
        Run moved = site.new Run(NEXT, null);
        moved.log.setMadeAnew(List.of(AuditLog.EACH));
        moved.settle();

        Run cold = site.new Run(NEXT, null);
        cold.log.setMadeAnew(List.of(AuditLog.EACH));
        cold.settle();
        assertThat(cold.log.held()).isZero();

        Run third = site.new Run(THIRD, cold.keep());
        third.settle();
        site.produce(50);
        third.settle();
        assertThat(third.log.refusal()).isNull();
        LogReport report = site.check(THIRD);
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked()).as("none of them begins anew").isEmpty();
    }

    /** What was said of a topic that goes on is no reason to begin it anew, nor to hold it. */
    @Test
    void aTopicThatGoesOnInTheLogIsNotBegunAnew() {
        Run next = site.new Run(NEXT, first.keep());
        site.produce(100);
        next.settle();
        site.produce(50);
        Run cold = site.new Run(NEXT, null);
        cold.log.setMadeAnew(List.of(AuditLog.EACH));
        cold.settle();
        assertThat(cold.log.held()).isZero();
        assertThat(cold.log.refusal()).isNull();
        assertThat(site.check(NEXT).findings()).isEmpty();
        assertThat(site.check(NEXT).notChecked()).isEmpty();
    }

    /** A start without state that is not told: what it can't know it says, and hides nothing. */
    @Test
    void whatAStartWithoutStateHasForgottenIsUnread() {
        closed();
        site.produce(40);
        Run cold = site.new Run(NEXT, null);
        cold.readRecords();
        cold.settle();
        assertThat(cold.log.refusal()).isNull();
        LogReport report = site.check(NEXT);
        assertThat(report.findings())
                .isNotEmpty()
                .allMatch(found -> found.fault() == LogFault.UNREAD)
                .allMatch(found -> found.place().startsWith("verdicts/0/"));
    }

    /** Runs of before and after it, from any state, make one log of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsOneLogWhateverRunsThereAre(long block) {
        for (long seed = block * 100; seed < block * 100 + 25; seed++) {
            TestingSite world = new TestingSite(seed);
            List<Kept> kept = new ArrayList<>();
            live(world, world.new Run(ORIGIN, null), ORIGIN, kept);
            world.new Run(ORIGIN, kept.get(kept.size() - 1)).settle();
            world.makeAnew(TOPIC);
            kept.subList(0, kept.size() - 1).clear();
            live(world, world.new Run(ORIGIN, kept.get(0)), ORIGIN, kept);
            kept.subList(0, kept.size() - 1).clear();
            live(world, world.new Run(NEXT, kept.get(0)), NEXT, kept);
            Run last = world.new Run(NEXT, kept.get(kept.size() - 1));
            last.settle();
            assertThat(last.log.refusal()).as("seed %d", seed).isNull();
            assertThat(last.log.unsealed()).as("seed %d", seed).isZero();
            assertThat(last.log.held()).as("seed %d", seed).isZero();
            assertThat(world.listed(NEXT, TOPIC))
                    .as("seed %d", seed)
                    .isEqualTo(world.records.get(TOPIC));
            assertThat(world.check(NEXT).findings()).as("seed %d", seed).isEmpty();
        }
    }

    private static void live(TestingSite world, Run begun, String origin, List<Kept> kept) {
        List<Run> runs = new ArrayList<>(List.of(begun));
        for (int i = 0; i < 200; i++) {
            world.produce(world.random.nextInt(5));
            Run run = runs.get(world.random.nextInt(runs.size()));
            run.step();
            if (world.random.nextInt(20) == 0) {
                kept.add(run.keep());
            }
            if (world.random.nextInt(40) == 0 && !kept.isEmpty()) {
                runs.add(world.new Run(origin, kept.get(world.random.nextInt(kept.size()))));
                if (runs.size() > 2) {
                    runs.remove(0);
                }
            }
        }
        Run last = runs.get(runs.size() - 1);
        last.settle();
        kept.add(last.keep());
    }

    /** Its records are on pages of the log before: they are not missing in this one. */
    @Test
    void aTopicThatIsQuietSinceTheLogWasClosedHasNothingMissing() {
        Run next = site.new Run(NEXT, first.keep());
        next.settle();
        site.nowMs += 3 * LogCheck.BEHIND_MS;
        for (int hour = 0; hour < 3; hour++) {
            next.settle();
        }
        LogReport report = site.check(NEXT);
        assertThat(report.counts().keySet()).doesNotContain(LogFault.MISSING);
        assertThat(report.later()).isZero();
        assertThat(report.records()).isPositive();
    }

    // What it must not be ----------------------------------------------------------------------

    /** Within a log, a second beginning is no entry, and a seal that covers it fits nothing. */
    @Test
    void aPartitionBeginsAnewAtItsFirstPageAlone() {
        closed();
        AuditPage begin = pagesOf(NEXT, TOPIC).get(0);
        PageLeaf leaf = PageLeaf.parse(begin.leaf());
        assertThat(leaf.prev()).isEqualTo(PageLeaf.NONE);
        for (String origin : List.of(ORIGIN, NEXT)) {
            Reading walk = new Reading(origin);
            for (AuditPage page : site.pages) {
                boolean isOver = walk.origin() != null && !walk.origin().equals(page.origin());
                if (isOver && walk.origin().equals(origin)) {
                    break;
                }
                walk.read(page, PageLeaf.parse(page.leaf()));
            }
            assertThat(walk.origin()).isEqualTo(origin);
            assertThat(walk.read(begin.withOrigin(origin), leaf)).isEqualTo(Reading.Step.REPEAT);
        }

        List<AuditPage> pages = pages(NEXT);
        pages.add(begin);
        SealText over = head(pages);
        site.pages.add(begin);
        site.seals.add(seal(over));
        assertThat(site.check(NEXT).findings())
                .extracting(found -> found.fault() + " " + found.place())
                .containsExactly("ALTERED page " + (pages.size() - 1));
    }

    private List<AuditPage> pages(String origin) {
        return new ArrayList<>(site.entries(origin).stream().map(ReadPage::page).toList());
    }

    private static SealText head(List<AuditPage> pages) {
        MerkleTree tree = new MerkleTree();
        pages.forEach(page -> tree.add(Paging.leafHash(new TreeHasher(), page)));
        return new SealText(pages.get(0).origin(), tree.size(), tree.root(tree.size()));
    }

    private AuditSeal seal(SealText text) {
        NoteKey key = NoteKey.of(text.origin(), TestingLogs.PAIR.getPublic());
        String note = TestingLogs.sign(text, key, TestingLogs.PAIR.getPrivate()).toString();
        return new AuditSeal(text.origin(), text.size(), site.nowMs, note);
    }

    /** Each page of the partition is one that can't be left out, the one that begins it too. */
    @Test
    void aGapBehindTheBeginningIsFound() {
        Run next = closed();
        for (int i = 0; i < 4; i++) {
            site.produce(20);
            next.settle();
        }
        List<AuditPage> whole = new ArrayList<>(site.pages);
        List<AuditPage> ofTopic = pagesOf(NEXT, TOPIC);
        assertThat(ofTopic).hasSizeGreaterThan(3);
        for (AuditPage gone : ofTopic.subList(0, ofTopic.size() - 1)) {
            site.pages.clear();
            site.pages.addAll(whole);
            site.pages.remove(gone);
            PageLeaf leaf = PageLeaf.parse(gone.leaf());
            assertThat(site.check(NEXT).findings())
                    .as(gone.leaf())
                    .anyMatch(
                            found ->
                                    found.fault() == LogFault.MISSING
                                            && found.place()
                                                    .equals(
                                                            TOPIC
                                                                    + "/"
                                                                    + (leaf.prev() + 1)
                                                                    + " to "
                                                                    + leaf.to()));
        }
    }

    /** The next log is opened, and has no page of a topic yet. */
    private Run opened(Kept from) {
        Run next = site.new Run(NEXT, from);
        next.settleReading();
        next.publish();
        next.settleReading();
        return next;
    }

    /** Somebody who writes pages and has no key begins a topic anew that is as it was. */
    private void beginByAnother(String origin) {
        long[] one = {0};
        HashList digest = new HashList(new TreeHasher().emptyRoot());
        PartitionEnd none = new PartitionEnd("verdicts", 0, PageLeaf.NONE);
        site.pages.add(Paging.page(origin, none, one, digest, site.nowMs));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTopicThatGoesOnAsItWasIsNotSignedAsBegunAnew(boolean isRestarted) {
        Run next = opened(first.keep());
        site.produce(20);
        next.readRecords();
        beginByAnother(NEXT);
        next.settleReading();
        if (isRestarted) {
            next = site.new Run(NEXT, next.keep());
        }
        int seals = site.seals.size();
        site.produce(60);
        next.settle();
        assertThat(next.log.refusal()).contains("begins verdicts/0 anew", "ALTERED");
        assertThat(site.seals).hasSize(seals);
        assertThat(site.check(NEXT).isClean()).isFalse();
    }

    /** Of a run that began without state, too, once it has read what there was. */
    @Test
    void aStartWithoutStateDoesNotSignItForEver() {
        opened(first.keep());
        Run cold = site.new Run(NEXT, null);
        cold.settle();
        site.produce(20);
        cold.readRecords();
        beginByAnother(NEXT);
        cold.settleReading();
        site.produce(60);
        cold.settle();
        assertThat(cold.log.refusal()).contains("begins verdicts/0 anew", "ALTERED");
    }

    /** The state was kept before the first page of the log was read back. */
    @Test
    void aRestartIsNoStartWithoutState() {
        Run next = site.new Run(NEXT, first.keep());
        next.settleReading();
        next.publish();
        Kept kept = next.keep();
        beginByAnother(NEXT);
        next = site.new Run(NEXT, kept);
        next.settleReading();
        site.produce(60);
        next.settle();
        assertThat(next.log.refusal()).contains("begins verdicts/0 anew", "ALTERED");
    }

    private int firstPage(String origin) {
        List<String> origins = site.pages.stream().map(AuditPage::origin).toList();
        return origins.indexOf(origin);
    }

    /** What began the topic anew is read only after a restart, and the topic goes on. */
    @Test
    void aRestartOfAStartWithoutStateIsOneStill() {
        closed();
        Run cold = site.new Run(NEXT, null);
        cold.readRecords();
        cold.readPages(1 + firstPage(NEXT));
        cold = site.new Run(NEXT, cold.keep());
        cold.settleReading();
        site.produce(60);
        cold.settle();
        assertThat(cold.log.refusal()).isNull();
        assertThat(cold.log.unsealed()).isZero();
    }

    /** Pages of the log before list other records, and a checkpoint comes before all are read. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aContradictionIsNotForgottenWhileTheLogIsRead(boolean isRestarted) {
        opened(first.keep());
        site.makeAnew(TOPIC);
        site.produce(600);
        Run cold = site.new Run(NEXT, null);
        cold.readRecords();
        cold.readPages(Integer.MAX_VALUE);
        if (isRestarted) {
            cold = site.new Run(NEXT, cold.keep());
        }
        int seals = site.seals.size();
        cold.settle();
        assertThat(cold.log.refusal()).contains(ORIGIN + " about " + TOPIC, "ALTERED");
        assertThat(site.seals).hasSize(seals);
    }

    /** A publication goes on in the middle of a log. */
    @Test
    void aWalkThatGoesOnTakesTheSameEntries() {
        Run next = closed();
        site.produce(40);
        next.settle();
        LogWalk whole = new LogWalk(NEXT);
        RightEdge tree = new RightEdge();
        List<LogWalk> later = new ArrayList<>();
        for (AuditPage page : site.pages) {
            boolean isEntry = whole.isEntry(page);
            for (LogWalk walk : later) {
                assertThat(walk.isEntry(page)).isEqualTo(isEntry);
            }
            if (isEntry) {
                tree.add(Paging.leafHash(new TreeHasher(), page));
                later.add(new LogWalk(NEXT, tree.copy(), 1, whole.ends(), whole.carried()));
            }
        }
        assertThat(later).hasSizeGreaterThan(5);
        assertThat(whole.carried()).doesNotContain(TOPIC);
    }

    /** Published by itself: where it begins is not known then, and said. */
    @Test
    void aLogAloneSaysWhichPartitionsMayBeginAnew() {
        closed();
        List<AuditPage> alone =
                site.pages.stream().filter(page -> page.origin().equals(NEXT)).toList();
        site.pages.clear();
        site.pages.addAll(alone);
        LogReport report = site.check(NEXT);
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked())
                .anyMatch(line -> line.contains("begin anew") && line.endsWith(": " + TOPIC));
    }

    /** It was closed before the rest of the topic as it was had its page: the next one begins. */
    @Test
    void whatIsLeftOfTheTopicAsItWasComesFirst() {
        site.produce(60);
        first.readRecords();
        site.makeAnew(TOPIC);
        site.produce(60);
        first.readRecords();
        Run next = site.new Run(NEXT, first.keep());
        next.settle();
        assertThat(pagesOf(NEXT, TOPIC)).isNotEmpty();
        assertThat(PageLeaf.parse(pagesOf(NEXT, TOPIC).get(0).leaf()).prev()).isNotNegative();
        assertThat(next.log.held()).as("for the next one").isPositive();
        Run third = site.new Run(THIRD, next.keep());
        third.settle();
        assertThat(site.listed(THIRD, TOPIC)).isEqualTo(site.records.get(TOPIC));
        assertThat(third.log.refusal()).isNull();
        assertThat(site.check(THIRD).findings()).isEmpty();
    }
}
