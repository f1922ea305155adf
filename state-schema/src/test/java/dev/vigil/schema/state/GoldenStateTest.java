package dev.vigil.schema.state;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.schema.Frozen;
import dev.vigil.schema.Golden;
import dev.vigil.schema.Recorder;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptGround;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.OffenceCase;
import dev.vigil.schema.account.RestingPage;
import dev.vigil.schema.account.UnattributedOffences;
import dev.vigil.schema.address.Ids;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPartitionState;
import dev.vigil.schema.enforcement.OpenCommand;
import dev.vigil.schema.figures.CountedOnce;
import dev.vigil.schema.figures.KeptFigure;
import dev.vigil.schema.list.BatchEntry;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ReceiptBook;
import dev.vigil.schema.match.GatheredAnswers;
import dev.vigil.schema.match.GatheredEvidence;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.ReferenceProbe;
import dev.vigil.schema.match.ReferenceReading;
import dev.vigil.schema.match.SessionTracks;
import dev.vigil.schema.match.TrackPosition;
import dev.vigil.schema.match.WaitingRange;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.notice.CaseRow;
import dev.vigil.schema.notice.ClockQueue;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.reference.IndexDivision;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.SharedRecordings;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.IdentifiedWork;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterBook;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.PolicyWalk;
import dev.vigil.schema.rights.RecentRange;
import dev.vigil.schema.rights.RecentUpload;
import dev.vigil.schema.rights.RecentWalk;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.PeerBook;
import dev.vigil.schema.signal.PeerDispute;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.schema.staydown.KeptUpload;
import dev.vigil.schema.staydown.StayDownLedger;
import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.KeptHold;
import dev.vigil.schema.usage.KeptOffers;
import dev.vigil.schema.usage.KeptOwners;
import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.verdict.AnalysedSoFar;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PendingScreening;
import dev.vigil.schema.verdict.RestoredUpload;
import dev.vigil.schema.verdict.UsedTime;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every release's state are read for ever: {@code Type.bin} holds the serializer's
 * snapshot and two values, {@code Type.json} what they say.
 */
class GoldenStateTest {
    private static final String SUFFIX = ".bin";

    /** What is kept under each name; the value of a map state, the element of a list state. */
    private static final Map<String, Class<?>> KEPT =
            Map.ofEntries(
                    entry(StateName.EAR, FingerprintState.class),
                    entry(StateName.ANSWERED_END, Long.class),
                    entry(StateName.REFERENCE_PARTS, ReferencePart.class),
                    entry(StateName.INDEXED_REFERENCES, IndexedReference.class),
                    entry(StateName.WAITING_PACKETS, StreamPacket.class),
                    entry(StateName.WAITING_RANGE, WaitingRange.class),
                    entry(StateName.INDEX_DIVISION, IndexDivision.class),
                    entry(StateName.GATHERED_ANSWERS, GatheredAnswers.class),
                    entry(StateName.GATHERED_EVIDENCE, GatheredEvidence.class),
                    entry(StateName.TRACKS, SessionTracks.class),
                    entry(StateName.LATEST_AUTHORIZATION, Authorization.class),
                    entry(StateName.LATEST_ENTRY, ListEntry.class),
                    entry(StateName.RECEIPT_BOOK, ReceiptBook.class),
                    entry(StateName.RECEIPT_ENTRIES, BatchEntry.class),
                    entry(StateName.AUTHORIZATIONS, Authorization.class),
                    entry(StateName.GRANTS, Ids.class),
                    entry(StateName.AUTHORIZATION_ENDS, Ids.class),
                    entry(StateName.OPEN_MATCHES, OpenMatch.class),
                    entry(StateName.OPEN_NUMBERS, Long.class),
                    entry(StateName.OPEN_FIRST, Long.class),
                    entry(StateName.OPEN_WALK, RecentWalk.class),
                    entry(StateName.OWNERS, Owners.class),
                    entry(StateName.WORK_ENTRIES, ListEntry.class),
                    entry(StateName.REFERENCE_ENTRIES, Ids.class),
                    entry(StateName.GONE_ENTRIES, Ids.class),
                    entry(StateName.WINDOW_OPENINGS, Ids.class),
                    entry(StateName.LAST_OPENING, Long.class),
                    entry(StateName.REFERENCE_PROBE, ReferenceProbe.class),
                    entry(StateName.REFERENCE_READING, ReferenceReading.class),
                    entry(StateName.UNREAD_REFERENCES, Integer.class),
                    entry(StateName.OVERLAP_OWNERS, OverlapOwners.class),
                    entry(StateName.FOUND_OVERLAPS, FoundOverlap.class),
                    entry(StateName.RENEWED_RECORDINGS, Long.class),
                    entry(StateName.OVERLAP_BOOK, OverlapBook.class),
                    entry(StateName.SHARED_RECORDINGS, SharedRecordings.class),
                    entry(StateName.REFERENCE_RECORDS, ReferenceRecord.class),
                    entry(StateName.USED_TIME, UsedTime.class),
                    entry(StateName.LATEST_POLICY, MatchPolicy.class),
                    entry(StateName.OWNED_WORKS, RegisteredWork.class),
                    entry(StateName.OWNED_NUMBERS, String.class),
                    entry(StateName.OWNED_COUNT, Long.class),
                    entry(StateName.POLICY_WALK, PolicyWalk.class),
                    entry(StateName.JUDGED_SESSION, JudgedSession.class),
                    entry(StateName.RECENT_UPLOADS, RecentUpload.class),
                    entry(StateName.RECENT_RANGE, RecentRange.class),
                    entry(StateName.RECENT_WALK, RecentWalk.class),
                    entry(StateName.OPEN_COMMAND, OpenCommand.class),
                    entry(StateName.LIST_ENTRIES, ListEntry.class),
                    entry(StateName.RESTORED_UPLOADS, RestoredUpload.class),
                    entry(StateName.LIST_AS_OF, Long.class),
                    entry(StateName.PENDING_SCREENING, PendingScreening.class),
                    entry(StateName.JUDGE_AGAIN_AT, Long.class),
                    entry(StateName.SCREENING_LOOK_AT, Long.class),
                    entry(StateName.ANALYSED_SO_FAR, AnalysedSoFar.class),
                    entry(StateName.TRACK_POSITIONS, TrackPosition.class),
                    entry(StateName.UPLOAD_PEAKS, long[].class),
                    entry(StateName.KEPT_UPLOAD, KeptUpload.class),
                    entry(StateName.STAY_DOWN_LEDGER, StayDownLedger.class),
                    entry(StateName.ITEM_LEDGER, ItemLedger.class),
                    entry(StateName.EARLY_INPUTS, NoticeInput.class),
                    entry(StateName.NOTICE_CASE, NoticeCase.class),
                    entry(StateName.CLOSED_CASE, NoticeCase.class),
                    entry(StateName.CASE_ROWS, CaseRow.class),
                    entry(StateName.CLOCK_QUEUE, ClockQueue.class),
                    entry(StateName.GATHERED_NEWS, NoticeInput.class),
                    entry(StateName.NOTIFIER_ACCOUNT, NotifierAccount.class),
                    entry(StateName.NOTIFIER_NOTICES, NotedNotice.class),
                    entry(StateName.REGISTER_BOOK, RegisterBook.class),
                    entry(StateName.WORK_CLAIMS, KeptClaim.class),
                    entry(StateName.CONFLICT_DECISIONS, ConflictDecided.class),
                    entry(StateName.OWNERSHIP_CONFLICTS, OwnershipConflict.class),
                    entry(StateName.REGISTRATION_RECEIPTS, RegistrationReceipt.class),
                    entry(StateName.IDENTIFIED_WORKS, IdentifiedWork.class),
                    entry(StateName.NOTIFIER_ERASED, NotifierErased.class),
                    entry(StateName.STANDINGS, NotifierStanding.class),
                    entry(StateName.OFFENCE_CASE, OffenceCase.class),
                    entry(StateName.ACCOUNT_BOOK, AccountBook.class),
                    entry(StateName.ACCOUNT_OFFENCES, KeptOffence.class),
                    entry(StateName.ACCOUNT_WARNINGS, KeptWarning.class),
                    entry(StateName.ACCOUNT_APPEALS, KeptAppeal.class),
                    entry(StateName.ACCOUNT_GROUNDS, GroundState.class),
                    entry(StateName.GROUND, KeptGround.class),
                    entry(StateName.UNATTRIBUTED_OFFENCES, UnattributedOffences.class),
                    entry(StateName.AUDIT_LOG, AuditLogState.class),
                    entry(StateName.AUDIT_PARTITIONS, AuditPartitionState.class),
                    entry(StateName.RESTING_OFFENCES, RestingPage.class),
                    entry(StateName.OVERTURNED_OFFENCES, Long.class),
                    entry(StateName.METERED_SESSION, MeteredSession.class),
                    entry(StateName.WORK_CONFLICTS, KeptConflicts.class),
                    entry(StateName.WORK_OWNERS, KeptOwners.class),
                    entry(StateName.WORK_ROWS, KeptHold.class),
                    entry(StateName.USAGE_ROW, KeptRow.class),
                    entry(StateName.LICENSE_OFFERS, KeptOffers.class),
                    entry(StateName.COUNTED_ONCE, CountedOnce.class),
                    entry(StateName.FIGURE, KeptFigure.class),
                    entry(StateName.FIGURES_STOPPED_AT, Long.class),
                    entry(StateName.FIGURE_DAYS, Long.class),
                    entry(StateName.DAY_ZONE, String.class),
                    entry(StateName.SIGNAL_BOOK, SignalBook.class),
                    entry(StateName.SIGNAL_OPINIONS, KeptOpinion.class),
                    entry(StateName.SIGNAL_WORKS, NamedWorks.class),
                    entry(StateName.SIGNAL_CHUNKS, long[].class),
                    entry(StateName.SIGNAL_SESSIONS, Long.class),
                    entry(StateName.SIGNALLED_WORKS, Long.class),
                    entry(StateName.ASKING_SIGNALS, Long.class),
                    entry(StateName.PEER_BOOK, PeerBook.class),
                    entry(StateName.PEER_SIGNALS, Long.class),
                    entry(StateName.PEER_DISPUTES, PeerDispute.class));

    /** Fields only: a method such as isOpen is not kept. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    static List<Path> goldenStates() {
        return Golden.files("state", SUFFIX).stream().filter(file -> type(file) != null).toList();
    }

    /** What a file holds; null of a type that is kept no more. */
    private static Class<?> type(Path file) {
        return types().stream()
                .filter(type -> type.getSimpleName().equals(Golden.name(file, SUFFIX)))
                .findAny()
                .orElse(null);
    }

    static List<Class<?>> types() {
        return KEPT.values().stream()
                .<Class<?>>map(type -> type)
                .filter(Class::isRecord)
                .distinct()
                .toList();
    }

    @BeforeAll
    static void record() throws IOException {
        if (Recorder.on() && !Frozen.is(Golden.CURRENT)) {
            for (Class<?> type : types()) {
                record(type);
            }
        }
    }

    private static <T> void record(Class<T> type) throws IOException {
        Recorder.write(file(type), bytes(type));
        T full = Sampler.full(type);
        T sparse = Sampler.sparse(type);
        Recorder.write(said(file(type)), MAPPER.writeValueAsBytes(List.of(full, sparse)));
    }

    private static Path file(Class<?> type) {
        return Golden.CURRENT.resolve("state/" + type.getSimpleName() + SUFFIX);
    }

    private static <T> byte[] bytes(Class<T> type) throws IOException {
        TypeSerializer<T> serializer = FlinkBytes.serializer(type);
        return FlinkBytes.write(serializer, Sampler.full(type), Sampler.sparse(type));
    }

    private static Path said(Path file) {
        return file.resolveSibling(Golden.name(file, SUFFIX) + ".json");
    }

    @ParameterizedTest
    @MethodSource("goldenStates")
    void isReadByTodaysCode(Path file) throws IOException {
        assertRead(file, type(file));
    }

    /** As its states, whose names are there too. */
    @Test
    void aTypeThatLeftIsInTheDocument() throws IOException {
        assertThat(unnamed(Golden.files("state", SUFFIX), Frozen.changes())).isEmpty();
        List<Path> files = List.of(file(ListEntry.class), Path.of("0.0.1/state/KeptBefore.bin"));
        assertThat(unnamed(files, "none")).containsExactly(files.get(1));
        assertThat(unnamed(files, "0.1.0 keeps no `KeptBefore` any more")).isEmpty();
    }

    private static List<Path> unnamed(List<Path> files, String changes) {
        return files.stream()
                .filter(file -> type(file) == null)
                .filter(file -> !changes.contains("`" + Golden.name(file, SUFFIX) + "`"))
                .toList();
    }

    private static <T> void assertRead(Path file, Class<T> type) throws IOException {
        FlinkBytes.Restored<T> restored =
                new FlinkBytes.Restored<>(
                        Files.readAllBytes(file),
                        FlinkBytes.serializer(type),
                        type.getClassLoader());
        assertThat(restored.compatibility().isIncompatible())
                .as("%s can't be read any more: see EVOLUTION.md", file)
                .isFalse();
        List<T> values = new ArrayList<>(List.of(restored.next(), restored.next()));
        assertThat(restored.left()).isZero();
        JsonNode said = Golden.tree(Files.readAllBytes(said(file)));
        assertThat(said.get(0)).as("a golden file that says nothing holds nothing").isNotEmpty();
        Golden.assertKept(file.toString(), said, Golden.tree(MAPPER.writeValueAsBytes(values)));
    }

    @Test
    void everyStateNameIsCovered() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : StateName.class.getFields()) {
            names.add((String) field.get(null));
        }
        assertThat(KEPT.keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** Else a field that joined late is in no release, and may leave unnoticed. */
    @ParameterizedTest
    @MethodSource("types")
    void theCurrentReleaseIsWhatTodaysCodeWrites(Class<?> type) throws IOException {
        // Bytes side by side would be a page for each.
        assertThat(Arrays.equals(Files.readAllBytes(file(type)), bytes(type)))
                .as("%s is of an earlier record: %s", file(type), Recorder.command(getClass()))
                .isTrue();
    }

    @Test
    void theCurrentReleaseHasOneOfEveryType() {
        assertThat(Golden.files("state", SUFFIX))
                .filteredOn(file -> file.startsWith(Golden.CURRENT))
                .as(Recorder.command(getClass()))
                .extracting(file -> Golden.name(file, SUFFIX))
                .containsExactlyInAnyOrderElementsOf(
                        types().stream().map(Class::getSimpleName).toList());
    }
}
