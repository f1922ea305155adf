package dev.vigil.stream;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.policy.Screening;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.match.EvidencePicture;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The largest record of each type that a job sends, by construction: every list and every text that
 * is no id has a limit here, that of the place which makes it. A new field without one fails.
 */
class LargestRecordsTest {
    /** 200 letters of four bytes. */
    private static final long ID = 800;

    /** What the jobs compose of up to three ids and some numbers. */
    private static final long COMPOSED = 3 * ID + 100;

    /** Of codes, times and the like. */
    private static final long CODE = 60;

    private static final long QUOTES = 2;

    /** A double with its exponent is the longest. */
    private static final long NUMBER = 25;

    /** Key and headers: key, id and subject are ids, the rest is short. */
    private static final long ENVELOPE = 3 * COMPOSED + 1_000;

    /** Of a text of so many characters, each written as six. */
    private static long text(long characters) {
        return 6 * characters + QUOTES;
    }

    private static long base64(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** Cut to a budget where they are made; tests there build the largest. */
    private static final Set<EventType> CUT =
            Set.of(
                    EventType.VERDICT,
                    EventType.STATEMENT_OF_REASONS,
                    EventType.NOTICE_STATUS,
                    EventType.ESCALATION,
                    EventType.BREACH,
                    EventType.DEPARTMENT_REPORT,
                    EventType.WORK_EFFECTIVE,
                    EventType.REGISTRATION_RECEIPT,
                    // Only the desk sends it.
                    EventType.WORK_REGISTERED);

    /** Bytes of a text, or how many a list holds. */
    private static final Map<String, Long> LIMITS =
            Map.ofEntries(
                    entry("AccountCommand.decisionRef", COMPOSED),
                    entry("AccountCommand.lifts", COMPOSED),
                    entry("AccountCommand.reason", text(50)),
                    entry("AccountStanding.ladderVersion", text(100)),
                    entry("AccountStanding.linked", 20L),
                    entry("AccountStanding.linked[]", ID),
                    entry("AccountStanding.restrictions", 8L),
                    entry("AccountStanding.unlinked", 20L),
                    entry("AccountStanding.unlinked[]", ID),
                    entry("AccountStanding.strikes", 50L),
                    entry("AlertAnnotations.acknowledge", COMPOSED + text(2_500)),
                    entry("AlertAnnotations.acknowledgeBy", text(CODE)),
                    entry("AlertAnnotations.description", COMPOSED + text(2_500)),
                    entry("AlertAnnotations.due", text(CODE)),
                    entry("AlertAnnotations.dueLocal", text(CODE)),
                    entry("AlertAnnotations.openItems", 20 * ID + text(CODE)),
                    entry("AlertAnnotations.recipients", text(2_000)),
                    entry("AlertAnnotations.remaining", text(CODE)),
                    entry("AlertAnnotations.runbookUrl", text(2_000)),
                    entry("AlertAnnotations.summary", COMPOSED + text(2_500)),
                    entry("AlertLabels.alertname", text(CODE)),
                    entry("AlertLabels.command", COMPOSED + text(2_500)),
                    entry("AlertLabels.generation", text(CODE)),
                    entry("AlertLabels.level", text(CODE)),
                    entry("AlertLabels.notice", COMPOSED + text(2_500)),
                    entry("AlertLabels.severity", text(CODE)),
                    entry("AlertLabels.track", text(CODE)),
                    entry("AlertLabels.urgency", text(CODE)),
                    entry("AnalysisProgress.missing", (long) MissingReason.values().length),
                    entry("AnalysisProgress.profile", text(CODE)),
                    entry("AuditPage.origin", text(AuditSeal.MOST_ORIGIN)),
                    entry("AuditPage.leaf", text(AuditPage.MOST_LEAF)),
                    entry("AuditPage.runs", 2L * AuditPage.MOST_RECORDS),
                    // Base64 of a digest of 32 bytes for each record.
                    entry("AuditPage.digests", 44L * AuditPage.MOST_RECORDS),
                    entry("AuditSeal.origin", text(AuditSeal.MOST_ORIGIN)),
                    entry("AuditSeal.note", text(AuditSeal.MOST_NOTE)),
                    entry("ClockHealth.reason", text(2000)),
                    entry("StopReason.code", text(100)),
                    entry("StopReason.values", 3L),
                    entry("StopReason.values[]", text(600)),
                    entry("PlacedSignal.contentDigest", 64L),
                    entry("SignalAbuse.documentDigest", 64L),
                    entry("SignalFingerprint.chunks", (long) SignalFingerprint.MOST_CHUNKS),
                    entry("SignalFingerprint.chunks[]", 64L + QUOTES),
                    entry("SignalFingerprint.profile", text(CODE)),
                    entry("SignalOpinion.contentDigest", 64L),
                    entry("SignalOpinion.origin", CODE),
                    entry("SignalOpinion.signature", text(200)),
                    entry("SignalProvenance.authority", text(200)),
                    entry("SignalProvenance.batchNo", text(100)),
                    entry("SignalProvenance.noticeDigest", 64L),
                    entry("SignalShared.origin", CODE),
                    entry("SignalShared.signature", text(200)),
                    entry("SignalShared.territories", 300L),
                    entry("SignalShared.territories[]", CODE),
                    entry("SignalShared.windows", 10L),
                    entry("SignalStatus.contentDigest", 64L),
                    entry("SignalStatus.decidedBy", text(200)),
                    entry("SignalStatus.origin", CODE),
                    entry("SignalStatus.reasonCode", text(100)),
                    entry("SignalStatus.title", text(500)),
                    entry("SignalStatus.works", 5L),
                    entry("SignalStatus.works[]", ID),
                    entry("SignalWork.titles", 10L),
                    entry("WorkIds.dci", text(200)),
                    entry("WorkIds.eidr", text(200)),
                    entry("WorkIds.isan", text(200)),
                    entry("WorkIds.isrc", 100L),
                    entry("WorkIds.isrc[]", text(200)),
                    entry("WorkIds.iswc", text(200)),
                    entry("WorkIds.registrationNo", text(200)),
                    entry("WorkTitle.lang", text(35)),
                    entry("WorkTitle.text", text(500)),
                    entry("ClaimedShare.claimant", ID),
                    entry("CommandUnconfirmed.failure", text(2000)),
                    entry("CommandUnconfirmed.resolution", text(CODE)),
                    entry("CommandUnconfirmed.territories", 300L),
                    entry("CommandUnconfirmed.territories[]", text(2)),
                    entry("ConflictPart.claims", (long) OwnershipConflict.MOST_NAMED),
                    entry("DailyFigure.buckets", (long) DailyFigure.MOST_BUCKETS),
                    entry("DailyFigure.day", CODE),
                    entry("DailyFigure.dimension", text(DailyFigure.MAX_DIMENSION)),
                    entry("DeadLetter.bytes", 64 * 1_024L * 4 / 3 + 4),
                    entry("DeadLetter.key", text(1003)),
                    entry("DeadLetter.message", text(2500)),
                    entry("DeadLetter.reason", text(CODE)),
                    entry("DeadLetter.stage", text(CODE)),
                    entry("DeadLetter.topic", text(CODE)),
                    entry("EnforcementCommand.reasonCode", text(CODE)),
                    entry("EnforcementCommand.territories", 300L),
                    entry("EnforcementCommand.territories[]", text(2)),
                    entry("EscalationResolved.firedLevels", 200L),
                    entry("EscalationResolved.firedLevels[]", text(CODE)),
                    // Base64.
                    entry("EvidencePeaks.reference", base64(8L * MatchEvidence.MOST_PEAKS)),
                    entry("EvidencePeaks.session", base64(8L * MatchEvidence.MOST_PEAKS)),
                    entry("EvidencePicture.luma", base64(EvidencePicture.MOST_PIXELS)),
                    entry("FigureDay.day", CODE),
                    entry("FigureDay.unseen", (long) FigureKind.values().length),
                    entry("Heartbeat.source", text(CODE)),
                    entry("IdentifierConflict.otherWorkIds", (long) IdentifierConflict.MOST_NAMED),
                    entry("ReferenceOverlap.owners", (long) ReferenceOverlap.MOST_OWNERS),
                    entry("ReferenceOverlap.owners[]", text(200)),
                    entry("ReferenceOverlap.otherOwners", (long) ReferenceOverlap.MOST_OWNERS),
                    entry("ReferenceOverlap.otherOwners[]", text(200)),
                    entry("ReferenceOverlap.spans", (long) ReferenceOverlap.MOST_SPANS),
                    entry("IdentifierConflict.value", text(200)),
                    entry("ItemOutcome.itemKind", text(50)),
                    entry("LedgerAlert.subject", COMPOSED),
                    entry("ListEntry.authority", text(200)),
                    entry("ListEntry.batchNo", text(100)),
                    entry("ListEntry.documentRef", text(2000)),
                    entry("ListEntry.providerScope", 10L),
                    entry("ListEntry.referenceIds", 50L),
                    entry("ListEntry.signature", text(200)),
                    entry("ListEntry.territoryExclude", 300L),
                    entry("ListEntry.territoryExclude[]", text(2)),
                    entry("ListEntry.territoryInclude", 300L),
                    entry("ListEntry.territoryInclude[]", text(2)),
                    entry("ListEntry.titles", 50L),
                    entry("ListEntry.titles[]", text(500)),
                    entry("ListEntry.windows", 50L),
                    entry("ListWindow.from", text(CODE)),
                    entry("ListWindow.to", text(CODE)),
                    entry("ListWindow.zone", text(CODE)),
                    entry("MatchEvidence.pictures", (long) MatchEvidence.MOST_PICTURES),
                    entry("MatchEvidence.profile", text(CODE)),
                    entry("NoticeCommand.locator", text(2000)),
                    entry("NoticeCommand.reasonCode", text(CODE)),
                    entry("NotifierStanding.reason", text(CODE)),
                    entry("Offence.aggravators", (long) Aggravator.values().length),
                    entry("Offence.disputed", 32L),
                    entry("Offence.disputed[]", ID + CODE),
                    entry("Offence.evidenceDigest", text(64)),
                    entry("Offence.noticeIds", 16L),
                    entry("Offence.owners", 16L),
                    entry("Offence.owners[]", ID),
                    entry("Offence.reasons", 32L),
                    entry("Offence.territories", 300L),
                    entry("Offence.territories[]", text(2)),
                    entry("Offence.timeCodes", 10L),
                    entry("Offence.works", 16L),
                    entry("Offence.works[]", ID),
                    entry("OffenceChanged.disputed", 64L),
                    entry("OffenceChanged.disputed[]", ID + CODE),
                    entry("OffenceChanged.fallen", 96L),
                    entry("OffenceChanged.overturned", 64L),
                    entry("OffenceChanged.overturned[]", 2 * ID + CODE),
                    entry("OffenceChanged.fallen[]", 2 * ID + CODE),
                    entry("OffenceChanged.waivedBy", text(200)),
                    entry("OffenceReason.ground", ID + CODE),
                    // 64 of all reasons together.
                    entry("OffenceReason.references", 2L),
                    entry("OffenceReason.references[]", 2 * ID + 1),
                    entry("OwnershipConflict.decidedBy", text(200)),
                    entry("OwnershipConflict.documentRef", text(2_000)),
                    entry("OwnershipConflict.parts", (long) OwnershipConflict.MOST_NAMED),
                    entry("OwnershipConflict.territory", text(2)),
                    entry("Proposal.by", text(200)),
                    entry("Proposal.reason", text(2_000)),
                    entry("ReferenceManifest.digest", text(64)),
                    entry("ReferenceManifest.profile", text(CODE)),
                    entry("ReferenceManifest.title", text(500)),
                    entry("RegistrationReceipt.claimant", ID),
                    entry(
                            "RegistrationReceipt.conflicts",
                            (long) RegistrationReceipt.MOST_CONFLICTS),
                    entry("RegistrationReceipt.conflicts[]", text(CODE)),
                    entry("RegistrationReceipt.message", text(2_100)),
                    entry("RegistrationReceipt.position", text(300)),
                    entry("RegistrationReceipt.reason", text(100)),
                    entry("RegistrationReceipt.warnings", 20L),
                    entry("RegistrationReceipt.warnings[]", text(600)),
                    entry("Screened.missing", (long) MissingReason.values().length),
                    entry("Screened.profile", text(CODE)),
                    entry("Screened.verdictIds", (long) Screening.MOST_MATCHES),
                    entry("Screened.verdictIds[]", ID + CODE),
                    // 200 of all strikes together.
                    entry("Strike.offences", 4L),
                    entry("Strike.offences[]", ID + CODE),
                    entry("StrikeChanged.causeKind", text(50)),
                    entry("StrikeChanged.ladderVersion", text(100)),
                    entry("UserWarning.channel", text(100)),
                    entry("LicenseOffered.offerRef", text(200)),
                    entry("UsageRow.amendments", (long) UsageRow.MOST_AMENDMENTS),
                    entry("UsageAmendment.previousShares", (long) UsageRow.MOST_SHARES),
                    entry("UsageAmendment.reasons", (long) UsageReason.values().length),
                    entry("UsageRow.basis", ID + CODE),
                    entry("UsageRow.day", CODE),
                    entry("UsageRow.shares", (long) UsageRow.MOST_SHARES),
                    entry("UsageRow.territory", CODE),
                    entry("UsageShare.ownerId", ID + QUOTES),
                    entry("UserWarning.educationRef", text(500)),
                    entry("UserWarning.offences", 100L),
                    entry("UserWarning.offences[]", ID + CODE),
                    entry("UserWarning.owners", 16L),
                    entry("UserWarning.owners[]", ID),
                    entry("UserWarning.templateVersion", text(100)),
                    entry("UserWarning.timeCodes", 10L),
                    entry("UserWarning.voids", COMPOSED),
                    entry("UserWarning.works", 16L),
                    entry("UserWarning.works[]", ID),
                    entry("WarningText.body", text(8_000)),
                    entry("WarningText.title", text(200)));

    static Stream<EventType> sent() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.data() != null && !CUT.contains(type))
                .filter(type -> type.topics().stream().anyMatch(LargestRecordsTest::isSentTo));
    }

    private static boolean isSentTo(Topic topic) {
        return Party.MEDIA.writes(topic)
                || Party.NOTICE.writes(topic)
                || Party.LEDGER.writes(topic);
    }

    @ParameterizedTest
    @MethodSource("sent")
    void theLargestFitsTheSink(EventType type) {
        assertThat(ENVELOPE + bytes(type.data()))
                .as(type + ", largest by construction")
                .isLessThan(Topic.LARGEST_RECORD);
    }

    /** Of a recording that is kept down: as many peaks in each frame as the door lets in. */
    @Test
    void theLargestChunkOfAReferenceFitsTheSink() {
        Profile profile = Profile.CURRENT;
        long inFrame = profile.bands() / (profile.nearBands() + 1) + 1;
        long frames = (long) Math.ceil(60 * profile.framesPerSecond());
        assertThat(ENVELOPE + inFrame * frames * Long.BYTES).isLessThan(Topic.LARGEST_RECORD);
    }

    private static long bytes(Class<?> record) {
        return QUOTES
                + Arrays.stream(record.getRecordComponents())
                        .mapToLong(part -> part.getName().length() + 4 + bytes(record, part))
                        .sum();
    }

    private static long bytes(Class<?> record, RecordComponent part) {
        String name = record.getSimpleName() + "." + part.getName();
        if (part.getGenericType() instanceof ParameterizedType list) {
            Type of = list.getActualTypeArguments()[0];
            return QUOTES + limit(name) * (1 + value((Class<?>) of, name + "[]"));
        }
        return value(part.getType(), name);
    }

    private static long value(Class<?> type, String name) {
        if (type.isRecord()) {
            return bytes(type);
        }
        if (type.isEnum()) {
            return QUOTES
                    + Arrays.stream(type.getEnumConstants())
                            .mapToLong(each -> each.toString().length())
                            .max()
                            .orElseThrow();
        }
        if (type == String.class) {
            return LIMITS.containsKey(name) || !isId(name) ? limit(name) : COMPOSED + QUOTES;
        }
        return type == byte[].class ? limit(name) : NUMBER;
    }

    private static boolean isId(String name) {
        return name.matches(".*(Id|Ids\\[\\]|[kK]ey|notifier|batch)");
    }

    private static long limit(String name) {
        assertThat(LIMITS).as("the limit of each list and text").containsKey(name);
        return LIMITS.get(name);
    }
}
