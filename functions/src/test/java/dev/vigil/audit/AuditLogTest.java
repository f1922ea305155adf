package dev.vigil.audit;

import static dev.vigil.audit.TestingLogs.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.TestingSite.Kept;
import dev.vigil.audit.TestingSite.Run;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(KeptSignatures.class)
class AuditLogTest {
    private static final String NEXT = "site.example/audit/2";

    private final TestingSite site = new TestingSite(1);

    /** Which offsets are on an entry, and how often. */
    private static Map<String, List<Long>> onPages(TestingSite site, String... origins) {
        Map<String, List<Long>> found = new HashMap<>();
        for (String origin : origins) {
            for (ReadPage page : entries(site, origin).entries()) {
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

    private static LogPages entries(TestingSite site, String origin) {
        List<ReadPage> read = site.entries(origin);
        read.forEach(page -> page.setWritten(true));
        return new LogPages(read, 0, Map.of(), Set.of(), LogPages.Rule.WRITTEN);
    }

    private static LogReport check(TestingSite site, String origin) {
        return site.check(origin);
    }

    /** A2: any two seals that were ever signed are of one log. */
    private static void assertOneTruth(TestingSite site, String origin) {
        MerkleTree tree = new MerkleTree();
        HashList leaves = entries(site, origin).leaves();
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
        for (long seed = block * 100; seed < block * 100 + 25; seed++) {
            TestingSite world = new TestingSite(seed);
            live(world);
            Run last = world.new Run(ORIGIN, null);
            last.settle();
            assertThat(onPages(world, ORIGIN)).as("seed %d", seed).isEqualTo(world.records);
            assertThat(last.log.refusal()).as("seed %d", seed).isNull();
            assertThat(last.log.unsealed()).as("seed %d", seed).isZero();
            assertThat(last.log.held()).as("seed %d", seed).isZero();
            assertOneTruth(world, ORIGIN);
            assertThat(check(world, ORIGIN).findings()).as("seed %d", seed).isEmpty();
        }
    }

    /** The same while a person closes the log: runs of before live on, openings are repeated. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void overAChangeOfNumberAllRecordsAreOnOneEntryAndBothLogsAreClean(long block) {
        int repeatedOpenings = 0;
        for (long seed = block * 1_000; seed < block * 1_000 + 25; seed++) {
            TestingSite world = new TestingSite(seed);
            live(world, NEXT);
            Run last = world.new Run(NEXT, null);
            last.settle();
            assertThat(last.log.refusal()).as("seed %d", seed).isNull();
            assertThat(onPages(world, ORIGIN, NEXT)).as("seed %d", seed).isEqualTo(world.records);
            if (entries(world, ORIGIN).entries().isEmpty()) {
                // Closed before its first page: nothing says that the next one is no first log.
                continue;
            }
            assertThat(check(world, ORIGIN).findings()).as("seed %d", seed).isEmpty();
            assertThat(check(world, NEXT).findings()).as("seed %d", seed).isEmpty();
            assertThat(check(world, NEXT).notChecked()).isEmpty();
            long openings =
                    world.pages.stream()
                            .filter(page -> page.leaf().contains("\"topic\":\"closed\""))
                            .count();
            repeatedOpenings += openings > 1 ? 1 : 0;
        }
        assertThat(repeatedOpenings).as("the case is there").isPositive();
    }

    private static void live(TestingSite world) {
        live(world, ORIGIN);
    }

    private static void live(TestingSite world, String later) {
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
                    Run next = world.new Run(i < 200 ? ORIGIN : later, from);
                    if (world.random.nextBoolean()) {
                        run.step();
                        next.askSealsLater();
                    }
                    runs.add(next);
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
                        leaf.runs(),
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

    /** What it would sign from then on covers pages that nobody can see any more. */
    @Test
    void aRunThatHasReadPagesWhichAreGoneSignsNoMore() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        Kept kept = run.keep();
        site.pages.remove(site.pages.size() - 1);
        int seals = site.seals.size();
        Run next = site.new Run(ORIGIN, kept);
        site.produce(50);
        next.settle();
        assertThat(next.log.refusal()).contains("CUT", "above", "close this log");
        assertThat(site.seals).hasSize(seals);

        site.pages.clear();
        Run onEmpty = site.new Run(ORIGIN, kept);
        site.produce(50);
        onEmpty.settle();
        assertThat(onEmpty.log.refusal()).contains("CUT");
        assertThat(site.seals).hasSize(seals);
    }

    /** Who can write pages and has no key gets nothing signed that the run knows to be wrong. */
    @Test
    void aPageOfAnotherThatLeavesOutARecordIsNotSigned() {
        for (boolean isLeftOut : new boolean[] {true, false}) {
            TestingSite world = new TestingSite(5);
            Run run = world.new Run(ORIGIN, null);
            run.settle();
            int seals = world.seals.size();
            HashList digests = new HashList();
            for (long offset = 0; offset < 10; offset++) {
                RecordPlace place = new RecordPlace("verdicts", 0, offset);
                run.log.digest(place, TestingSite.digest(place), world.nowMs);
                digests.add(offset == 4 ? new TreeHasher().emptyRoot() : TestingSite.digest(place));
            }
            long[] offsets =
                    isLeftOut ? new long[] {0, 9} : new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
            HashList listed = new HashList();
            for (long offset : offsets) {
                listed.add(digests.get((int) offset));
            }
            world.pages.add(
                    Paging.page(
                            ORIGIN,
                            new PartitionEnd("verdicts", 0, PageLeaf.NONE),
                            offsets,
                            listed,
                            world.nowMs));
            run.settle();
            assertThat(run.log.refusal()).contains("ALTERED", "verdicts/0", "offsets 0 to 9");
            assertThat(world.seals).hasSize(seals);
        }
    }

    /** A seal of fewer pages with another root is as much a second truth as one of more. */
    @Test
    void anOlderSealWithAnotherRootIsRefused() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(100);
        run.settle();
        SealText forged = new SealText(ORIGIN, run.log.size() - 1, new byte[32]);
        site.seals.add(
                site.seals
                        .get(0)
                        .withNote(
                                TestingLogs.sign(
                                                forged,
                                                TestingLogs.KEY,
                                                TestingLogs.PAIR.getPrivate())
                                        .toString()));
        run.readAll();
        assertThat(run.log.refusal()).contains("FORKED", forged.size() + " pages");
    }

    /** The number was raised when nothing of the log before was left. */
    @Test
    void aLogBehindOneThatOnlyHasSealsIsRefused() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        site.pages.clear();
        Run next = site.new Run(NEXT, null);
        next.settle();
        assertThat(next.log.refusal()).contains(ORIGIN, "none of its pages", "CUT");
    }

    @Test
    void aPageOfAnotherSiteIsNoEntryAndClosesNothing() {
        site.pages.add(
                Paging.empty(
                        "other.example/audit/1",
                        new PartitionEnd("tick", 0, PageLeaf.NONE),
                        5,
                        5,
                        site.nowMs));
        Run run = site.new Run(ORIGIN, null);
        site.produce(10);
        run.settle();
        assertThat(run.log.refusal()).isNull();
        assertThat(onPages(site, ORIGIN)).isEqualTo(site.records);
    }

    /** A log says of what it could not read that it could not, and not that there was nothing. */
    @Test
    void whatWasDeletedBeforeItWasReadIsUnread() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(60);
        run.settle();
        long last =
                onPages(site, ORIGIN).get("verdicts/0").stream()
                        .mapToLong(it -> it)
                        .max()
                        .getAsLong();
        run.log.unread("verdicts", 0, last + 7, site.nowMs);
        RecordPlace place = new RecordPlace("verdicts", 0, last + 8);
        run.log.digest(place, TestingSite.digest(place), site.nowMs);
        site.records.get("verdicts/0").add(place.offset());
        run.settle();
        assertThat(run.log.unread()).isEqualTo(1);
        String span = "verdicts/0/" + (last + 1) + " to " + (last + 7);
        assertThat(run.log.unreadPlace()).isEqualTo(span);
        site.records.get("verdicts/0").add(last + 3);
        site.records.get("verdicts/0").sort(null);
        LogReport report = check(site, ORIGIN);
        assertThat(report.findings())
                .extracting(found -> found.fault() + " " + found.place())
                .containsExactly("UNREAD " + span);
        assertThat(report.unread()).as("the record that somebody kept").isEqualTo(1);
    }

    @Test
    void theLogBeginsWithWhatIsThere() {
        Run run = site.new Run(ORIGIN, null);
        run.log.unread("verdicts", 0, 41, site.nowMs);
        RecordPlace place = new RecordPlace("verdicts", 0, 42);
        run.log.digest(place, TestingSite.digest(place), site.nowMs);
        site.records.get("verdicts/0").add(42L);
        run.settle();
        LogReport report = check(site, ORIGIN);
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked()).singleElement().asString().contains("verdicts/0/0 to 41");
    }

    /** Records are read faster than pages: quadratic work would take hours here. */
    @Test
    void aStartWithoutStateIsQuickAndHoldsNoMoreThanItMay() {
        int records = 200_000;
        int most = 20_000;
        AuditLog log = new AuditLog(ORIGIN, TestingLogs.KEY, TestingLogs.PAIR.getPrivate(), most);
        byte[] digest = new TreeHasher().leaf(new byte[1]);
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (long offset = 0; offset < records; offset++) {
            log.digest(new RecordPlace("verdicts", 0, offset), digest, TestingLogs.T0_MS);
        }
        assertThat(log.held()).isLessThanOrEqualTo(most);
        assertThat(log.forgotten()).isEqualTo(records - log.held());
        HashList ten = new HashList();
        for (int i = 0; i < 10; i++) {
            ten.add(digest);
        }
        for (int page = 0; page < records / 10; page++) {
            long[] offsets = LongStream.range(10L * page, 10L * page + 10).toArray();
            PartitionEnd end = new PartitionEnd("verdicts", 0, 10L * page - 1);
            log.page(Paging.page(ORIGIN, end, offsets, ten, TestingLogs.T0_MS), page, 0);
        }
        long cpuMs =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1_000_000;
        assertThat(log.held()).isZero();
        assertThat(log.refusal()).isNull();
        log.loaded(TestingLogs.T0_MS);
        assertThat(log.pagesDue(TestingLogs.T0_MS + 10_000))
                .as("nothing of it is lost")
                .singleElement()
                .satisfies(page -> assertThat(page.leaf()).contains("tick"));
        assertThat(cpuMs).isLessThan(20_000);
    }

    /** What no page lists and there was no room for is said, and the rest is logged. */
    @Test
    void whatItHadNoRoomForIsUnread() {
        int most = 5_000;
        AuditLog log = new AuditLog(ORIGIN, TestingLogs.KEY, TestingLogs.PAIR.getPrivate(), most);
        byte[] digest = new TreeHasher().leaf(new byte[1]);
        for (long offset = 0; offset < 3 * most; offset++) {
            log.digest(new RecordPlace("t", 0, offset), digest, TestingLogs.T0_MS);
        }
        log.loaded(TestingLogs.T0_MS);
        List<AuditPage> pages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<AuditPage> due = log.pagesDue(TestingLogs.T0_MS + 3_000);
            due.forEach(page -> log.page(page, pages.size() + due.indexOf(page), 0));
            pages.addAll(due);
        }
        List<PageLeaf> leaves =
                pages.stream()
                        .map(page -> PageLeaf.parse(page.leaf()))
                        .filter(leaf -> leaf.topic().equals("t"))
                        .toList();
        assertThat(leaves.get(0).isUnread()).isTrue();
        assertThat(leaves.get(0).from()).isZero();
        assertThat(leaves.stream().skip(1)).noneMatch(PageLeaf::isUnread);
        assertThat(leaves.get(leaves.size() - 1).to()).isEqualTo(3L * most - 1);
        assertThat(leaves.stream().mapToInt(PageLeaf::count).sum()).isBetween(most - 1_100, most);
        assertThat(log.held()).isZero();
    }

    /**
     * A topic that was made anew, or cut off, begins with offsets which the log has: their records
     * are on no page, and it says so. What another run logged first is no such offset.
     */
    @Test
    void anOffsetThatIsGivenAgainIsSaid() {
        Run first = site.new Run(ORIGIN, null);
        site.produce(40);
        TestingSite.Kept early = first.keep();
        first.settle();
        assertThat(first.log.reused()).isZero();
        TestingSite.Kept late = first.keep();
        Run second = site.new Run(ORIGIN, early);
        second.settle();
        assertThat(second.log.held()).isZero();
        assertThat(second.log.reused()).as("read late, and given once").isZero();

        RecordPlace again = new RecordPlace("verdicts", 0, 0);
        Run third = site.new Run(ORIGIN, late);
        third.log.digest(again, new byte[TreeHasher.BYTES], site.nowMs);
        assertThat(third.log.reused()).isEqualTo(1);
        assertThat(third.log.reusedPlace()).isEqualTo("verdicts/0/0");
        Run cold = site.new Run(ORIGIN, null);
        cold.settle();
        assertThat(cold.log.reused()).isZero();
    }

    /** A backlog goes out in parts, in its order, the first time and where it was lost. */
    @Test
    void whatGoesOutAtOnceHasALimit() {
        AuditLog log = new AuditLog(ORIGIN, TestingLogs.KEY, TestingLogs.PAIR.getPrivate());
        int most = AuditLog.MOST_OUT;
        long count = 5L * most / 2;
        byte[] digest = new TreeHasher().leaf(new byte[1]);
        for (long offset = 0; offset < count; offset++) {
            log.unread("t", 0, 2 * offset, TestingLogs.T0_MS);
            log.digest(new RecordPlace("t", 0, 2 * offset + 1), digest, TestingLogs.T0_MS);
        }
        log.loaded(TestingLogs.T0_MS);
        long nowMs = TestingLogs.T0_MS + 10_000;
        List<AuditPage> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<AuditPage> due = log.pagesDue(nowMs);
            assertThat(due).hasSizeLessThanOrEqualTo(most);
            sent.addAll(due);
        }
        assertThat(sent).hasSize((int) (2 * count) + 1);

        log.digest(new RecordPlace("t", 0, 2 * count), digest, nowMs);
        nowMs += AuditLog.PATIENCE_MS;
        List<AuditPage> again = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            List<AuditPage> due = log.pagesDue(nowMs);
            assertThat(due).hasSizeLessThanOrEqualTo(most);
            again.addAll(due);
        }
        assertThat(again).hasSize(sent.size() + 1);
        assertThat(ofTopic(again).subList(0, (int) (2 * count)))
                .as("none overtakes another one")
                .isEqualTo(ofTopic(sent));
        for (int i = 0; i < again.size(); i++) {
            log.page(again.get(i), i, nowMs);
        }
        assertThat(log.held()).isZero();
        assertThat(log.repeats()).isZero();
    }

    private static List<AuditPage> ofTopic(List<AuditPage> pages) {
        return pages.stream()
                .filter(page -> PageLeaf.parse(page.leaf()).topic().equals("t"))
                .toList();
    }

    /** A5: what people are and write is in a digest and nowhere else. */
    @Test
    void noContentReachesPageOrSeal() {
        AuditLog log = new AuditLog(ORIGIN, TestingLogs.KEY, TestingLogs.PAIR.getPrivate());
        String marker = "MARKER";
        log.loaded(TestingLogs.T0_MS);
        for (int i = 0; i < 50; i++) {
            RecordPlace place = new RecordPlace("verdicts", 0, i);
            byte[] text = (marker + i).getBytes(StandardCharsets.UTF_8);
            byte[] line =
                    RecordBytes.of(
                            place,
                            TestingLogs.TIME,
                            text,
                            List.of(
                                    new RecordHeader("ce_subject", text),
                                    new RecordHeader("ce_id", text),
                                    new RecordHeader(marker, text)),
                            text);
            assertThat(new String(line, StandardCharsets.UTF_8)).contains(marker);
            log.digest(place, new TreeHasher().leaf(line), TestingLogs.T0_MS);
        }
        List<byte[]> published = new ArrayList<>();
        List<AuditPage> due = log.pagesDue(TestingLogs.T0_MS + 10_000);
        for (int i = 0; i < due.size(); i++) {
            published.add(Json.bytes(due.get(i)));
            log.page(due.get(i), i, TestingLogs.T0_MS + 10_000);
        }
        published.add(Json.bytes(log.sealDue(TestingLogs.T0_MS + 10_000).orElseThrow()));
        assertThat(published)
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        bytes ->
                                assertThat(new String(bytes, StandardCharsets.UTF_8))
                                        .doesNotContain(marker)
                                        .doesNotContain(
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                marker.getBytes(
                                                                        StandardCharsets.UTF_8))));
    }

    /** The topic has forgotten the log before: the one that follows is checked by itself. */
    @Test
    void aLogWhoseForerunnerIsForgottenIsChecked() {
        Run run = site.new Run(ORIGIN, null);
        site.produce(60);
        run.settle();
        int before = site.pages.size();
        Run later = site.new Run(NEXT, run.keep());
        site.produce(60);
        later.settle();
        assertThat(check(site, NEXT).findings()).isEmpty();
        site.pages.subList(0, before).clear();
        LogReport report = check(site, NEXT);
        assertThat(report.findings()).isEmpty();
        assertThat(report.pages()).isEqualTo(site.pages.size() - report.repeats());
        assertThat(report.sealed()).isPositive().isEqualTo(report.pages());
        assertThat(report.notChecked()).anyMatch(line -> line.contains("the log before"));
        site.pages.remove(1);
        assertThat(check(site, NEXT).findings()).isNotEmpty();
    }

    /** Time is set back, and was ahead for a moment: neither stops pages, seals or ticks. */
    @Test
    void aClockThatIsSetStopsNothing() {
        Run run = site.new Run(ORIGIN, null);
        site.nowMs += 3 * AuditLog.TICK_MS;
        run.settle();
        site.produce(20);
        run.readAll();
        site.nowMs -= 3 * AuditLog.TICK_MS;
        int seals = site.seals.size();
        run.publish();
        run.settleReading();
        run.publish();
        assertThat(onPages(site, ORIGIN)).isEqualTo(site.records);
        assertThat(site.seals).hasSize(seals + 1);

        PartitionEnd end =
                new PartitionEnd("tick", 0, entries(site, ORIGIN).partitions().get("tick/0").to());
        long nextYear = (site.nowMs + 365 * 86_400_000L) / AuditLog.TICK_MS;
        site.pages.add(Paging.empty(ORIGIN, end, nextYear, nextYear, site.nowMs));
        run.settleReading();
        int pages = site.pages.size();
        for (int hour = 0; hour < 5; hour++) {
            site.nowMs += AuditLog.TICK_MS;
            run.publish();
            run.settleReading();
        }
        assertThat(site.pages).hasSize(pages + 5);
    }

    /** Its pages go on; only a person can make the key good. */
    @Test
    void aLogWithoutItsPrivateKeyHasPagesAndNoSeals() {
        AuditLog log = AuditLog.unsigned(ORIGIN, TestingLogs.KEY, "no file /key");
        log.loaded(site.nowMs);
        log.digest(new RecordPlace("t", 0, 0), new TreeHasher().emptyRoot(), site.nowMs);
        List<AuditPage> due = log.pagesDue(site.nowMs + 3_000);
        assertThat(due).hasSize(2);
        due.forEach(page -> log.page(page, due.indexOf(page), site.nowMs));
        assertThat(log.sealDue(site.nowMs + 9_000)).isEmpty();
        assertThat(log.refusal()).isEqualTo("no file /key");
        assertThat(log.state().refusal()).as("not for ever").isNull();
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
        LogPages before = entries(site, ORIGIN);
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
