package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a new recording has in common with others, found in the index of a media job with sound. */
@ExtendWith(SharedBroker.class)
class OverlapITCase {
    private static final SearchSettings LISTENING = new SearchSettings(5, 1, 100);

    /** No reference waits for a person, however often it blocks. */
    private static final Limits UNLIMITED = new Limits(86_400_000L, 0, 0, 0);

    private static final int RATE_HZ = PcmSource.RATE_HZ;
    private static final int SECONDS = 60;

    /** Of what two recordings have in common, at each end. */
    private static final long TOLERANCE_MS = 3_000;

    private static final long WITHIN_MS = 20_000;

    private static final String HELD_CLIP = "clip REVIEW EVIDENCE_SHARED";
    private static final String BLOCKED_FILM = "film BLOCK OWNER_POLICY";

    private Site site;

    /**
     * The film is there at the start. Then come 20 s of it in noise, of another owner; a trailer of
     * its own; and other music. A film that comes last is found by a clip that was there before it.
     */
    @Test
    void bothSidesLearnOfWhatTheyShareWhicheverWasFirst(EmbeddedBroker broker) throws Exception {
        Sound film = Composer.compose(31, SECONDS, RATE_HZ);
        Sound late = Composer.compose(32, SECONDS, RATE_HZ);
        try (Site open = Site.on(broker)) {
            site = open;
            owns("film", "harbour");
            owns("clip", "mei");
            owns("trailer", "harbour");
            owns("other", "mei");
            owns("late-clip", "mei");
            owns("late-film", "harbour");
            register("film", 1, film);
            JobClient job = start(new IndexPlan(1, 2, 10, 60_000));
            site.await(() -> assertThat(isIndexed()).isTrue());
            register("late-clip", 1, late.cut(30 * RATE_HZ, 20 * RATE_HZ));
            register("trailer", 1, film.cut(10 * RATE_HZ, 30 * RATE_HZ));
            register("other", 1, Composer.compose(33, SECONDS, RATE_HZ));
            long sentMs = System.currentTimeMillis();
            register("clip", 1, Distortion.noise(film.cut(20 * RATE_HZ, 20 * RATE_HZ), 20, 1));
            site.await(() -> assertIsShared("clip", 0, "film", 20_000));
            assertThat(System.currentTimeMillis() - sentMs).isLessThan(WITHIN_MS);
            site.await(() -> assertIsShared("film", 20_000, "clip", 0));
            register("late-film", 1, late);
            site.await(() -> assertIsShared("late-film", 30_000, "late-clip", 0));
            site.await(() -> assertIsShared("late-clip", 0, "late-film", 30_000));
            assertThat(overlaps("trailer", "film")).as("of one owner").isEmpty();
            assertThat(site.all(Topic.REFERENCE_HEALTH, ReferenceOverlap.class))
                    .extracting(ReferenceOverlap::workId)
                    .doesNotContain("other");

            // Recorded anew without that part, and sold: nothing is shared any more.
            register("clip", 2, Composer.compose(34, SECONDS, RATE_HZ));
            site.await(() -> assertThat(isOpen("clip", "film")).isFalse());
            owns("late-clip", 2, "harbour");
            site.await(() -> assertThat(isOpen("late-clip", "late-film")).isFalse());
            site.await(() -> assertThat(isOpen("late-film", "late-clip")).isFalse());

            assertThat(site.all(Topic.VERDICTS, Verdict.class)).as("never judged").isEmpty();
            assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
            Site.stop(job);
        }
    }

    /**
     * A jingle of the film begins a clip of another owner. An upload of it alone is kept out for
     * the film, and for the clip it waits for a person; so it is by a job that starts without
     * state. What the clip has of its own counts.
     */
    @Test
    void whatWasThereLaterHasNoVoteBeforeAndBehindAStartWithoutState(EmbeddedBroker broker)
            throws Exception {
        Sound film = Composer.compose(31, SECONDS, RATE_HZ);
        Sound jingle = film.cut(30 * RATE_HZ, 12 * RATE_HZ);
        Sound own = Composer.compose(42, SECONDS, RATE_HZ);
        IndexPlan plan = new IndexPlan(1, 2, 10, 60_000);
        try (Site open = Site.on(broker)) {
            site = open;
            blocks("film", "harbour");
            blocks("clip", "mei");
            register("film", 1, film);
            JobClient job = start(plan);
            site.await(() -> assertThat(isIndexed()).isTrue());
            register("clip", 1, both(jingle, own));
            site.await(() -> assertThat(overlaps("clip", "film")).isNotEmpty());
            assertThat(overlaps("clip", "film").get(0).spans().get(0).newer()).isTrue();
            assertThat(overlaps("film", "clip").get(0).spans().get(0).newer()).isFalse();
            // What was published is read back in a moment, and the clip may be indexed then.
            site.await(() -> assertThat(isHeld(jingle)).isTrue());

            // Recorded anew: what it had in common holds until that is found again.
            long before = overlaps("clip", "film").get(0).at();
            register("clip", 2, both(jingle, own));
            site.await(
                    () -> assertThat(overlaps("clip", "film")).anyMatch(one -> one.at() > before));
            assertThat(site.all(Topic.REFERENCE_HEALTH, ReferenceOverlap.class))
                    .filteredOn(one -> Set.of("clip", "film").contains(one.workId()))
                    .filteredOn(one -> Set.of("clip", "film").contains(one.otherWorkId()))
                    .allMatch(ReferenceOverlap::holds);
            Site.stop(job);

            job = start(plan);
            upload("jingle", jingle);
            upload("own", own);
            site.await(() -> assertThat(rulings("jingle")).hasSize(2));
            site.await(() -> assertThat(rulings("own")).containsExactly(ofClip("BLOCK")));
            assertThat(rulings("jingle")).containsExactlyInAnyOrder(HELD_CLIP, BLOCKED_FILM);
            assertThat(verdicts("jingle").flatMap(verdict -> verdict.evidence().stream()))
                    .filteredOn(match -> match.workId().equals("clip"))
                    .isNotEmpty()
                    .allMatch(match -> match.shared().works().contains("film"));
            assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
            Site.stop(job);
        }
    }

    private boolean isHeld(Sound jingle) throws Exception {
        String session = "jingle-" + System.currentTimeMillis();
        upload(session, jingle);
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .map(Verdict::sessionId)
                .distinct()
                .anyMatch(one -> Set.copyOf(rulings(one)).equals(Set.of(HELD_CLIP, BLOCKED_FILM)));
    }

    private static String ofClip(String action) {
        return "clip " + action + " OWNER_POLICY";
    }

    private Stream<Verdict> verdicts(String session) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .filter(verdict -> verdict.sessionId().equals(session));
    }

    /** Of film and clip, by the last verdict; none before all is loaded. */
    private List<String> rulings(String session) {
        return verdicts(session)
                .reduce((before, after) -> after)
                .map(Verdict::rulings)
                .orElse(List.of())
                .stream()
                .filter(one -> !one.workId().equals("probe"))
                .map(one -> one.workId() + " " + one.action() + " " + one.reasonCode())
                .distinct()
                .toList();
    }

    private static Sound both(Sound one, Sound next) {
        short[] pcm = Arrays.copyOf(one.pcm(), one.pcm().length + next.pcm().length);
        System.arraycopy(next.pcm(), 0, pcm, one.pcm().length, next.pcm().length);
        return new Sound(pcm, RATE_HZ);
    }

    private void blocks(String workId, String party) throws Exception {
        owns(workId, party);
        site.bus.send(
                Topic.POLICIES,
                EventType.MATCH_POLICY,
                party,
                System.currentTimeMillis(),
                new MatchPolicy(party, 1, List.of(MatchRule.always(Action.BLOCK)), null));
    }

    private void upload(String session, Sound sound) throws Exception {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(session)
                        .kind(SessionKind.UPLOAD)
                        .accountId(session)
                        .serviceTerritories(List.of("CN"))
                        .startAt(System.currentTimeMillis())
                        .build();
        String bootstrap = site.clients().getProperty("bootstrap.servers");
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.MEDIA_UPLOADS)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false, false)
                    .push(started, PcmSource.of(sound.pcm()), Progress.none());
        }
    }

    /** By the last record: stretches are found one by one, and music returns. */
    private void assertIsShared(String workId, long fromMs, String otherWorkId, long otherFromMs) {
        List<ReferenceOverlap> all = overlaps(workId, otherWorkId);
        assertThat(all).isNotEmpty();
        ReferenceOverlap one = all.get(all.size() - 1);
        assertThat(tuple(one.owners().get(0), one.otherOwners().get(0)))
                .isIn(tuple("harbour", "mei"), tuple("mei", "harbour"));
        OverlapSpan span = one.spans().get(0);
        assertThat(span.fromMs()).isBetween(fromMs - 100, fromMs + TOLERANCE_MS);
        assertThat(span.otherFromMs()).isBetween(otherFromMs - 100, otherFromMs + TOLERANCE_MS);
        assertThat(span.lengthMs()).isBetween(20_000 - 2 * TOLERANCE_MS, 20_000 + 500L);
        assertThat(one.commonMs()).isGreaterThanOrEqualTo(span.lengthMs());
    }

    /** The first that comes after the start is compared with what was there. */
    private boolean isIndexed() throws Exception {
        register("probe", System.currentTimeMillis(), Composer.compose(31, 20, RATE_HZ));
        return !overlaps("probe", "film").isEmpty();
    }

    private List<ReferenceOverlap> overlaps(String workId, String otherWorkId) {
        return site.all(Topic.REFERENCE_HEALTH, ReferenceOverlap.class).stream()
                .filter(one -> one.workId().equals(workId) && one.open())
                .filter(one -> one.otherWorkId().equals(otherWorkId))
                .toList();
    }

    /** By the last record of the two. */
    private boolean isOpen(String workId, String otherWorkId) {
        return site.all(Topic.REFERENCE_HEALTH, ReferenceOverlap.class).stream()
                .filter(one -> one.workId().equals(workId))
                .filter(one -> one.otherWorkId().equals(otherWorkId))
                .reduce((before, after) -> after)
                .orElseThrow()
                .open();
    }

    private void owns(String workId, String party) throws Exception {
        owns(workId, 1, party);
    }

    private void owns(String workId, long version, String party) throws Exception {
        OwnerShare share = new OwnerShare(party, List.of(), List.of());
        site.bus.send(
                Topic.WORKS,
                EventType.WORK_REGISTERED,
                workId,
                System.currentTimeMillis(),
                new RegisteredWork(workId, version, null, null, null, List.of(share)));
    }

    private void register(String workId, long version, Sound sound) throws Exception {
        String bootstrap = site.clients().getProperty("bootstrap.servers");
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.REFERENCES)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name(workId, "master", version, workId),
                            PcmSource.of(sound.pcm()),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    private JobClient start(IndexPlan plan) throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        MediaJob.wire(
                kafka.mediaSources(env),
                kafka.sink(),
                new MediaOptions(LISTENING, plan, UNLIMITED, MediaOptions.Keeping.NONE, 0));
        return env.executeAsync("overlaps");
    }
}
