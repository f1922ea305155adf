package dev.vigil.signal;

import dev.vigil.register.Identifiers;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalAbuse;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalOpinionBuilder;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.signal.SignalWork;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.SignalContent;
import java.util.List;
import java.util.stream.Stream;

/** Signals, opinions and decisions of tests. */
public final class TestingSignals {
    public static final long T0_MS = 1_790_000_000_000L;
    public static final long DAY_MS = 24L * 3_600_000;
    public static final String HERE = "here.example";
    public static final String ORIGIN = "alpha";
    public static final String ID = ORIGIN + ":film-17";
    public static final String OWN_WORK = "signal." + ID;
    public static final SignalRules RULES = new SignalRules(HERE, 2, Identifiers.DEFAULTS);

    private static final String ISRC = "USRC17607839";

    /** The identifier of the signals below, in normal form. */
    public static final String IDENTIFIER = "ISRC:" + ISRC;

    /** Two chunks of 60 s. */
    public static final List<long[]> CHUNKS =
            List.of(new long[] {1L << 40, 2L << 40}, new long[] {900L << 40});

    private TestingSignals() {}

    public static SignalFingerprint fingerprint(List<long[]> chunks) {
        return new SignalFingerprint(
                "audio/1",
                60_000L * chunks.size(),
                chunks.stream().mapToLong(chunk -> chunk.length).sum(),
                chunks.stream()
                        .map(c -> PeaksCodec.digest(List.of(PeaksCodec.payload(c))))
                        .toList());
    }

    /** Of a film, without a signature. */
    public static SignalShared signal(String signalId, long version) {
        return SignalSharedBuilder.builder()
                .signalId(signalId)
                .version(version)
                .origin(SignalName.origin(signalId))
                .kind(SignalKind.REFERENCE)
                .work(
                        new SignalWork(
                                new WorkIds(null, null, null, List.of(ISRC), null, null),
                                List.of(new WorkTitle("en", "Night Harbour")),
                                null))
                .fingerprint(fingerprint(CHUNKS))
                .listClass(ListClass.RIGHTS_DECLARED)
                .issuedAt(T0_MS)
                .expiresAt(T0_MS + 60 * DAY_MS)
                .build();
    }

    public static SignalShared signal(long version) {
        return signal(ID, version);
    }

    public static SignalShared abuse(long version) {
        return signal(version)
                .with()
                .kind(SignalKind.ABUSE)
                .work(null)
                .fingerprint(null)
                .listClass(null)
                .abuse(new SignalAbuse("org-77", "0".repeat(64)))
                .build();
    }

    public static SignalOpinion opinion(
            SignalShared about, String peer, OpinionKind opinion, long version) {
        return SignalOpinionBuilder.builder()
                .signalId(about.signalId())
                .contentDigest(SignalContent.published(about))
                .origin(peer)
                .version(version)
                .opinion(opinion)
                .reasonCode(opinion == OpinionKind.DISPUTE ? DisputeReason.FALSE_MATCH : null)
                .formedBy(FormedBy.PERSON)
                .at(T0_MS)
                .build();
    }

    public static SignalDecided decided(SignalShared about, OpinionKind opinion, long atMs) {
        return SignalDecidedBuilder.builder()
                .signalId(about.signalId())
                .contentDigest(SignalContent.published(about))
                .opinion(opinion)
                .reasonCode(opinion == OpinionKind.DISPUTE ? DisputeReason.AUTHORIZED : null)
                .by("oidc:mei")
                .at(atMs)
                .build();
    }

    public static RecordPosition position(long offset) {
        return new RecordPosition("signals.in", 0, offset);
    }

    /** The signal alone, as its origin published it. */
    public static SignalFact fact(
            SignalShared signal, boolean own, RecordPosition position, long atMs) {
        return SignalFact.signal(signal, SignalContent.published(signal), own, position, atMs);
    }

    /** The signal and all of its chunks. */
    public static Stream<SignalFact> whole(SignalShared signal, boolean own, long atMs) {
        Stream<SignalFact> chunks =
                Stream.iterate(0, number -> number < CHUNKS.size(), number -> number + 1)
                        .map(
                                number ->
                                        SignalFact.chunk(
                                                signal.signalId(),
                                                own ? null : signal.origin(),
                                                number,
                                                "audio/1",
                                                CHUNKS.get(number),
                                                position(number + 1),
                                                atMs));
        return Stream.concat(Stream.of(fact(signal, own, position(0), atMs)), chunks);
    }
}
