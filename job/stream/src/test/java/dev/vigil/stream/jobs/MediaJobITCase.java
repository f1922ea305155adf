package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.policy.Reason;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.Stall;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real media job on a real broker. */
@ExtendWith(SharedBroker.class)
class MediaJobITCase {
    private static final SearchSettings LISTENING = new SearchSettings(5, 1, 100);

    private static final int RATE_HZ = PcmSource.RATE_HZ;

    @Test
    void slowAuthorizationsAtColdStartCutNobodyWhoIsAuthorized(EmbeddedBroker broker)
            throws Exception {
        try (Site site = Site.on(broker)) {
            Sound work = Composer.compose(7, 30, RATE_HZ);
            prepare(site, work);
            Run slow = new Run(1);
            Run tooEarly = new Run(1);
            Collected naive = new Collected();
            JobClient job = start(site, Stall.at(slow, 1), false, null);
            JobClient naiveJob = start(site, Stall.at(tooEarly, 1), true, naive);
            site.await(() -> slow.stalledPolls.get() > 0 && tooEarly.stalledPolls.get() > 0);
            upload(site, "official", work);
            upload(site, "pirate", work);

            site.await(() -> reason(site, "official", Reason.WARMING));
            site.await(
                    () ->
                            naive.all(EnforcementCommand.class, EventType.COMMAND.type()).stream()
                                    .anyMatch(c -> c.sessionId().equals("official")));
            slow.stallEnds.countDown();
            tooEarly.stallEnds.countDown();
            site.await(() -> reason(site, "official", Reason.AUTHORIZED));
            site.await(() -> commanded(site, "pirate"));
            assertThat(commanded(site, "official")).isFalse();
            assertThat(site.all(Topic.VERDICTS, Verdict.class))
                    .filteredOn(verdict -> verdict.sessionId().equals("official"))
                    .noneMatch(verdict -> verdict.action() == Action.BLOCK);
            Site.stop(job);
            Site.stop(naiveJob);
        }
    }

    @Test
    void anOwnersWishIsFollowedAndAReferenceThatBlocksTooManyWaitsForAPerson(EmbeddedBroker broker)
            throws Exception {
        try (Site site = Site.on(broker)) {
            Sound work = Composer.compose(8, 30, RATE_HZ);
            register(site, work);
            owned(site);
            authorize(site, "deal-1", "harbour", "official");
            authorize(site, "deal-2", "somebody", "misled");
            JobClient job = start(site, new Limits(86_400_000L, 0, 1, 2));

            upload(site, "official", work);
            site.await(() -> reason(site, "official", Reason.AUTHORIZED));
            upload(site, "misled", work);
            site.await(() -> reason(site, "misled", Reason.OWNERSHIP_CONFLICT));
            upload(site, "pirate-1", work);
            site.await(() -> commanded(site, "pirate-1"));
            site.await(() -> healthOf(site, HealthState.QUARANTINED));
            upload(site, "pirate-2", work);
            site.await(() -> reason(site, "pirate-2", "EVIDENCE_QUARANTINED"));
            // Of one that goes on, a later revision would block once a person has confirmed it.
            site.await(() -> isClosed(site, "pirate-2"));
            long now = System.currentTimeMillis();
            site.bus.send(
                    Topic.REVIEWS,
                    EventType.REFERENCE_REVIEWED,
                    "the-work",
                    now,
                    new ReferenceReview(
                            "the-work", "master", ReviewOutcome.CONFIRMED, null, null, now));
            site.await(() -> healthOf(site, HealthState.CONFIRMED));
            // Heard where it was uploaded: the job has its peaks only.
            upload(site, "pirate-3", work, true);
            site.await(() -> commanded(site, "pirate-3"));

            assertThat(site.all(Topic.COMMANDS, EnforcementCommand.class))
                    .extracting(EnforcementCommand::sessionId)
                    .containsOnly("pirate-1", "pirate-3");
            assertThat(site.all(Topic.VERDICTS, Verdict.class))
                    .filteredOn(verdict -> verdict.sessionId().equals("pirate-3"))
                    .flatExtracting(Verdict::decisions)
                    .filteredOn(decision -> decision.step() == 7)
                    .isNotEmpty()
                    .allMatch(decision -> decision.policyOwnerId().equals("harbour"));
            Site.stop(job);
        }
    }

    /** Sessions of both replicas, the work in one of two shards. */
    @Test
    void aDividedIndexCommandsTheSame(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            Sound work = Composer.compose(9, 30, RATE_HZ);
            prepare(site, work);
            StreamExecutionEnvironment env = Site.environment(2);
            KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
            IndexPlan plan = new IndexPlan(2, 2, 10, 60_000);
            MediaJob.wire(
                    kafka.mediaSources(env),
                    kafka.sink(),
                    new MediaOptions(
                            LISTENING, plan, Limits.DEFAULT, MediaOptions.Keeping.NONE, 0));
            JobClient job = env.executeAsync("divided");
            for (int i = 0; i < 4; i++) {
                upload(site, "pirate-" + i, work);
            }
            for (int i = 0; i < 4; i++) {
                String session = "pirate-" + i;
                site.await(() -> commanded(site, session));
            }
            assertThat(
                            IntStream.range(0, 4)
                                    .mapToObj(i -> plan.ofSession("pirate-" + i)[0])
                                    .distinct())
                    .as("replicas that were asked")
                    .hasSize(2);
            Site.stop(job);
        }
    }

    /** Its owner in China wishes that ten seconds of it be blocked. */
    private static void owned(Site site) throws Exception {
        long now = System.currentTimeMillis();
        OwnerShare harbour = new OwnerShare("harbour", List.of("CN"), List.of());
        site.bus.send(
                Topic.WORKS,
                EventType.WORK_REGISTERED,
                "the-work",
                now,
                new RegisteredWork("the-work", 1, 30_000L, null, null, List.of(harbour)));
        MatchRule block =
                new MatchRule(null, 10_000L, null, null, null, null, Action.BLOCK, null, null);
        site.bus.send(
                Topic.POLICIES,
                EventType.MATCH_POLICY,
                "harbour",
                now,
                new MatchPolicy("harbour", 1, List.of(block), null));
    }

    private static void authorize(Site site, String id, String grantor, String grantee)
            throws Exception {
        long now = System.currentTimeMillis();
        site.bus.send(
                Topic.AUTHORIZATIONS,
                EventType.AUTHORIZATION_GRANTED,
                id,
                now,
                AuthorizationBuilder.builder()
                        .authorizationId(id)
                        .version(1)
                        .grantor(grantor)
                        .grantee(grantee)
                        .workIds(List.of("the-work"))
                        .rightTypes(List.of(RightType.values()))
                        .territories(List.of())
                        .from(now - 1_000)
                        .build());
    }

    private static boolean healthOf(Site site, HealthState state) {
        return site.all(Topic.REFERENCE_HEALTH, ReferenceHealth.class).stream()
                .anyMatch(health -> health.state() == state);
    }

    private static JobClient start(Site site, Limits limits) throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        MediaJob.wire(
                kafka.mediaSources(env),
                kafka.sink(),
                new MediaOptions(
                        LISTENING, IndexPlan.ONE_SLOT, limits, MediaOptions.Keeping.NONE, 0));
        return env.executeAsync("policies");
    }

    private static void prepare(Site site, Sound work) throws Exception {
        register(site, work);
        restrict(site);
    }

    private static void register(Site site, Sound work) throws Exception {
        try (Push push = Broker.connect(bootstrap(site), new Properties(), Topic.REFERENCES)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name("the-work", "master", 1, "The Work"),
                            PcmSource.of(work.pcm()),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    private static void restrict(Site site) throws Exception {
        long now = System.currentTimeMillis();
        site.bus.send(
                Topic.LIST,
                EventType.LIST_UPSERTED,
                "entry-1",
                now,
                ListEntryBuilder.builder()
                        .entryId("entry-1")
                        .version(1)
                        .listClass(ListClass.PERMISSION_REQUIRED)
                        .workId("the-work")
                        .titles(List.of())
                        .windows(List.of())
                        .territoryInclude(List.of())
                        .territoryExclude(List.of())
                        .issuedAt(now)
                        .build());
        authorize(site, "deal-1", null, "official");
    }

    private static void upload(Site site, String session, Sound sound) throws Exception {
        upload(site, session, sound, false);
    }

    private static void upload(Site site, String session, Sound sound, boolean peaks)
            throws Exception {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(session)
                        .kind(SessionKind.UPLOAD)
                        .accountId(session)
                        .serviceTerritories(List.of("CN"))
                        .startAt(System.currentTimeMillis())
                        .build();
        try (Push push = Broker.connect(bootstrap(site), new Properties(), Topic.MEDIA_UPLOADS)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false, peaks)
                    .push(started, PcmSource.of(sound.pcm()), Progress.none());
        }
    }

    private static String bootstrap(Site site) {
        return site.clients().getProperty("bootstrap.servers");
    }

    /**
     * @param early says that the register is loaded before it is: the fault that must show
     */
    private static JobClient start(
            Site site, Properties slowConsumers, boolean early, Collected collected)
            throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        KafkaEndpoints slow = new KafkaEndpoints(site.clients(), slowConsumers);
        DataStream<RightsInput> authorizations = slow.authorizations(env);
        if (early) {
            Loaded all = new Loaded(Topic.AUTHORIZATIONS.topicName(), 0, 1);
            authorizations =
                    authorizations.union(
                            env.fromData(RightsInput.loaded(null, all)).uid("too-early"));
        }
        MediaJob.Sources sources =
                new MediaJob.Sources(
                        kafka.media(env),
                        kafka.references(env),
                        kafka.list(env),
                        authorizations,
                        kafka.policies(env),
                        kafka.stayDowns(env),
                        kafka.confirmations(env));
        MediaJob.wire(
                sources,
                collected == null ? kafka.sink() : collected,
                new MediaOptions(
                        LISTENING,
                        IndexPlan.ONE_SLOT,
                        Limits.DEFAULT,
                        MediaOptions.Keeping.NONE,
                        0));
        return env.executeAsync(early ? "too early" : "real");
    }

    private static boolean reason(Site site, String session, String reason) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .anyMatch(v -> v.sessionId().equals(session) && v.reasonCode().equals(reason));
    }

    private static boolean isClosed(Site site, String session) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .anyMatch(v -> v.sessionId().equals(session) && v.state() == VerdictState.CLOSED);
    }

    private static boolean commanded(Site site, String session) {
        return site.all(Topic.COMMANDS, EnforcementCommand.class).stream()
                .anyMatch(command -> command.sessionId().equals(session));
    }
}
