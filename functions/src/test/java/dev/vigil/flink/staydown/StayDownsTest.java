package dev.vigil.flink.staydown;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.match.TestingProfiles;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.media.StreamPacketBuilder;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.staydown.StayDownLedger;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StayDownsTest {
    private static final long KEEP_MS = 24 * HOUR_MS;
    private static final long AGE_MS = 300 * KEEP_MS;
    private static final long LATER_MS = NOON_MS + 10 * HOUR_MS;
    private static final short[] MUSIC = TestingMusic.play(100, 70);
    private static final List<Packet> PACKETS = TestingEar.packets(MUSIC);
    private static final List<Packet> OTHER = TestingEar.packets(TestingMusic.play(101, 10));

    private KeyedOneInputStreamOperatorTestHarness<String, StayDownInput, StayDownOutput> operator;

    @BeforeEach
    void open() throws Exception {
        operator = open(null);
        operator.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void anUpheldNoticePutsTheUploadOnTheList() throws Exception {
        hear(PACKETS, NOON_MS);
        assertThat(out(operator)).isEmpty();
        send(down("n-1", LATER_MS));
        List<StayDownOutput> changes = out(operator);
        assertThat(peaks(changes)).isEqualTo(TestingEar.peaks(MUSIC));
        assertThat(parts(changes)).extracting(ReferencePart::chunk).containsExactly(0, 1, -1);
        ListEntry entry = entries(changes).get(0);
        assertThat(entries(changes)).hasSize(1);
        assertThat(entry.listClass()).isEqualTo(ListClass.STAYDOWN);
        assertThat(entry.workId()).isEqualTo(parts(changes).get(0).workId());
        assertThat(entry.entryId()).isEqualTo("staydown." + SESSION);
        assertThat(entry.authority()).isEqualTo("vigil");
        assertThat(entry.documentRef()).isEqualTo("n-1");
        assertThat(entry.withdrawnAt()).isNull();
    }

    /** They travel beside its sound, with numbers of their own. */
    @Test
    void picturesOfAnUploadTakeNothingFromItsSound() throws Exception {
        for (Packet packet : PACKETS) {
            hear(List.of(packet), NOON_MS);
            long[] words = {packet.fromFrame() << 20 | 3, 5, 7};
            hear(
                    List.of(
                            new Packet(
                                    "video/1",
                                    packet.sequence(),
                                    packet.fromFrame(),
                                    packet.toFrame(),
                                    words,
                                    new long[0],
                                    packet.last())),
                    NOON_MS);
        }
        send(down("n-1", LATER_MS));
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(MUSIC));
        assertThat(dead(operator)).isEmpty();
    }

    @Test
    void aRequestBeforeTheEndWaitsForIt() throws Exception {
        send(down("n-1", LATER_MS));
        hear(PACKETS.subList(0, PACKETS.size() - 1), NOON_MS);
        operator.setProcessingTime(NOON_MS + 5 * HOUR_MS);
        assertThat(out(operator)).isEmpty();
        hear(PACKETS.subList(PACKETS.size() - 1, PACKETS.size()), NOON_MS);
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(MUSIC));
        operator.setProcessingTime(NOON_MS + 10 * HOUR_MS);
        assertThat(dead(operator)).isEmpty();
        assertThat(out(operator)).isEmpty();
    }

    @Test
    void aRestorationTakesAllBackAndLeavesNothing() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        ListEntry before = entries(out(operator)).get(0);
        send(up("n-1", LATER_MS + 1));
        List<StayDownOutput> changes = out(operator);
        ListEntry withdrawn = entries(changes).get(0);
        assertThat(withdrawn.withdrawnAt()).isEqualTo(LATER_MS + 1);
        assertThat(withdrawn.wasMistaken()).isTrue();
        assertThat(withdrawn.version()).isGreaterThan(before.version());
        assertThat(parts(changes)).extracting(ReferencePart::chunk).containsExactly(-1, 0, 1);
        assertThat(parts(changes)).allMatch(p -> p.peaks() == null && p.manifest() == null);

        send(down("n-2", LATER_MS + 2));
        List<StayDownOutput> again = out(operator);
        assertThat(entries(again).get(0).version()).isGreaterThan(withdrawn.version());
        assertThat(peaks(again)).isEqualTo(TestingEar.peaks(MUSIC));

        send(up("n-2", LATER_MS + 3));
        out(operator);
        operator.setProcessingTime(NOON_MS + KEEP_MS);
        assertThat(stateEntries(operator)).as("when it was restored").isOne();
        operator.setProcessingTime(LATER_MS + 2 + AGE_MS);
        assertThat(out(operator)).as("restored before its age").isEmpty();
        assertItsEndIsForgottenAtAnAge(LATER_MS + 3);
    }

    @Test
    void anItemStaysDownForAnAgeThenItsEntryAndItsReferenceLeave() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        ListEntry before = entries(out(operator)).get(0);
        operator.setProcessingTime(LATER_MS + AGE_MS - 1);
        assertThat(out(operator)).isEmpty();
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.setProcessingTime(LATER_MS + AGE_MS);
        List<StayDownOutput> ended = out(operator);
        ListEntry withdrawn = entries(ended).get(0);
        assertThat(withdrawn.withdrawnAt()).isEqualTo(LATER_MS + AGE_MS);
        assertThat(withdrawn.wasMistaken()).as("what it led to still counts").isFalse();
        assertThat(withdrawn.supersedes(before)).isTrue();
        assertThat(parts(ended)).extracting(ReferencePart::chunk).containsExactly(-1, 0, 1);
        assertThat(TestingMetrics.value(operator, "agedStayDowns")).isEqualTo(1);
        assertNothingIsKeptAfterAnHour();
        restore(snapshot, LATER_MS + AGE_MS + HOUR_MS);
        assertThat(out(operator)).as("what came meanwhile may hold it").isEmpty();
        operator.setProcessingTime(LATER_MS + AGE_MS + 2 * HOUR_MS);
        assertThat(said(out(operator))).as("a repeat").isEqualTo(said(ended));
    }

    @Test
    void aNoticeThatIsUpheldLaterRenewsIt() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        operator.setProcessingTime(LATER_MS + AGE_MS / 2);
        send(down("n-2", LATER_MS + AGE_MS / 2));
        out(operator);
        operator.setProcessingTime(LATER_MS + AGE_MS);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + AGE_MS / 2 + AGE_MS);
        assertThat(entries(out(operator))).singleElement().matches(e -> e.withdrawnAt() != null);
        assertNothingIsKeptAfterAnHour();
    }

    /** A job without state reads its own topics and nothing of the uploads. */
    @Test
    void afterAColdStartAnItemEndsAtTheAgeOfItsEntry() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        List<StayDownOutput> published = out(operator);
        restore(null, LATER_MS + AGE_MS / 2);
        readBack(published);
        send(down("n-1", LATER_MS));
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + AGE_MS - 1);
        assertThat(dead(operator)).as("its reference is there").isEmpty();
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + AGE_MS);
        List<StayDownOutput> ended = out(operator);
        assertThat(entries(ended))
                .singleElement()
                .matches(entry -> entry.withdrawnAt() == LATER_MS + AGE_MS);
        assertThat(parts(ended)).extracting(ReferencePart::chunk).containsExactly(-1, 0, 1);
        readBack(ended);
        assertNothingIsKeptAfterAnHour();
        assertThat(out(operator)).isEmpty();
    }

    @Test
    void anEntryThatWasOverBeforeAColdStartLeavesAnHourLater() throws Exception {
        restore(null, LATER_MS + 2 * AGE_MS);
        ListEntry entry = StayDownWork.entry(down("n-1", LATER_MS), "work-7");
        list(entry);
        ListEntry renewed = StayDownWork.renewed(entry, LATER_MS + AGE_MS - 1);
        operator.setProcessingTime(LATER_MS + 2 * AGE_MS + HOUR_MS - 1);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + 2 * AGE_MS + HOUR_MS);
        ListEntry withdrawn = entries(out(operator)).get(0);
        assertThat(withdrawn.supersedes(renewed)).as("why it waits for later ones").isTrue();
        assertNothingIsKeptAfterAnHour();
    }

    @Test
    void aPersonWhoPublishesItsEntryAgainRenewsIt() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        ListEntry before = entries(out(operator)).get(0);
        long renewedMs = LATER_MS + AGE_MS / 2;
        operator.setProcessingTime(renewedMs);
        ListEntry renewed = StayDownWork.renewed(before, renewedMs);
        list(before);
        list(renewed);
        assertThat(renewed.supersedes(before)).isTrue();
        operator.setProcessingTime(renewedMs + AGE_MS - 1);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(renewedMs + AGE_MS);
        ListEntry withdrawn = entries(out(operator)).get(0);
        assertThat(withdrawn.withdrawnAt()).isEqualTo(renewedMs + AGE_MS);
        assertThat(withdrawn.supersedes(renewed)).isTrue();
        assertNothingIsKeptAfterAnHour();
    }

    @Test
    void aPersonWhoWithdrawsItsEntryRetiresItsReference() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        send(down("n-2", LATER_MS + HOUR_MS));
        List<StayDownOutput> published = out(operator);
        readBack(published);
        assertThat(out(operator)).as("what is read back changes nothing").isEmpty();
        ListEntry last = entries(published).get(1);
        list(last.withdrawn(LATER_MS + 1));
        assertThat(out(operator)).as("the later notice holds it").isEmpty();
        list(last.withdrawn(LATER_MS + 2 * HOUR_MS));
        operator.setProcessingTime(NOON_MS + HOUR_MS);
        List<StayDownOutput> ended = out(operator);
        assertThat(entries(ended)).isEmpty();
        assertThat(parts(ended)).extracting(ReferencePart::chunk).containsExactly(-1, 0, 1);
        operator.setProcessingTime(LATER_MS + 2 * AGE_MS);
        assertThat(out(operator)).isEmpty();
        assertThat(stateEntries(operator)).isZero();
    }

    /** On the topic the retirement of an earlier reference may stand before the present one. */
    @Test
    void anEarlierRetirementLeavesAnEntryThatIsInForceAlone() throws Exception {
        list(StayDownWork.entry(down("n-1", LATER_MS), null));
        reference(0, null);
        reference(2, null);
        operator.setProcessingTime(NOON_MS + 2 * HOUR_MS);
        assertThat(dead(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + AGE_MS);
        assertThat(parts(out(operator))).extracting(ReferencePart::chunk).containsExactly(-1, 0, 1);
    }

    @Test
    void aReferenceWhoseEntryNeverComesIsForgotten() throws Exception {
        reference(2, null);
        assertThat(stateEntries(operator)).isEqualTo(1);
        operator.setProcessingTime(NOON_MS + HOUR_MS);
        assertThat(stateEntries(operator)).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
        assertThat(out(operator)).isEmpty();
    }

    @Test
    void anItemWithAnIdOfAnyLengthIsFoundByItsEntry() throws Exception {
        String item = "i".repeat(200);
        StayDown request = new StayDown(item, "n-1", true, LATER_MS);
        ListEntry entry = StayDownWork.entry(request, null);
        StayDown read = StayDownWork.request(entry).orElseThrow();
        assertThat(StayDownsFunction.key(StayDownInput.listed(read)))
                .isEqualTo(StayDownsFunction.key(StayDownInput.request(request)));
        assertThat(Json.bytes(StayDownWork.entry(read, read.workId())))
                .isEqualTo(Json.bytes(entry));
    }

    @Test
    void entriesOfOthersAreNoneOfItsOwnWhateverTheySay() {
        ListEntry own = StayDownWork.entry(down("n-1", LATER_MS), null);
        assertThat(StayDownWork.isOne(own)).isTrue();
        assertThat(StayDownWork.isOne(documented(own, "a letter of 3 May, in the archive")))
                .isFalse();
        assertThat(StayDownWork.isOne(documented(own, null))).isFalse();
    }

    private static ListEntry documented(ListEntry entry, String documentRef) {
        return entry.with()
                .listId(null)
                .batchNo(null)
                .titles(null)
                .windows(null)
                .territoryInclude(null)
                .territoryExclude(null)
                .documentRef(documentRef)
                .withdrawnAt(null)
                .providerScope(null)
                .measure(null)
                .signature(null)
                .shadow(null)
                .build();
    }

    @Test
    void ofTheNoticesThatHoldAnItemTheLatestThousandAreKept() {
        StayDownLedger ledger = StayDownLedger.of(null, NOON_MS);
        for (int notice = 0; notice < StayDownLedger.MOST_HOLDS + 5; notice++) {
            ledger = ledger.with(down("n-" + notice, LATER_MS + notice), NOON_MS);
        }
        assertThat(ledger.holds()).hasSize(StayDownLedger.MOST_HOLDS);
        assertThat(ledger.holds().get(0).noticeId()).isEqualTo("n-5");
    }

    /** A job that starts without state would not find it there. */
    @Test
    void anEntryThatIsGoneWhileItIsHeldIsPublishedAgainAsItWas() throws Exception {
        gone();
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        List<StayDownOutput> published = out(operator);
        readBack(published);
        gone();
        assertThat(out(operator)).extracting(StayDownOutput::entry).isEqualTo(entries(published));
        list(entries(published).get(0).withdrawn(LATER_MS + 1));
        gone();
        assertThat(entries(out(operator))).as("it is over").isEmpty();
    }

    /** Where it went an age after its withdrawal: what is asked for again is older than that. */
    @Test
    void behindATombstoneAStartWithoutStateIsAsBehindTheWithdrawal() throws Exception {
        StayDown first = down("n-1", LATER_MS);
        long withdrawnMs = LATER_MS + HOUR_MS;
        for (boolean isGone : new boolean[] {false, true}) {
            restore(null, withdrawnMs + AGE_MS);
            if (isGone) {
                gone();
            } else {
                list(StayDownWork.entry(first, null).withdrawn(withdrawnMs));
            }
            hear(PACKETS, NOON_MS);
            send(first);
            reference(0, null);
            operator.setProcessingTime(withdrawnMs + AGE_MS + 2 * HOUR_MS);
            assertThat(out(operator)).as("gone: %s", isGone).isEmpty();
            assertThat(dead(operator)).isEmpty();
            send(down("n-2", withdrawnMs + AGE_MS + HOUR_MS));
            assertThat(entries(out(operator)))
                    .singleElement()
                    .matches(entry -> entry.withdrawnAt() == null);
        }
    }

    private void gone() throws Exception {
        operator.processElement(StayDownInput.gone(SESSION), 0);
    }

    private void list(ListEntry entry) throws Exception {
        StayDown request = StayDownWork.request(entry).orElseThrow();
        operator.processElement(StayDownInput.listed(request), 0);
    }

    /** As the job's wiring does. */
    private void readBack(List<StayDownOutput> published) throws Exception {
        for (StayDownOutput change : published) {
            if (change.entry() != null) {
                list(change.entry());
            } else {
                reference(change.part());
            }
        }
    }

    private void reference(ReferencePart part) throws Exception {
        Optional<StayDownInput> input = StayDownsFunction.referenced(part);
        if (input.isPresent()) {
            operator.processElement(input.get(), 0);
        }
    }

    private void reference(int chunks, String workId) throws Exception {
        operator.processElement(StayDownInput.referenced(SESSION, chunks, workId), 0);
    }

    /** What ended is remembered for an hour. */
    private void assertNothingIsKeptAfterAnHour() throws Exception {
        operator.setProcessingTime(operator.getProcessingTime() + HOUR_MS);
        assertThat(stateEntries(operator)).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    /** Of what did not end by its age: what was asked for before may be asked for again. */
    private void assertItsEndIsForgottenAtAnAge(long endedMs) throws Exception {
        operator.setProcessingTime(endedMs + AGE_MS - 1);
        assertThat(stateEntries(operator)).isOne();
        operator.setProcessingTime(endedMs + AGE_MS);
        assertThat(stateEntries(operator)).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    /** By a notice job that starts without state: it does not know of the withdrawal. */
    @Test
    void whatAPersonHasWithdrawnIsAskedForAgainInVain() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        List<StayDownOutput> published = out(operator);
        readBack(published);
        long withdrawnMs = LATER_MS + HOUR_MS;
        operator.setProcessingTime(withdrawnMs);
        list(entries(published).get(0).withdrawn(withdrawnMs));
        operator.setProcessingTime(withdrawnMs + 2 * HOUR_MS);
        List<StayDownOutput> retired = out(operator);
        assertThat(parts(retired)).hasSize(3);
        readBack(retired);
        assertThat(stateEntries(operator)).as("the upload and its end").isEqualTo(3);

        send(down("n-1", LATER_MS));
        assertThat(out(operator)).isEmpty();
        restore(operator.snapshot(1, 1), NOON_MS + 2 * KEEP_MS);
        send(down("n-1", LATER_MS));
        operator.setProcessingTime(NOON_MS + 3 * KEEP_MS);
        assertThat(dead(operator)).isEmpty();
        assertThat(out(operator)).isEmpty();
        send(down("n-1", LATER_MS));
        assertItsEndIsForgottenAtAnAge(withdrawnMs);
        assertThat(dead(operator)).isEmpty();
    }

    @Test
    void whatIsUpheldAfterAWithdrawalIsDownAgain() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        list(entries(out(operator)).get(0).withdrawn(LATER_MS + 1));
        operator.setProcessingTime(NOON_MS + 2 * HOUR_MS);
        out(operator);
        send(new StayDown(SESSION, "n-2", true, LATER_MS + 2, "work-7"));
        List<StayDownOutput> again = out(operator);
        assertThat(parts(again)).hasSize(3).allMatch(part -> part.workId().equals("work-7"));
        assertThat(entries(again)).singleElement().matches(entry -> entry.withdrawnAt() == null);
        operator.setProcessingTime(LATER_MS + 2 + AGE_MS);
        assertThat(entries(out(operator))).hasSize(1);
        assertNothingIsKeptAfterAnHour();
    }

    /** The reference may stand before its entry on the topics: it waits its whole hour. */
    @Test
    void aReferenceThatIsReadLongAfterAWithdrawalWaitsForItsEntry() throws Exception {
        restore(null, LATER_MS + HOUR_MS);
        list(StayDownWork.entry(down("n-1", LATER_MS), null).withdrawn(LATER_MS + 1));
        operator.setProcessingTime(LATER_MS + 1 + AGE_MS - HOUR_MS / 2);
        reference(2, null);
        operator.setProcessingTime(LATER_MS + 1 + AGE_MS);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(LATER_MS + 1 + AGE_MS + HOUR_MS / 2);
        assertThat(parts(out(operator))).hasSize(3);
        assertThat(stateEntries(operator)).isZero();
    }

    @Test
    void ofAnUploadThatComesBackWithAnotherProfileThatOneIsKept() throws Exception {
        hear(TestingEar.packets(TestingProfiles.SECOND, MUSIC).subList(0, 3), NOON_MS);
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        List<StayDownOutput> changes = out(operator);
        assertThat(peaks(changes)).isEqualTo(TestingEar.peaks(MUSIC));
        assertThat(parts(changes)).extracting(ReferencePart::profile).containsOnly("audio/1");
    }

    @Test
    void ofAnUploadOfMoreThanHalfADayNoPeaksAreKept() throws Exception {
        long[] peak = {Peak.pack(5, 1, 1)};
        hear(List.of(new Packet("audio/1", 0, 0, 500, peak, new long[0], false)), NOON_MS);
        assertThat(stateEntries(operator)).isEqualTo(2);
        int end = (int) StayDownsFunction.MOST_FRAMES + 1;
        hear(List.of(new Packet("audio/1", 1, 500, end, peak, new long[0], true)), NOON_MS);
        assertThat(stateEntries(operator)).as("the upload alone").isEqualTo(1);
        assertThat(TestingMetrics.value(operator, "uploadsTooLongToStayDown")).isEqualTo(1);
        send(down("n-1", LATER_MS));
        assertThat(dead(operator))
                .singleElement()
                .matches(letter -> letter.message().contains("longer than 12 h"));
    }

    @Test
    void aRepeatSaysTheSameAlsoAfterARestore() throws Exception {
        hear(PACKETS, NOON_MS);
        OperatorSubtaskState before = operator.snapshot(1, 1);
        send(down("n-1", LATER_MS));
        String first = said(out(operator));
        send(down("n-1", LATER_MS));
        assertThat(out(operator)).as("no news").isEmpty();
        restore(before, NOON_MS + HOUR_MS);
        send(down("n-1", LATER_MS));
        assertThat(said(out(operator))).isEqualTo(first);
    }

    @Test
    void itStaysDownWhileAnyNoticeHoldsIt() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        send(down("n-2", LATER_MS + 1));
        out(operator);
        send(up("n-1", LATER_MS + 2));
        assertThat(out(operator)).isEmpty();
        send(up("n-2", LATER_MS + 3));
        assertThat(entries(out(operator))).allMatch(entry -> entry.withdrawnAt() != null);
    }

    /** A repeat of the notice job may bring old words behind new ones. */
    @Test
    void anOlderDecisionOfANoticeChangesNothing() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS + 2));
        out(operator);
        send(up("n-1", LATER_MS + 1));
        assertThat(out(operator)).isEmpty();
        send(down("n-1", LATER_MS));
        assertThat(out(operator)).isEmpty();
        send(up("n-1", LATER_MS + 2));
        assertThat(entries(out(operator)))
                .extracting(ListEntry::issuedAt)
                .containsExactly(LATER_MS + 2);
    }

    @Test
    void theRecordingStaysUnderTheWorkThatTheFirstNoticeNamed() throws Exception {
        hear(PACKETS, NOON_MS);
        send(new StayDown(SESSION, "n-1", true, LATER_MS, "work-7"));
        send(new StayDown(SESSION, "n-2", true, LATER_MS + 1, "work-8"));
        send(new StayDown(SESSION, "n-1", false, LATER_MS + 2, "work-7"));
        send(new StayDown(SESSION, "n-2", false, LATER_MS + 3, "work-8"));
        List<StayDownOutput> changes = out(operator);
        assertThat(entries(changes))
                .hasSize(3)
                .allMatch(entry -> entry.workId().equals("work-7"))
                .allMatch(entry -> entry.referenceIds().equals(List.of("staydown." + SESSION)));
        assertThat(parts(changes)).allMatch(part -> part.workId().equals("work-7"));

        send(new StayDown(SESSION, "n-3", true, LATER_MS + 4, "work-9"));
        assertThat(parts(out(operator)))
                .as("another that was down")
                .isNotEmpty()
                .allMatch(part -> part.workId().equals("work-9"));
    }

    @Test
    void peaksAreForgottenButTheReferenceCanStillBeTakenBack() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        operator.setProcessingTime(NOON_MS + KEEP_MS - 1);
        assertThat(stateEntries(operator)).isEqualTo(3);
        operator.setProcessingTime(NOON_MS + KEEP_MS);
        assertThat(stateEntries(operator)).as("the ledger").isOne();
        out(operator);
        send(down("n-2", LATER_MS + 1));
        assertThat(out(operator)).singleElement().matches(change -> change.entry() != null);
        send(up("n-1", LATER_MS + 2));
        send(up("n-2", LATER_MS + 3));
        assertThat(parts(out(operator))).hasSize(3);
        assertItsEndIsForgottenAtAnAge(LATER_MS + 3);
    }

    @Test
    void aRequestOnNothingKnownIsADeadLetterAfterAnHour() throws Exception {
        send(down("n-1", LATER_MS));
        send(down("n-2", LATER_MS));
        operator.setProcessingTime(NOON_MS + HOUR_MS - 1);
        assertThat(dead(operator)).isEmpty();
        operator.setProcessingTime(NOON_MS + HOUR_MS);
        assertThat(dead(operator))
                .extracting(DeadLetter::reason, DeadLetter::deadLetterId)
                .containsExactly(
                        letter("stay-downs/" + SESSION + "/n-1/" + LATER_MS),
                        letter("stay-downs/" + SESSION + "/n-2/" + LATER_MS));
        assertThat(stateEntries(operator)).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    /** Two topics have no common order: on the list may be what came of it, too. */
    @Test
    void aRestorationOfNothingKnownWithdrawsWhatIsReadLater() throws Exception {
        send(up("n-1", LATER_MS));
        list(StayDownWork.entry(down("n-1", LATER_MS - 1), "work-7"));
        reference(2, "work-7");
        operator.setProcessingTime(NOON_MS + HOUR_MS - 1);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(NOON_MS + HOUR_MS);
        List<StayDownOutput> changes = out(operator);
        assertThat(entries(changes))
                .singleElement()
                .matches(e -> e.withdrawnAt() == LATER_MS && e.workId().equals("work-7"));
        assertThat(parts(changes))
                .allMatch(part -> part.workId().equals("work-7"))
                .extracting(ReferencePart::chunk)
                .containsExactly(-1, 0, 1);
        assertItsEndIsForgottenAtAnAge(LATER_MS);
    }

    @Test
    void aRestorationOfNothingThatIsThereSaysNothing() throws Exception {
        send(up("n-1", LATER_MS));
        assertNothingIsKeptAfterAnHour();
        assertThat(out(operator)).isEmpty();
    }

    /** As the jobs' topics are read by each partition alone, in any order. */
    @Test
    void aStartWithoutStatePublishesNothingThatIsThere() throws Exception {
        StayDown first = new StayDown(SESSION, "n-1", true, LATER_MS, "work-7");
        StayDown second = new StayDown(SESSION, "n-2", true, LATER_MS + 1, "work-8");
        hear(PACKETS, NOON_MS);
        send(first);
        send(second);
        List<StayDownOutput> published = out(operator);
        List<StayDownInput> reference =
                parts(published).stream()
                        .flatMap(part -> StayDownsFunction.referenced(part).stream())
                        .toList();
        ListEntry entry = entries(published).get(1);
        List<StayDownInput> listed =
                List.of(StayDownInput.listed(StayDownWork.request(entry).orElseThrow()));
        List<StayDownInput> requests =
                List.of(StayDownInput.request(first), StayDownInput.request(second));
        for (var order :
                List.of(
                        List.of(reference, listed, requests),
                        List.of(reference, requests, listed),
                        List.of(listed, reference, requests),
                        List.of(listed, requests, reference),
                        List.of(requests, reference, listed),
                        List.of(requests, listed, reference))) {
            restore(null, LATER_MS + HOUR_MS);
            for (StayDownInput input : order.stream().flatMap(List::stream).toList()) {
                operator.processElement(input, 0);
            }
            operator.setProcessingTime(LATER_MS + AGE_MS);
            assertThat(out(operator)).as("%s", order).isEmpty();
            assertThat(dead(operator)).isEmpty();
            operator.setProcessingTime(LATER_MS + 1 + AGE_MS);
            List<StayDownOutput> ended = out(operator);
            assertThat(entries(ended))
                    .singleElement()
                    .matches(gone -> gone.supersedes(entry) && gone.workId().equals("work-7"));
            assertThat(parts(ended))
                    .as("%s", order)
                    .allMatch(part -> part.workId().equals("work-7"))
                    .extracting(ReferencePart::chunk)
                    .containsExactly(-1, 0, 1);
            assertNothingIsKeptAfterAnHour();
        }
    }

    /** A person has edited it; a notice that is upheld later is news all the same. */
    @Test
    void afterAStartWithoutStateOnlyALaterNoticeRenewsTheEntry() throws Exception {
        send(down("n-1", LATER_MS));
        send(down("n-2", LATER_MS + 2));
        reference(2, null);
        list(StayDownWork.entry(down("n-1", LATER_MS + 1), null));
        assertThat(out(operator)).as("the list may have it, too").isEmpty();
        operator.setProcessingTime(NOON_MS + HOUR_MS);
        assertThat(entries(out(operator)))
                .extracting(ListEntry::documentRef)
                .containsExactly("n-2");
        send(down("n-3", LATER_MS + 3));
        assertThat(entries(out(operator)))
                .extracting(ListEntry::documentRef)
                .containsExactly("n-3");
        assertThat(dead(operator)).isEmpty();
    }

    @Test
    void aNoticeThatWasCounteredDoesNotComeBackWithItsEntry() throws Exception {
        send(down("n-1", LATER_MS));
        send(down("n-2", LATER_MS + 1));
        send(up("n-2", LATER_MS + 3));
        reference(2, null);
        list(StayDownWork.entry(down("n-2", LATER_MS + 1), null));
        operator.setProcessingTime(NOON_MS + 2 * HOUR_MS);
        assertThat(out(operator)).as("the first notice holds it").isEmpty();
        assertThat(dead(operator)).isEmpty();
        send(up("n-1", LATER_MS + 2));
        assertThat(entries(out(operator)))
                .singleElement()
                .matches(entry -> entry.withdrawnAt() == LATER_MS + 2);
    }

    @Test
    void theEntryOfWhatWasRestoredMeanwhileIsReadBackInVain() throws Exception {
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        List<StayDownOutput> published = out(operator);
        send(up("n-1", LATER_MS + 1));
        List<StayDownOutput> ended = out(operator);
        readBack(published);
        readBack(ended);
        assertThat(out(operator)).isEmpty();
        operator.setProcessingTime(NOON_MS + KEEP_MS);
        assertItsEndIsForgottenAtAnAge(LATER_MS + 1);
    }

    /** The list is read before the requests that led to it. */
    @Test
    void whatHasEndedIsNoDeadLetterAfterAStartWithoutState() throws Exception {
        long startMs = LATER_MS + AGE_MS;
        restore(null, startMs);
        send(down("n-1", LATER_MS));
        assertThat(stateEntries(operator)).as("ended at its age").isZero();
        ListEntry entry = StayDownWork.entry(down("n-2", startMs - HOUR_MS), null);
        list(entry.withdrawn(startMs - 1));
        send(down("n-2", startMs - HOUR_MS));
        reference(0, null);
        operator.setProcessingTime(startMs + 2 * HOUR_MS);
        assertThat(dead(operator)).isEmpty();
        assertThat(out(operator)).isEmpty();
        assertItsEndIsForgottenAtAnAge(startMs - 1);
        list(entry.withdrawn(LATER_MS));
        assertThat(stateEntries(operator)).as("of a list of many years").isZero();
    }

    /** Overdue timers fire before the backlog is read. */
    @Test
    void anOutageLosesNeitherARequestNorAnUpload() throws Exception {
        send(down("n-1", LATER_MS));
        hear("session-2", PACKETS, NOON_MS, NOON_MS);
        long backMs = NOON_MS + 3 * KEEP_MS;
        restore(operator.snapshot(1, 1), backMs);
        assertThat(dead(operator)).isEmpty();
        send(new StayDown("session-2", "n-2", true, LATER_MS));
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(MUSIC));
        hear(PACKETS, NOON_MS);
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(MUSIC));
    }

    @Test
    void anUploadWithoutAnEndIsForgottenAndItsRequestRefused() throws Exception {
        hear(PACKETS.subList(0, 3), NOON_MS);
        send(down("n-1", LATER_MS));
        operator.setProcessingTime(NOON_MS + 2 * KEEP_MS);
        operator.setProcessingTime(NOON_MS + 3 * KEEP_MS);
        assertThat(dead(operator)).extracting(DeadLetter::reason).contains("STAYDOWN_UNKNOWN");
        assertThat(stateEntries(operator)).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    @Test
    void anIdThatIsUsedAgainIsAnotherUpload() throws Exception {
        hear(PACKETS, NOON_MS);
        hear(OTHER, NOON_MS + 1);
        send(down("n-1", LATER_MS));
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(TestingMusic.play(101, 10)));
    }

    @Test
    void anUploadThatGoesOnAfterSilenceKeepsBothStretches() throws Exception {
        hear(PACKETS, NOON_MS);
        hear(OTHER, NOON_MS);
        send(down("n-1", LATER_MS));
        long[] all = peaks(out(operator));
        long[] first = TestingEar.peaks(MUSIC);
        assertThat(Arrays.copyOf(all, first.length)).isEqualTo(first);
        assertThat(all).isSorted().hasSizeGreaterThan(first.length);
        long end = PACKETS.get(PACKETS.size() - 1).toFrame();
        assertThat(LongStream.of(all).skip(first.length).map(Peak::frame))
                .allMatch(frame -> frame >= end);
    }

    @Test
    void anUploadWithoutSoundIsADeadLetter() throws Exception {
        hear(List.of(new Packet("audio/1", 0, 0, 500, new long[0], new long[0], true)), NOON_MS);
        send(down("n-1", LATER_MS));
        assertThat(out(operator)).isEmpty();
        assertThat(dead(operator)).extracting(DeadLetter::reason).containsOnly("STAYDOWN_UNKNOWN");
    }

    @Test
    void aPacketThatCannotBeReadIsADeadLetterAndTheUploadGoesOn() throws Exception {
        Packet broken = new Packet("audio/1", 0, 0, 500, null, new long[0], false);
        hear(List.of(broken), NOON_MS);
        assertThat(dead(operator))
                .extracting(DeadLetter::reason, DeadLetter::key)
                .containsExactly(tuple("PURE_FAILURE", SESSION));
        hear(PACKETS, NOON_MS);
        send(down("n-1", LATER_MS));
        assertThat(peaks(out(operator))).isEqualTo(TestingEar.peaks(MUSIC));
    }

    @Test
    void onlyPacketsOfUploadsAreAskedFor() {
        for (SessionKind kind : SessionKind.values()) {
            StreamPacket sent =
                    StreamPacketBuilder.builder()
                            .sessionId(SESSION)
                            .context(session(kind))
                            .packet(PACKETS.get(0))
                            .build();
            assertThat(StayDownsFunction.keeps(SearchInput.packet(sent, 0)))
                    .isEqualTo(kind == SessionKind.UPLOAD);
        }
        StreamPacket unknown =
                StreamPacketBuilder.builder().sessionId(SESSION).packet(PACKETS.get(0)).build();
        assertThat(StayDownsFunction.keeps(SearchInput.packet(unknown, 0))).isFalse();
        assertThat(StayDownsFunction.keeps(SearchInput.reference(null, 0))).isFalse();
    }

    private static Tuple letter(String id) {
        return tuple("STAYDOWN_UNKNOWN", id);
    }

    private static List<ReferencePart> parts(List<StayDownOutput> changes) {
        return changes.stream().map(StayDownOutput::part).filter(Objects::nonNull).toList();
    }

    private static List<ListEntry> entries(List<StayDownOutput> changes) {
        return changes.stream().map(StayDownOutput::entry).filter(Objects::nonNull).toList();
    }

    private static long[] peaks(List<StayDownOutput> changes) {
        return parts(changes).stream()
                .map(ReferencePart::peaks)
                .filter(Objects::nonNull)
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    /** Records with arrays have no equality of their own. */
    private static String said(List<StayDownOutput> changes) {
        return new String(Json.bytes(changes), StandardCharsets.UTF_8);
    }

    private static SessionStarted session(SessionKind kind) {
        return session(SESSION, kind, NOON_MS);
    }

    private static SessionStarted session(String id, SessionKind kind, long startAt) {
        return SessionStartedBuilder.builder()
                .sessionId(id)
                .kind(kind)
                .accountId("account-1")
                .serviceTerritories(List.of())
                .startAt(startAt)
                .workId("work-1")
                .build();
    }

    private void hear(List<Packet> packets, long startAt) throws Exception {
        hear(SESSION, packets, startAt, startAt);
    }

    private void hear(String id, List<Packet> packets, long startAt, long base) throws Exception {
        SessionStarted started = session(id, SessionKind.UPLOAD, startAt);
        for (Packet packet : packets) {
            operator.processElement(
                    StayDownInput.packet(
                            StreamPacketBuilder.builder()
                                    .sessionId(id)
                                    .context(started)
                                    .captureBase(base)
                                    .packet(packet)
                                    .life(base)
                                    .receivedBase(base)
                                    .build()),
                    0);
        }
    }

    private static StayDown down(String noticeId, long at) {
        return new StayDown(SESSION, noticeId, true, at);
    }

    private static StayDown up(String noticeId, long at) {
        return new StayDown(SESSION, noticeId, false, at);
    }

    private void send(StayDown request) throws Exception {
        operator.processElement(StayDownInput.request(request), 0);
    }

    private void restore(OperatorSubtaskState snapshot, long nowMs) throws Exception {
        operator.close();
        operator = open(snapshot);
        operator.setProcessingTime(nowMs);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, StayDownInput, StayDownOutput>
            open(OperatorSubtaskState restored) throws Exception {
        return TestingOperators.keyed(
                new StayDownsFunction(KEEP_MS, AGE_MS),
                StayDownsFunction::key,
                Types.STRING,
                restored);
    }
}
