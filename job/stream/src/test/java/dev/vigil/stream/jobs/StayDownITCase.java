package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.Decoder;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was taken down does not come back under another account, until it is restored. */
@ExtendWith(SharedBroker.class)
class StayDownITCase {
    private static final SearchSettings LISTENING = new SearchSettings(5, 1, 100);

    private static final long WEEK_MS = Duration.ofDays(7).toMillis();
    private static final String WORK = "the-recording";
    private static final String KEPT_DOWN = "staydown.first";

    @TempDir Path directory;

    @Test
    void theRecordingIsBlockedForOthersUntilItIsRestored(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            Sound recording = Composer.compose(11, 75, PcmSource.RATE_HZ);
            unlisted(site, recording);
            JobClient job = start(site, WEEK_MS);
            upload(site, "first", PcmSource.of(recording.pcm()));
            assertThat(closed(site, "first").action()).isEqualTo(Action.OBSERVE);

            request(site, true);
            site.await(() -> assertThat(site.all(Topic.LIST, ListEntry.class)).hasSize(1));
            Path copy = recoded(recording);
            Verdict second = untilJudged(site, "second", copy, v -> v.action() == Action.BLOCK);
            assertThat(blocking(second))
                    .allSatisfy(
                            decision -> {
                                assertThat(decision.listEntryId()).isEqualTo(KEPT_DOWN);
                                assertThat(decision.listClass()).isEqualTo(ListClass.STAYDOWN);
                                assertThat(decision.step()).isEqualTo(4);
                            });
            assertThat(site.all(Topic.VERDICTS, Verdict.class))
                    .as("the first upload is over: its own reference does not judge it")
                    .filteredOn(verdict -> verdict.sessionId().equals("first"))
                    .allMatch(verdict -> verdict.action() == Action.OBSERVE);

            authorize(site, "owner");
            // Two topics have no common order: the first upload may come before the authorization.
            untilJudged(site, "owner", copy, v -> v.action() == Action.ALLOW_WITH_USAGE);
            Verdict owner =
                    untilJudged(
                            site, "owner-again", copy, v -> v.action() == Action.ALLOW_WITH_USAGE);
            assertThat(owner.evidence()).anyMatch(StayDownITCase::isKeptDown);
            assertThat(site.all(Topic.COMMANDS, EnforcementCommand.class))
                    .as("not for a moment")
                    .noneMatch(command -> command.sessionId().equals(owner.sessionId()));

            request(site, false);
            site.await(() -> site.bus.latest(Topic.REFERENCES).keySet().stream().noneMatch(own()));
            Verdict third =
                    untilJudged(
                            site,
                            "third",
                            copy,
                            v -> v.evidence().stream().noneMatch(StayDownITCase::isKeptDown));
            assertThat(third.action()).isEqualTo(Action.OBSERVE);
            assertThat(site.all(Topic.LIST, ListEntry.class))
                    .last()
                    .matches(entry -> entry.withdrawnAt() != null);
            assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
            allPartsLieTogether(site);
            Site.stop(job);
        }
    }

    /** The fault that must show: a job that keeps nothing lets the recording return. */
    @Test
    void aJobThatKeepsNothingLetsTheRecordingReturn(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            Sound recording = Composer.compose(12, 30, PcmSource.RATE_HZ);
            unlisted(site, recording);
            JobClient job = start(site, 0);
            upload(site, "first", PcmSource.of(recording.pcm()));
            closed(site, "first");
            request(site, true);
            upload(site, "second", PcmSource.of(recording.pcm()));
            assertThat(closed(site, "second").action()).isEqualTo(Action.OBSERVE);
            assertThat(site.all(Topic.LIST, ListEntry.class)).isEmpty();
            Site.stop(job);
        }
    }

    /** A work that nobody has listed: it shows when an upload has been judged. */
    private static void unlisted(Site site, Sound recording) throws Exception {
        try (Push push = push(site, Topic.REFERENCES)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name(WORK, "master", 1, null),
                            PcmSource.of(recording.pcm()),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    private static void upload(Site site, String session, PcmSource sound) throws Exception {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(session)
                        .kind(SessionKind.UPLOAD)
                        .accountId("account-of-" + session.replaceFirst("-.*", ""))
                        .serviceTerritories(List.of("CN"))
                        .startAt(System.currentTimeMillis())
                        .build();
        try (Push push = push(site, Topic.MEDIA_UPLOADS)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(started, sound, Progress.none());
        }
    }

    /** Whoever may show the work that the notice names may show this recording of it. */
    private static void authorize(Site site, String name) throws Exception {
        long now = System.currentTimeMillis();
        site.bus.send(
                Topic.AUTHORIZATIONS,
                EventType.AUTHORIZATION_GRANTED,
                "deal-1",
                now,
                AuthorizationBuilder.builder()
                        .authorizationId("deal-1")
                        .version(1)
                        .grantee("account-of-" + name)
                        .workIds(List.of(WORK))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .territories(List.of())
                        .from(now - 1_000)
                        .build());
    }

    private static void request(Site site, boolean down) throws Exception {
        long now = System.currentTimeMillis();
        site.bus.send(
                Topic.STAYDOWNS,
                EventType.STAYDOWN_REQUESTED,
                "first",
                now,
                new StayDown("first", "notice-1", down, now, WORK));
    }

    /** As people share it: the middle of it, a little faster, through a codec. */
    private Path recoded(Sound recording) throws Exception {
        Path file = directory.resolve("copy.mp3");
        Encoder.write(Distortion.speed(recording, 1.02), file, Encoder.Format.MP3);
        return file;
    }

    /**
     * Uploads the copy until a change that is under way has reached the job; each try is a session
     * of its own.
     */
    private static Verdict untilJudged(
            Site site, String name, Path copy, Predicate<Verdict> expected) throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            String session = name + "-" + attempt;
            try (Decoder sound = Decoder.open(copy.toString())) {
                upload(site, session, sound);
            }
            Verdict verdict = closed(site, session);
            if (expected.test(verdict)) {
                return verdict;
            }
        }
        throw new AssertionError("no upload of " + name + " was judged as expected");
    }

    private static Verdict closed(Site site, String session) {
        site.await(() -> last(site, session) != null);
        return last(site, session);
    }

    private static Verdict last(Site site, String session) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .filter(verdict -> verdict.sessionId().equals(session))
                .filter(verdict -> verdict.state() == VerdictState.CLOSED)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static boolean isKeptDown(Evidence evidence) {
        return evidence.referenceId().equals(KEPT_DOWN);
    }

    private static List<Decision> blocking(Verdict verdict) {
        return verdict.decisions().stream().filter(d -> d.action() == Action.BLOCK).toList();
    }

    private static Predicate<String> own() {
        return key -> key.startsWith(WORK + "/" + KEPT_DOWN + "/");
    }

    /** Else chunks and manifest would overtake each other. */
    private static void allPartsLieTogether(Site site) throws Exception {
        List<Event> parts =
                site.bus.all(Topic.REFERENCES).stream().filter(e -> own().test(e.key())).toList();
        assertThat(parts).hasSize(6);
        assertThat(parts).extracting(Event::partition).containsOnly(parts.get(0).partition());
    }

    private static JobClient start(Site site, long keepMs) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        MediaJob.wire(
                kafka.mediaSources(env),
                kafka.sink(),
                new MediaOptions(
                        LISTENING,
                        IndexPlan.ONE_SLOT,
                        Limits.DEFAULT,
                        new MediaOptions.Keeping(keepMs, Duration.ofDays(365).toMillis(), null),
                        0));
        return env.executeAsync("media");
    }

    private static Push push(Site site, Topic topic) throws Exception {
        String bootstrap = site.clients().getProperty("bootstrap.servers");
        return Broker.connect(bootstrap, new Properties(), topic);
    }
}
