package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.TestingSite.Kept;
import dev.vigil.audit.TestingSite.Run;
import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a version that this code does not know, as a newer vigil will write them. */
@ExtendWith(KeptSignatures.class)
class NewerPageTest {
    private static final String NEXT = "site.example/audit/2";
    private static final String THIRD = "site.example/audit/3";
    private static final int PAGES = 60;

    private final TestingLogs log = new TestingLogs(7);
    private List<AuditPage> pages;
    private List<String> seals;

    @BeforeEach
    void write() {
        log.write(PAGES, 12);
        pages = new ArrayList<>(log.pages().stream().map(NewerPageTest::newer).toList());
        seals = seals(pages);
    }

    /** Its leaf has one more member, and what is beside the leaf has another form. */
    private static AuditPage newer(AuditPage page) {
        return page.withLeaf(page.leaf().replace("\"v\":1}", "\"topicId\":\"t\",\"v\":2}"))
                .withRuns(List.of(3L))
                .withDigests(new byte[] {1, 2, 3});
    }

    /** Of as many pages as those of the log. */
    private List<String> seals(List<AuditPage> of) {
        MerkleTree tree = new MerkleTree();
        of.forEach(page -> tree.add(Paging.leafHash(new TreeHasher(), page)));
        List<String> signed = new ArrayList<>();
        for (String note : log.seals()) {
            long size = SealText.parse(SignedNote.parse(note).text()).size();
            SealText text = new SealText(TestingLogs.ORIGIN, size, tree.root(size));
            signed.add(
                    TestingLogs.sign(text, TestingLogs.KEY, TestingLogs.PAIR.getPrivate())
                            .toString());
        }
        return signed;
    }

    private LogReport report() {
        return log.check(pages, seals, log.lines());
    }

    @Test
    void aLogOfNewerPagesIsNotCheckedAndNotAccused() {
        LogReport report = report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.isGood()).as("a newer vigil may find something").isFalse();
        assertThat(report.pages()).isEqualTo(PAGES).isEqualTo(report.sealed());
        assertThat(report.notChecked())
                .singleElement()
                .asString()
                .startsWith("page version 2: the records that " + PAGES + " pages list")
                .contains("newer vigil");
        LogCheck.Limits few = new LogCheck.Limits(8, 20, 4);
        assertThat(log.check(pages, seals, log.lines(), log.nowMs(), few).findings()).isEmpty();
    }

    /** Their texts are hashed as they are: what is changed in them is found as ever. */
    @Test
    void whatIsDoneToNewerPagesIsFound() {
        for (int index = 0; index < PAGES - 1; index++) {
            AuditPage page = pages.get(index);
            pages.set(index, page.withLeaf(page.leaf().replace("\"t\"", "\"u\"")));
            LogReport report = report();
            assertThat(report.findings())
                    .as("page %d", index)
                    .isNotEmpty()
                    .allMatch(found -> found.fault() == LogFault.ALTERED);
            pages.remove(index);
            assertThat(report().isClean()).as("page %d", index).isFalse();
            pages.add(index, page);
        }
        assertThat(report().findings()).isEmpty();
    }

    /** A page of our own that is altered to look newer is altered. */
    @Test
    void aPageThatIsMadeToLookNewerIsAltered() {
        pages = log.pages();
        seals = log.seals();
        pages.set(30, newer(pages.get(30)));
        assertThat(report().findings())
                .isNotEmpty()
                .anyMatch(found -> found.fault() == LogFault.ALTERED);
    }

    /** A version begins with a log: within one it is no entry, and sealed it is no log. */
    @Test
    void aNewerPageIsNoEntryOfALogOfOurs() {
        List<AuditPage> mixed = log.pages();
        AuditPage last = mixed.get(PAGES - 1);
        mixed.set(PAGES - 1, newer(last));
        Reading walk = new Reading(TestingLogs.ORIGIN);
        for (AuditPage page : mixed.subList(0, PAGES - 1)) {
            assertThat(walk.read(page, PageLeaf.parse(page.leaf()))).isEqualTo(Reading.Step.ENTRY);
        }
        AuditPage newest = mixed.get(PAGES - 1);
        assertThat(walk.read(newest, PageLeaf.parse(newest.leaf()))).isEqualTo(Reading.Step.REPEAT);
        assertThat(walk.read(last, PageLeaf.parse(last.leaf()))).isEqualTo(Reading.Step.ENTRY);

        pages = mixed;
        seals = seals(mixed);
        assertThat(report().findings())
                .extracting(found -> found.fault() + " " + found.place())
                .contains("ALTERED page " + (PAGES - 1));
    }

    @Test
    void whatAProofOfANewerPageIsWorthIsNotKnown() {
        MerkleTree tree = new MerkleTree();
        pages.forEach(page -> tree.add(Paging.leafHash(new TreeHasher(), page)));
        SignedNote seal = SignedNote.parse(seals.get(seals.size() - 1));
        PageLeaf leaf = PageLeaf.parse(pages.get(4).leaf());
        RecordPlace place = new RecordPlace(leaf.topic(), leaf.partition(), leaf.from());
        assertThatThrownBy(() -> RecordProof.of(place, pages.get(4), tree, 4, seal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got version 2", "newer vigil");

        AuditPage ours = log.pages().get(4);
        LogProof proof = RecordProof.of(place, ours, tree, 4, seal).orElseThrow();
        String extra = new String(proof.extra(), StandardCharsets.UTF_8);
        String text = extra.replace("\\\"v\\\":1}", "\\\"topicId\\\":\\\"t\\\",\\\"v\\\":2}");
        assertThat(text).isNotEqualTo(extra);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LogProof later = new LogProof(bytes, 4, tree.inclusion(4, PAGES), seal.toString());
        List<NoteKey> keys = List.of(TestingLogs.KEY);
        assertThat(RecordProof.newerVersion(later, TestingLogs.ORIGIN, keys)).hasValue(2);
        assertThat(RecordProof.proves(later, log.record(place), TestingLogs.ORIGIN, keys))
                .isFalse();
        LogProof other = new LogProof(bytes, 5, tree.inclusion(5, PAGES), seal.toString());
        assertThat(RecordProof.newerVersion(other, TestingLogs.ORIGIN, keys)).isEmpty();
        assertThat(RecordProof.newerVersion(proof, TestingLogs.ORIGIN, keys)).isEmpty();
    }

    @Test
    void whatAWalkNeedsIsReadAndTheTextIsKept() {
        AuditPage ours = log.pages().get(9);
        PageLeaf leaf = PageLeaf.parse(ours.leaf());
        PageLeaf newer = PageLeaf.parse(pages.get(9).leaf());
        assertThat(newer.isNewer()).isTrue();
        assertThat(newer.text()).isEqualTo(pages.get(9).leaf());
        assertThat(newer.place()).isEqualTo(leaf.place());
        assertThat(List.of(newer.from(), newer.to(), newer.prev(), newer.at()))
                .containsExactly(leaf.from(), leaf.to(), leaf.prev(), leaf.at());
        assertThat(newer.count()).isEqualTo(leaf.count());
        assertThat(newer.root()).isEqualTo(leaf.root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":1795507200000,\"count\":1,\"from\":0,\"partition\":0,\"prev\":-1,"
                        + "\"root\":\"r\",\"to\":0,\"v\":2}",
                "{\"at\":1795507200000,\"count\":1,\"from\":0,\"partition\":0,\"prev\":-1,"
                        + "\"root\":\"r\",\"to\":0,\"topic\":\"t\",\"v\":\"2\"}",
                "{\"at\":1795507200000,\"count\":1,\"from\":0,\"partition\":0,\"prev\":0,"
                        + "\"root\":\"r\",\"to\":0,\"topic\":\"t\",\"v\":2}",
                "{\"at\":1795507200000,\"count\":\"1\",\"from\":0,\"partition\":0,\"prev\":-1,"
                        + "\"root\":\"r\",\"to\":0,\"topic\":\"t\",\"v\":2}",
                "{\"at\":1795507200000,\"count\":1,\"from\":0,\"partition\":0,\"prev\":-1,"
                        + "\"root\":\"r\",\"to\":0,\"topic\":\"t\",\"v\":0}",
                "{\"v\":2}"
            })
    void whatLacksWhatAWalkNeedsIsNoPage(String text) {
        assertThatThrownBy(() -> PageLeaf.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    // A job that is rolled back -----------------------------------------------------------------

    private final TestingSite site = new TestingSite(3);

    /** A newer job has closed the first log and begun the next one. */
    private Kept rolledForward() {
        Run run = site.new Run(TestingLogs.ORIGIN, null);
        site.produce(100);
        run.settle();
        Kept kept = run.keep();
        Run next = site.new Run(NEXT, kept);
        site.produce(100);
        next.settle();
        site.pages.replaceAll(page -> page.origin().equals(NEXT) ? newer(page) : page);
        site.seals.removeIf(seal -> seal.origin().equals(NEXT));
        return kept;
    }

    @Test
    void aJobThatIsRolledBackEndsNothing() {
        Kept kept = rolledForward();
        int written = site.pages.size();
        site.produce(40);
        for (Kept from : new Kept[] {kept, null}) {
            Run back = site.new Run(NEXT, from);
            back.settle();
            for (int restart = 0; restart < 2; restart++) {
                assertThat(back.log.refusal()).contains(NEXT, "version 2", "newer vigil");
                assertThat(back.log.state().refusal()).as("not for ever").isNull();
                assertThat(back.log.newer() + restart).isPositive();
                assertThat(back.log.held()).isPositive();
                assertThat(site.pages).hasSize(written);
                assertThat(site.seals).noneMatch(seal -> seal.origin().equals(NEXT));
                back = site.new Run(NEXT, back.keep());
                back.settle();
            }
        }
    }

    /** Or it closes that log, and goes on with one of its own. */
    @Test
    void aJobThatIsRolledBackMayBeginTheNextLog() {
        Kept kept = rolledForward();
        site.produce(40);
        Run third = site.new Run(THIRD, kept);
        third.settle();
        assertThat(third.log.refusal()).isNull();
        assertThat(third.log.held()).isZero();
        assertThat(third.log.unsealed()).isZero();
        assertThat(site.check(THIRD).findings()).isEmpty();
        LogReport closed = site.check(NEXT);
        assertThat(closed.findings()).isEmpty();
        assertThat(closed.notChecked()).anyMatch(line -> line.startsWith("page version 2"));
        LogWalk walk = new LogWalk(NEXT);
        assertThat(site.pages.stream().filter(walk::isEntry).count()).isEqualTo(closed.pages());
    }
}
