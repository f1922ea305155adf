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
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upload that is long finished follows the list; the platform answers, late. */
@ExtendWith(SharedBroker.class)
class LookBackITCase {
    private static final SearchSettings LISTENING = new SearchSettings(5, 1, 100);

    private Site site;

    @Test
    void aFinishedUploadIsBlockedConfirmedAndLetGo(EmbeddedBroker broker) throws Exception {
        try (Site open = Site.on(broker)) {
            site = open;
            Sound work = Composer.compose(7, 30, PcmSource.RATE_HZ);
            register(work);
            JobClient job = start();
            upload(work);
            site.await(() -> closed(Action.OBSERVE));
            assertThat(site.all(Topic.REASONS, StatementOfReasons.class)).isEmpty();

            list(EventType.LIST_UPSERTED, entry());
            site.await(() -> closed(Action.BLOCK));
            assertThat(site.all(Topic.VERDICTS, Verdict.class))
                    .extracting(Verdict::verdictId)
                    .as("one verdict through its life, numbered by when it was received")
                    .allMatch(id -> id.matches("clip-1/[1-9][0-9]{8}"))
                    .containsOnly(site.all(Topic.VERDICTS, Verdict.class).get(0).verdictId());
            site.await(() -> assertThat(reasons()).hasSize(1));
            assertThat(reasons().get(0).userSentence()).contains("clip-1", "the-work", "e-1");

            site.await(() -> assertThat(commands()).hasSize(2));
            assertThat(commands().get(0).commandId()).matches("clip-1/command/[1-9][0-9]{8}");
            assertThat(commands().get(1).commandId()).isEqualTo(commands().get(0).commandId());
            assertThat(commands().get(1).attempt()).isEqualTo(2);
            confirm(commands().get(1));

            list(EventType.LIST_WITHDRAWN, entry().withdrawn(System.currentTimeMillis()));
            site.await(() -> assertThat(commands()).hasSize(3));
            assertThat(commands().get(2).measure()).isEqualTo(Measure.LIFT);
            site.await(() -> assertThat(reasons()).hasSize(2));
            assertThat(reasons().get(1).endDate()).isNotNull();
            confirm(commands().get(2));
            assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
            Site.stop(job);
        }
    }

    private static ListEntry entry() {
        return ListEntryBuilder.builder()
                .entryId("e-1")
                .version(1)
                .listClass(ListClass.RIGHTS_DECLARED)
                .workId("the-work")
                .titles(List.of())
                .windows(List.of())
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(System.currentTimeMillis())
                .build();
    }

    private void list(EventType type, ListEntry entry) throws Exception {
        site.bus.send(Topic.LIST, type, "e-1", System.currentTimeMillis(), entry);
    }

    private void confirm(EnforcementCommand command) throws Exception {
        long now = System.currentTimeMillis();
        ActionConfirmed done =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + command.measure())
                        .itemId(command.sessionId())
                        .measure(command.measure())
                        .effectiveAt(now)
                        .commandId(command.commandId())
                        .build();
        site.bus.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                command.sessionId(),
                now,
                done);
    }

    private boolean closed(Action action) {
        return site.all(Topic.VERDICTS, Verdict.class).stream()
                .reduce((earlier, later) -> later)
                .filter(last -> last.action() == action && last.state() == VerdictState.CLOSED)
                .isPresent();
    }

    private List<EnforcementCommand> commands() {
        return site.all(Topic.COMMANDS, EnforcementCommand.class);
    }

    private List<StatementOfReasons> reasons() {
        return site.all(Topic.REASONS, StatementOfReasons.class);
    }

    private JobClient start() throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        MediaJob.wire(
                kafka.mediaSources(env),
                kafka.sink(),
                new MediaOptions(
                        LISTENING,
                        IndexPlan.ONE_SLOT,
                        Limits.DEFAULT,
                        MediaOptions.Keeping.NONE,
                        Duration.ofHours(72).toMillis()));
        return env.executeAsync("look back");
    }

    private void register(Sound work) throws Exception {
        try (Push push = Broker.connect(bootstrap(), new Properties(), Topic.REFERENCES)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name("the-work", "master", 1, "The Work"),
                            PcmSource.of(work.pcm()),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    private void upload(Sound sound) throws Exception {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId("clip-1")
                        .kind(SessionKind.UPLOAD)
                        .accountId("fan-1")
                        .serviceTerritories(List.of("CN"))
                        .startAt(System.currentTimeMillis())
                        .build();
        try (Push push = Broker.connect(bootstrap(), new Properties(), Topic.MEDIA_UPLOADS)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(started, PcmSource.of(sound.pcm()), Progress.none());
        }
    }

    private String bootstrap() {
        return site.clients().getProperty("bootstrap.servers");
    }
}
