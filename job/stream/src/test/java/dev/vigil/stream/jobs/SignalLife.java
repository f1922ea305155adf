package dev.vigil.stream.jobs;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalOpinionBuilder;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.signal.SignalWork;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.SignalContent;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.schema.wire.Topic;
import dev.vigil.signal.SignalName;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Three other platforms, and what they share with a site and think of each other's signals. */
final class SignalLife {
    /** Of a recording, 60 s each. */
    static final List<long[]> CHUNKS =
            List.of(new long[] {1L << 40, 2L << 40}, new long[] {900L << 40});

    private static final String PROFILE = "audio/1";
    private static final Map<String, KeyPair> PEERS =
            Map.of(
                    "west", ListKeys.create(),
                    "north", ListKeys.create(),
                    "east", ListKeys.create());

    private final Site site;

    SignalLife(Site site) {
        this.site = site;
    }

    /** A site that has these peers. */
    static void configure(Configuration options, Path folder) throws IOException {
        Path own = folder.resolve("signals.pem");
        Path peers = folder.resolve("peers.keys");
        Files.writeString(own, ListKeys.pem(ListKeys.create().getPrivate()));
        Files.write(
                peers,
                PEERS.entrySet().stream()
                        .map(one -> ListKeys.line(one.getValue().getPublic(), one.getKey()))
                        .toList());
        options.set(JobOptions.SIGNALS_ORIGIN, "here.example");
        options.set(JobOptions.SIGNALS_KEY, own.toString());
        options.set(JobOptions.SIGNALS_KEYS, peers.toString());
    }

    /** West shares a recording of a song with that number, in chunks. */
    SignalShared shares(String id, String iswc, long atMs) throws Exception {
        SignalShared signal =
                SignalSignature.signed(
                        SignalSharedBuilder.builder()
                                .signalId("west:" + id)
                                .version(1)
                                .origin("west")
                                .kind(SignalKind.REFERENCE)
                                .work(
                                        new SignalWork(
                                                new WorkIds(
                                                        null, null, iswc, List.of(), null, null),
                                                List.of(new WorkTitle("en", "Night Harbour")),
                                                null))
                                .fingerprint(
                                        new SignalFingerprint(
                                                PROFILE,
                                                60_000L * CHUNKS.size(),
                                                CHUNKS.stream().mapToLong(c -> c.length).sum(),
                                                CHUNKS.stream()
                                                        .map(PeaksCodec::payload)
                                                        .map(List::of)
                                                        .map(PeaksCodec::digest)
                                                        .toList()))
                                .listClass(ListClass.RIGHTS_DECLARED)
                                .issuedAt(atMs)
                                .expiresAt(atMs + Duration.ofDays(60).toMillis())
                                .build(),
                        PEERS.get("west").getPrivate());
        String signalId = signal.signalId();
        send(signalId, EventType.SIGNAL_SHARED, null, atMs, Json.bytes(signal));
        for (int number = 0; number < CHUNKS.size(); number++) {
            byte[] peaks = PeaksCodec.payload(CHUNKS.get(number));
            send(signalId, EventType.SIGNAL_CHUNK, (long) number, atMs, peaks);
        }
        return signal;
    }

    void thinks(String peer, OpinionKind kind, SignalShared about, long atMs) throws Exception {
        SignalOpinion opinion =
                SignalSignature.signed(
                        SignalOpinionBuilder.builder()
                                .signalId(about.signalId())
                                .contentDigest(SignalContent.published(about))
                                .origin(peer)
                                .version(1)
                                .opinion(kind)
                                .reasonCode(
                                        kind == OpinionKind.DISPUTE
                                                ? DisputeReason.FALSE_MATCH
                                                : null)
                                .formedBy(FormedBy.PERSON)
                                .at(atMs)
                                .build(),
                        PEERS.get(peer).getPrivate());
        send(about.signalId(), EventType.SIGNAL_OPINION, null, atMs, Json.bytes(opinion));
    }

    private void send(String key, EventType type, Long number, long atMs, byte[] data)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.SIGNALS_IN.topicName(),
                        null,
                        atMs,
                        key.getBytes(StandardCharsets.UTF_8),
                        data);
        EnvelopeBuilder.builder()
                .id(key + "/" + type + "/" + number)
                .source("/vigil/peers")
                .type(type.type())
                .subject(key)
                .timeMs(atMs)
                .contentType(
                        type == EventType.SIGNAL_CHUNK
                                ? PeaksCodec.contentType(PROFILE)
                                : "application/json")
                .sequence(number)
                .build()
                .headers()
                .forEach(record.headers()::add);
        site.bus.send(record);
    }

    /** The media job finds the recording in a stream. */
    void found(SignalShared signal, String session, long captureMs) throws Exception {
        String here = SignalName.here(signal.signalId());
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m-1")
                        .workId(here)
                        .referenceId(here)
                        .queryStartMs(1_000)
                        .queryEndMs(9_000)
                        .tempo(1)
                        .captureStart(captureMs)
                        .captureEnd(captureMs + 8_000)
                        .build();
        site.send(
                Topic.VERDICTS,
                EventType.VERDICT,
                session,
                captureMs + 9_000,
                VerdictBuilder.builder()
                        .verdictId(session + "/1")
                        .revision(1)
                        .state(VerdictState.OPEN)
                        .sessionId(session)
                        .sessionKind(SessionKind.LIVE)
                        .action(Action.OBSERVE)
                        .reasonCode("MATCH_ONLY")
                        .ruleVersion("1")
                        .decisions(List.of())
                        .evidence(List.of(match))
                        .rulings(List.of())
                        .firstMatchCaptureTime(captureMs)
                        .judgedAt(captureMs + 9_000)
                        .build());
    }

    /** What became of it here last; null before that is published. */
    SignalStatus status(SignalShared signal) {
        return site.all(Topic.SIGNAL_STATES, SignalStatus.class).stream()
                .filter(one -> one.signalId().equals(signal.signalId()))
                .reduce((before, after) -> after)
                .orElse(null);
    }

    /** Chunks that are references of that work. */
    List<long[]> chunksOf(String work) {
        try {
            Stream<Event> parts = site.bus.all(Topic.REFERENCES).stream();
            return parts.filter(one -> one.key().startsWith(work + "/"))
                    .filter(one -> one.type().orElse(null) == EventType.REFERENCE_CHUNK)
                    .map(one -> PeaksCodec.read(one.data()))
                    .toList();
        } catch (BusException e) {
            throw new IllegalStateException("reading references", e);
        }
    }

    /** Works that it blocks. */
    List<String> listed(SignalShared signal) {
        return site.all(Topic.LIST, ListEntry.class).stream()
                .filter(one -> one.entryId().equals(SignalName.here(signal.signalId())))
                .map(ListEntry::workId)
                .toList();
    }
}
