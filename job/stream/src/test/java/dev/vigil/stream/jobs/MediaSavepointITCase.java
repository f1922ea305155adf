package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.fixtures.film.Cartoon;
import dev.vigil.fixtures.film.Film;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.policy.Reason;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.video.Picture;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The media job goes on from the savepoint of every release. Topics are empty then: who is
 * recognised is recognised by what lies in the state.
 */
@ExtendWith(SharedBroker.class)
class MediaSavepointITCase {
    private static final String WORK = "the-work";
    private static final Sound SOUND = Composer.compose(21, 30, PcmSource.RATE_HZ);
    private static final Film FILM = new Cartoon(27, 30);
    private static final Sound SONG = Composer.compose(24, 30, PcmSource.RATE_HZ);

    /**
     * Of what an option bounds, nothing grows old while a savepoint lies among the tests. State
     * with a time to live of its own, a day or a week by the wall clock, does: no test may need it
     * to be restored. Savepoints were restored under clocks of 26 hours, 8 days and 181 days later.
     */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final long LONG_AGO = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

    private static final long FAR_AWAY = Instant.parse("2150-01-01T00:00:00Z").toEpochMilli();

    /** At recording; a slow machine may need more than one. */
    private static final int ATTEMPTS = 3;

    /** Segments, of two seconds each, that the live stream has sent when the state is saved. */
    private static final int BEFORE = 6;

    private static final List<SavedJob> SAVED_JOBS = SavedJob.ofEveryRelease("media");

    static List<SavedJob> savepoints() {
        return SAVED_JOBS;
    }

    // What is saved ------------------------------------------------------------------------

    @BeforeAll
    static void record(EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        for (SavedJob missing : SAVED_JOBS.stream().filter(SavedJob::isToBeRecorded).toList()) {
            int inVain = 0;
            while (!isRecorded(missing, broker, directory)) {
                inVain++;
                assertThat(inVain)
                        .as("attempts in which a command was given up before its state was saved")
                        .isLessThan(ATTEMPTS);
            }
        }
    }

    /** False where a command was given up meanwhile: it would not be in the state. */
    private static boolean isRecorded(SavedJob missing, EmbeddedBroker broker, Path directory)
            throws Exception {
        try (Site site = Site.on(broker)) {
            registers(site);
            String savepoint;
            try (RunningJob job = start(site, null)) {
                sessions(site, job);
                savepoint = job.stopWithSavepoint(directory);
            }
            String waiting = whileLoading(site, savepoint, directory);
            if (!site.all(Topic.MEDIA_ALERTS, CommandUnconfirmed.class).isEmpty()) {
                return false;
            }
            missing.record(waiting, site);
            return true;
        }
    }

    private static void registers(Site site) throws Exception {
        try (Push push = push(site, Topic.REFERENCES)) {
            recorded(push, WORK, 1, SOUND);
            recorded(push, "song", 1, SONG);
            filmed(push);
        }
        long now = System.currentTimeMillis();
        ListEntry listed = entry("entry-1", ListClass.PERMISSION_REQUIRED, WORK, List.of(), now);
        site.send(Topic.LIST, EventType.LIST_UPSERTED, "entry-1", now, listed);
        announced(site, now);
        withdrawn(site, now);
        grant(site, "deal-1", "official", null);
        grant(site, "deal-3", "visitor", FAR_AWAY);
        site.send(
                Topic.WORKS,
                EventType.WORK_REGISTERED,
                WORK,
                now,
                new RegisteredWork(
                        WORK,
                        1,
                        30_000L,
                        20_000L,
                        null,
                        List.of(new OwnerShare("harbour", List.of(), List.of()))));
        site.send(
                Topic.POLICIES,
                EventType.MATCH_POLICY,
                "harbour",
                now,
                new MatchPolicy(
                        "harbour",
                        1,
                        List.of(
                                MatchRuleBuilder.builder()
                                        .matchMs(60_000L)
                                        .action(Action.BLOCK)
                                        .build()),
                        null));
        site.send(
                Topic.REVIEWS,
                EventType.REFERENCE_REVIEWED,
                WORK,
                now,
                new ReferenceReview(WORK, "master", ReviewOutcome.CONFIRMED, null, "li", now));
    }

    private static void recorded(Push push, String workId, long version, Sound sound)
            throws Exception {
        new ReferencePush(push, Profile.CURRENT)
                .push(
                        new ReferencePush.Name(workId, "master", version, workId),
                        PcmSource.of(sound.pcm()),
                        System.currentTimeMillis(),
                        Progress.none());
    }

    /** A window that opens when none of us is there. */
    /** The pictures of the work, beside its sound. */
    private static void filmed(Push push) throws Exception {
        List<Picture> pictures = new ArrayList<>();
        for (int frame = 0; frame < 30 * 8; frame++) {
            pictures.add(new Picture(frame, 64, 36, thumbnail(frame / 8.0)));
        }
        new ReferencePush(push, Profile.CURRENT)
                .pushWords(
                        new ReferencePush.Name(WORK, "master", 1, WORK),
                        FilmWords.ofReference(pictures),
                        pictures.size(),
                        System.currentTimeMillis());
    }

    /** Means of 5 by 5 pixels. */
    private static byte[] thumbnail(double seconds) {
        Raster picture = FILM.at(seconds).getRaster();
        byte[] luma = new byte[64 * 36];
        for (int i = 0; i < luma.length; i++) {
            int[] pixels = picture.getSamples(i % 64 * 5, i / 64 * 5, 5, 5, 0, (int[]) null);
            luma[i] = (byte) (Arrays.stream(pixels).sum() / pixels.length);
        }
        return luma;
    }

    /** Segments of 2 s of the live stream's pictures, each of 8. */
    private static void livePictures(Site site, int from, int to) throws Exception {
        long now = System.currentTimeMillis();
        try (Push push = push(site, Topic.MEDIA_LIVE)) {
            for (int seq = from; seq < to; seq++) {
                ByteArrayOutputStream luma = new ByteArrayOutputStream();
                for (int picture = 0; picture < 8; picture++) {
                    luma.writeBytes(thumbnail(2 * seq + picture / 4.0));
                }
                PictureSegment segment =
                        new PictureSegment(
                                "live", seq, now + 2_000 * seq, now, 64, 36, 4, luma.toByteArray());
                push.send(
                        Topic.MEDIA_LIVE,
                        "live",
                        PictureSegmentCodec.envelope(segment, Push.SOURCE),
                        PictureSegmentCodec.payload(segment));
            }
        }
    }

    private static void announced(Site site, long now) throws Exception {
        List<ListWindow> windows =
                List.of(new ListWindow(WindowType.THEATRICAL, "2150-01-01T00:00:00", null, "UTC"));
        ListEntry film = entry("entry-2", ListClass.IN_SCREENING, "the-film", windows, now);
        site.send(Topic.LIST, EventType.LIST_UPSERTED, "entry-2", now, film);
    }

    private static void withdrawn(Site site, long now) throws Exception {
        ListEntry entry =
                entry("entry-3", ListClass.PERMISSION_REQUIRED, "the-film", List.of(), now);
        site.send(Topic.LIST, EventType.LIST_WITHDRAWN, "entry-3", now, entry.withdrawn(now));
        StayDown restored = new StayDown("older", "notice-0", false, now, WORK);
        ListEntry upload = StayDownWork.entry(restored, WORK);
        site.send(Topic.LIST, EventType.LIST_WITHDRAWN, upload.entryId(), now, upload);
    }

    /**
     * One kept down, one allowed, a recording that is another work's too, one in the middle, one
     * whose match is over and which itself is not, one blocked, in this order.
     */
    private static void sessions(Site site, RunningJob job) throws Exception {
        upload(site, "rare", Composer.compose(22, 20, PcmSource.RATE_HZ));
        request(site, "rare", true);
        job.awaitOnTopic(() -> lists(site, "staydown.rare"));
        upload(site, "official", SOUND);
        job.awaitOnTopic(() -> reason(site, "official", Reason.AUTHORIZED));
        overlapping(site, job);
        live(site, 0, 1 + BEFORE);
        livePictures(site, 0, BEFORE);
        job.awaitOnTopic(() -> evidence(site, "live").anyMatch(one -> one.picture() == null));
        job.awaitOnTopic(() -> evidence(site, "live").anyMatch(one -> one.picture() != null));
        unended(site);
        job.awaitOnTopic(() -> evidence(site, "unended").anyMatch(one -> !one.open()));
        upload(site, "pirate", SOUND);
        job.awaitOnTopic(() -> commanded(site, "pirate"));
    }

    /** A recording of which the end is still to come, and one that has a part of another work's. */
    private static void overlapping(Site site, RunningJob job) throws Exception {
        TestingKafka tape = new TestingKafka(true);
        recorded(
                new Push(tape.producer),
                "unfinished",
                1,
                Composer.compose(25, 10, PcmSource.RATE_HZ));
        site.bus.send(tape.sent().get(0));
        try (Push push = push(site, Topic.REFERENCES)) {
            recorded(push, "cover", 1, SONG.cut(5 * PcmSource.RATE_HZ, 20 * PcmSource.RATE_HZ));
        }
        job.awaitOnTopic(() -> assertThat(overlaps(site, true)).contains("song", "cover"));
    }

    /** Works that were last published so. */
    private static Set<String> overlaps(Site site, boolean isOpen) {
        Map<String, ReferenceOverlap> last = new HashMap<>();
        site.all(Topic.REFERENCE_HEALTH, ReferenceOverlap.class)
                .forEach(one -> last.put(one.workId(), one));
        last.values().removeIf(one -> one.open() != isOpen);
        return last.keySet();
    }

    private static void unended(Site site) throws Exception {
        short[] work = SOUND.pcm();
        short[] other = Composer.compose(23, 20, PcmSource.RATE_HZ).pcm();
        short[] both = Arrays.copyOf(work, work.length + other.length);
        System.arraycopy(other, 0, both, work.length, other.length);
        List<ProducerRecord<byte[], byte[]>> records =
                records(started("unended", SessionKind.UPLOAD, "slow"), both);
        for (ProducerRecord<byte[], byte[]> record : records.subList(0, records.size() - 1)) {
            site.bus.send(record);
        }
    }

    /**
     * What waits while a topic is not yet read to its end: a change on its way to matches, for the
     * reviews, and packets, for the references.
     */
    private static String whileLoading(Site site, String savepoint, Path directory)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> reviews = unfinished(site, Topic.REVIEWS);
                KafkaProducer<byte[], byte[]> references = unfinished(site, Topic.REFERENCES);
                RunningJob job = start(site, savepoint)) {
            grant(site, "deal-4", "slow", null);
            upload(site, "waiting", SOUND);
            // What cannot be read is answered at once, and is behind what waits.
            site.bus.send(unreadable(Topic.AUTHORIZATIONS, "deal-4"));
            site.bus.send(unreadable(Topic.MEDIA_UPLOADS, "waiting"));
            job.awaitOnTopic(
                    () -> assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).hasSize(2));
            String waiting = job.stopWithCanonicalSavepoint(directory);
            reviews.abortTransaction();
            references.abortTransaction();
            return waiting;
        }
    }

    private static KafkaProducer<byte[], byte[]> unfinished(Site site, Topic topic) {
        KafkaProducer<byte[], byte[]> producer = site.transactional();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.topicName(), 0, new byte[1], new byte[0]));
        producer.flush();
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> unreadable(Topic topic, String key) {
        return new ProducerRecord<>(
                topic.topicName(), key.getBytes(StandardCharsets.UTF_8), new byte[1]);
    }

    // What goes on -------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("savepoints")
    void streamsAndUploadsGoOn(SavedJob saved, EmbeddedBroker broker, @TempDir Path directory)
            throws Exception {
        String savepoint = saved.unpacked(directory);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, saved, savepoint)) {
            job.awaitOnTopic(() -> reason(site, "unended", Reason.AUTHORIZED));
            job.awaitOnTopic(() -> commanded(site, "waiting"));
            live(site, 1 + BEFORE, Integer.MAX_VALUE);
            livePictures(site, BEFORE, 15);
            for (Modality sense : List.of(Modality.AUDIO, Modality.VIDEO)) {
                job.awaitOnTopic(
                        () ->
                                evidence(site, "live")
                                        .filter(one -> one.modality() == sense)
                                        .anyMatch(MediaSavepointITCase::crosses));
            }
            // Again, or given up, by a restored timer: nobody has confirmed it.
            job.awaitOnTopic(() -> commanded(site, "pirate") || unconfirmed(site, "pirate"));
            upload(site, "pirate-2", SOUND);
            job.awaitOnTopic(() -> commanded(site, "pirate-2"));
            upload(site, "official", "official-2", SOUND);
            job.awaitOnTopic(() -> reason(site, "official-2", Reason.AUTHORIZED));

            try (Push push = push(site, Topic.REFERENCES)) {
                recorded(push, "cover", 2, Composer.compose(26, 20, PcmSource.RATE_HZ));
            }
            job.awaitOnTopic(() -> assertThat(overlaps(site, false)).contains("song", "cover"));

            request(site, "rare", false);
            request(site, "pirate", true);
            job.awaitOnTopic(() -> withdrawn(site, "staydown.rare"));
            job.awaitOnTopic(() -> assertThat(parts(site, "staydown.rare")).containsNull());
            job.awaitOnTopic(() -> parts(site, "staydown.pirate").size() > 1);

            // The upload is over and waits in the state to be judged again.
            grant(site, "deal-2", "pirate", null);
            job.awaitOnTopic(() -> reason(site, "pirate", Reason.AUTHORIZED));
            assertThat(commanded(site, "official-2")).isFalse();
            assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
        }
    }

    /** Begun well before the state was saved, and gone on well after it. */
    private static boolean crosses(Evidence evidence) {
        return evidence.queryStartMs() < 6_000 && evidence.queryEndMs() > 16_000;
    }

    // What is sent and seen ----------------------------------------------------------------

    private static ListEntry entry(
            String id, ListClass listClass, String workId, List<ListWindow> windows, long now) {
        return ListEntryBuilder.builder()
                .entryId(id)
                .version(1)
                .listClass(listClass)
                .workId(workId)
                .titles(List.of())
                .windows(windows)
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(now)
                .build();
    }

    /** For uploads of any time until then; null for ever. */
    private static void grant(Site site, String deal, String account, Long until) throws Exception {
        Authorization granted =
                AuthorizationBuilder.builder()
                        .authorizationId(deal)
                        .version(1)
                        .grantor("harbour")
                        .grantee(account)
                        .workIds(List.of(WORK))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .territories(List.of())
                        .from(LONG_AGO)
                        .to(until)
                        .build();
        long now = System.currentTimeMillis();
        site.send(Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_GRANTED, deal, now, granted);
    }

    private static void request(Site site, String item, boolean down) throws Exception {
        long now = System.currentTimeMillis();
        site.send(
                Topic.STAYDOWNS,
                EventType.STAYDOWN_REQUESTED,
                item,
                now,
                new StayDown(item, "notice-1", down, now, WORK));
    }

    private static void upload(Site site, String session, Sound sound) throws Exception {
        upload(site, session, session, sound);
    }

    private static void upload(Site site, String account, String session, Sound sound)
            throws Exception {
        try (Push push = push(site, Topic.MEDIA_UPLOADS)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(
                            started(session, SessionKind.UPLOAD, account),
                            PcmSource.of(sound.pcm()),
                            Progress.none());
        }
    }

    private static SessionStarted started(String session, SessionKind kind, String account) {
        return SessionStartedBuilder.builder()
                .sessionId(session)
                .kind(kind)
                .accountId(account)
                .serviceTerritories(List.of("CN"))
                .startAt(System.currentTimeMillis())
                .build();
    }

    /** Some records of the live stream; the last one, its end, is never among them. */
    private static void live(Site site, int from, int to) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records =
                records(started("live", SessionKind.LIVE, "streamer"), SOUND.pcm());
        for (int i = from; i < Math.min(to, records.size() - 1); i++) {
            site.bus.send(records.get(i));
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(SessionStarted started, short[] pcm)
            throws Exception {
        MockProducer<byte[], byte[]> tape =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        new SessionPush(new Push(tape), SessionPush.Pace.NONE, () -> false)
                .push(started, PcmSource.of(pcm), Progress.none());
        return tape.history();
    }

    private static Push push(Site site, Topic topic) throws Exception {
        String bootstrap = site.clients().getProperty("bootstrap.servers");
        return Broker.connect(bootstrap, new Properties(), topic);
    }

    private static RunningJob start(Site site, SavedJob saved, String savepoint) throws Exception {
        saved.fill(site);
        return start(site, savepoint);
    }

    private static RunningJob start(Site site, String savepoint) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, SavedJob.settings(savepoint));
        Configuration options = site.options("media");
        options.set(JobOptions.CHECKPOINT_MEDIA, Duration.ofSeconds(1));
        options.set(JobOptions.LOOK_BACK, FOR_EVER);
        options.set(JobOptions.STAYDOWN_KEEP, FOR_EVER);
        options.set(JobOptions.STAYDOWN_AGE, FOR_EVER);
        options.set(JobOptions.EXCERPT_WINDOW, FOR_EVER);
        VigilJob.build(env, options);
        return site.running(env.executeAsync("media"));
    }

    private static Stream<Evidence> evidence(Site site, String session) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .filter(verdict -> verdict.sessionId().equals(session))
                .flatMap(verdict -> verdict.evidence().stream());
    }

    private static boolean reason(Site site, String session, String reason) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .anyMatch(v -> v.sessionId().equals(session) && v.reasonCode().equals(reason));
    }

    private static boolean commanded(Site site, String session) {
        return site.all(Topic.COMMANDS, EnforcementCommand.class).stream()
                .anyMatch(command -> command.sessionId().equals(session));
    }

    private static boolean unconfirmed(Site site, String session) {
        return site.all(Topic.MEDIA_ALERTS, CommandUnconfirmed.class).stream()
                .anyMatch(alert -> alert.sessionId().equals(session));
    }

    private static boolean lists(Site site, String entry) {
        return site.all(Topic.LIST, ListEntry.class).stream()
                .anyMatch(now -> now.entryId().equals(entry));
    }

    private static boolean withdrawn(Site site, String entry) {
        return site.all(Topic.LIST, ListEntry.class).stream()
                .anyMatch(now -> now.entryId().equals(entry) && now.withdrawnAt() != null);
    }

    /** Of a reference: what its chunks and its manifest hold, null where they are retired. */
    private static List<byte[]> parts(Site site, String reference) throws BusException {
        return site.bus.all(Topic.REFERENCES).stream()
                .filter(part -> part.key().startsWith(WORK + "/" + reference + "/"))
                .map(Event::data)
                .toList();
    }
}
