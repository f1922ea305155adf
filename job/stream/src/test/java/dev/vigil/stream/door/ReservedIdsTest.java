package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.register.Identifiers;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of recordings that stay down and of signals are refused in what others send, everywhere. */
class ReservedIdsTest {
    private static final long NOW_MS = Arriving.NOW_MS;
    private static final String FREE = "THE-ID";
    private static final List<String> RESERVED = List.of("staydown.x", "signal.west:x");
    private static final OwnerShare OWNER = new OwnerShare("a", null, null);

    /** A record of another, with FREE where an id is asked for, at a door that reads it. */
    private record Sent(
            String what, Topic topic, EventType type, String key, String data, Way door) {
        /** The dead letter that the door makes of it; null where it lets it in. */
        DeadLetter as(String id) {
            return door.letter(record(id, "/platform"));
        }

        DeadLetter byJob(String source, String id) {
            return door.letter(record(id, source));
        }

        private ConsumerRecord<byte[], byte[]> record(String id, String source) {
            byte[] value = data.replace(FREE, id).getBytes(StandardCharsets.ISO_8859_1);
            String named = key.replace(FREE, id);
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(
                            topic.topicName(),
                            0,
                            Arriving.OFFSET,
                            named.getBytes(StandardCharsets.UTF_8),
                            value);
            boolean isChunk = type == EventType.REFERENCE_CHUNK;
            Envelope.json(type, source, "id", named, NOW_MS)
                    .with()
                    .contentType(isChunk ? PeaksCodec.contentType("audio/1") : Envelope.JSON)
                    .build()
                    .headers()
                    .forEach(record.headers()::add);
            return record;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private interface Way {
        DeadLetter letter(ConsumerRecord<byte[], byte[]> record);
    }

    private static <T> Way through(Door<T> door, Function<T, DeadLetter> dead) {
        return record -> {
            List<T> inputs = new ArrayList<>();
            door.deserialize(record, new ListCollector<>(inputs));
            assertThat(inputs).hasSize(1);
            return dead.apply(inputs.get(0));
        };
    }

    private static final Way REGISTER =
            through(
                    new RegisterDoor(() -> NOW_MS, Claimants.ANYBODY, Identifiers.DEFAULTS),
                    RegisterFact::dead);
    private static final Way POLICIES = through(new PolicyDoor(() -> NOW_MS), RightsInput::dead);
    private static final Way AUTHORIZATIONS =
            through(new AuthorizationDoor(() -> NOW_MS), RightsInput::dead);
    private static final Way REFERENCES =
            through(new ReferenceDoor(() -> NOW_MS), SearchInput::dead);
    private static final Way MEDIA = through(new MediaDoor(() -> NOW_MS), MediaInput::dead);
    private static final Way LIST = through(new ListDoor(() -> NOW_MS), ListInput::dead);
    private static final Way GROUNDS =
            through(new GroundDoor(() -> NOW_MS, Authorities.ANYBODY), fact -> fact.dead());

    static Stream<Sent> all() {
        return Stream.of(ofWorks(), references(), list("bureau"), feeds())
                .flatMap(Function.identity());
    }

    private static Stream<Sent> ofWorks() {
        String work = json(new RegisteredWork(FREE, 1, null, null, null, List.of(OWNER)));
        WorkClaim claim =
                WorkClaimBuilder.builder()
                        .workId(FREE)
                        .claimant("a")
                        .version(1)
                        .shares(List.of(OWNER))
                        .at(NOW_MS)
                        .build();
        String authorization =
                json(
                        AuthorizationBuilder.builder()
                                .authorizationId("z")
                                .version(1)
                                .grantee("b")
                                .workIds(List.of(FREE))
                                .rightTypes(List.of(RightType.values()[0]))
                                .territories(List.of("*"))
                                .from(NOW_MS)
                                .build());
        EventType registered = EventType.WORK_REGISTERED;
        return Stream.of(
                new Sent("work, ledger", Topic.WORKS, registered, FREE, work, REGISTER),
                new Sent("work, media", Topic.WORKS, registered, FREE, work, POLICIES),
                new Sent(
                        "claim",
                        Topic.CLAIMS,
                        EventType.WORK_CLAIMED,
                        FREE + "/a",
                        json(claim),
                        REGISTER),
                new Sent(
                        "authorization",
                        Topic.AUTHORIZATIONS,
                        EventType.AUTHORIZATION_GRANTED,
                        "z",
                        authorization,
                        AUTHORIZATIONS));
    }

    static Stream<Sent> references() {
        return Stream.of(FREE + "/r", "w/" + FREE)
                .flatMap(
                        name -> {
                            String[] ids = name.split("/");
                            ReferenceManifest manifest =
                                    new ReferenceManifest(
                                            ids[0],
                                            ids[1],
                                            1,
                                            "title",
                                            "audio/1",
                                            1,
                                            1,
                                            1_000,
                                            "0".repeat(64));
                            String peaks =
                                    new String(
                                            PeaksCodec.payload(new long[] {Peak.pack(64, 100, 1)}),
                                            StandardCharsets.ISO_8859_1);
                            return Stream.of(
                                    new Sent(
                                            "chunk of " + name,
                                            Topic.REFERENCES,
                                            EventType.REFERENCE_CHUNK,
                                            name + "/1/0",
                                            peaks,
                                            REFERENCES),
                                    new Sent(
                                            "manifest of " + name,
                                            Topic.REFERENCES,
                                            EventType.REFERENCE_MANIFEST,
                                            name + "/1/manifest",
                                            json(manifest),
                                            REFERENCES));
                        });
    }

    private static Stream<Sent> list(String authority) {
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId(FREE)
                        .version(1)
                        .listClass(ListClass.FORBIDDEN)
                        .authority(authority)
                        .workId("w")
                        .issuedAt(NOW_MS)
                        .build();
        EventType type = EventType.LIST_UPSERTED;
        return Stream.of(
                new Sent("entry, list", Topic.LIST, type, FREE, json(entry), LIST),
                new Sent("entry, grounds", Topic.LIST, type, FREE, json(entry), GROUNDS));
    }

    /** A feed is a reference of its work under its own id. */
    private static Stream<Sent> feeds() {
        return Stream.of(feed("feed, session", FREE, "w"), feed("feed, work", "s", FREE));
    }

    private static Sent feed(String what, String sessionId, String workId) {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(sessionId)
                        .kind(SessionKind.FEED)
                        .accountId("a")
                        .startAt(NOW_MS)
                        .workId(workId)
                        .build();
        return new Sent(
                what,
                Topic.MEDIA_FEEDS,
                EventType.SESSION_STARTED,
                sessionId,
                json(started),
                MEDIA);
    }

    private static String json(Object record) {
        return new String(Json.bytes(record), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatOthersSendNamesNoRecordOfVigilsOwn(Sent sent) {
        assertThat(sent.as("one")).isNull();
        for (String id : RESERVED) {
            DeadLetter letter = sent.as(id);
            assertThat(letter).as(id).isNotNull();
            assertThat(letter.reason()).isEqualTo("BAD_DATA");
            assertThat(letter.message())
                    .contains("expected an id that begins neither with staydown. nor with signal.")
                    .contains("got '" + id + "'")
                    .contains("give another");
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void theJobsPutTheirOwnAmongTheReferences(Sent sent) {
        for (String id : RESERVED) {
            assertThat(sent.byJob(Envelope.MEDIA_JOB, id)).isNull();
            assertThat(sent.byJob(Envelope.LEDGER_JOB, id)).isNull();
        }
    }

    /** By the job, or by a person who renews or withdraws it: that leaves the authority. */
    @Test
    void anEntryOfVigilsOwnAuthorityGoesIn() {
        assertThat(list(ReservedId.AUTHORITY).toList())
                .allSatisfy(sent -> RESERVED.forEach(id -> assertThat(sent.as(id)).isNull()));
    }

    /** Retirements have no headers that count. */
    @Test
    void aReferenceOfVigilsOwnIsRetiredByItsKey() {
        ConsumerRecord<byte[], byte[]> none =
                new ConsumerRecord<>(
                        Topic.REFERENCES.topicName(),
                        0,
                        Arriving.OFFSET,
                        "w/staydown.x/1/manifest".getBytes(StandardCharsets.UTF_8),
                        null);
        assertThat(REFERENCES.letter(none)).isNull();
    }
}
