package dev.vigil.bench.judge;

import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The site of {@code bench judge}: the job behind Fingerprint, those who publish, and a platform
 * that confirms every command at once.
 */
final class JudgeSite implements AutoCloseable {
    private static final String SOURCE = "/vigil/bench";
    private static final long WORD_EVERY_MS = 10_000;

    /** The broker's own time is on matches and verdicts, so that one clock measures both. */
    private static final Map<String, String> BY_THE_BROKER =
            Map.of("message.timestamp.type", "LogAppendTime");

    private final Site site;
    private final ScriptFeed feed;
    private final VerdictBook book;
    private final Follower platform;
    private final Talk talk;
    private final Map<String, Long> storedAt = new ConcurrentHashMap<>();
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private final AtomicInteger deadLetters = new AtomicInteger();

    /** Says how far something is. */
    interface Talk {
        void log(String format, Object... args);
    }

    private JudgeSite(Site site, Talk talk) throws Exception {
        this.site = site;
        this.talk = talk;
        prepareTopics(site.clients());
        feed = new ScriptFeed(site.clients());
        book = VerdictBook.of(site.clients());
        platform =
                Follower.of(
                        site.clients(),
                        this::seen,
                        Topic.COMMANDS,
                        Topic.MEDIA_ALERTS,
                        Topic.DEAD_LETTERS);
    }

    static JudgeSite start(Path directory, Site.Size size, Talk talk) throws Exception {
        Site site = Site.start(directory, size, WallClock.SYSTEM);
        try {
            return new JudgeSite(site, talk);
        } catch (Exception e) {
            site.close();
            throw e;
        }
    }

    private static void prepareTopics(Properties clients) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            NewTopic matches = new NewTopic(JudgeJob.MATCHES, JudgeJob.PARTITIONS, (short) -1);
            admin.createTopics(List.of(matches.configs(BY_THE_BROKER))).all().get();
            List<AlterConfigOp> ops =
                    BY_THE_BROKER.entrySet().stream()
                            .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
                            .map(e -> new AlterConfigOp(e, AlterConfigOp.OpType.SET))
                            .toList();
            ConfigResource verdicts =
                    new ConfigResource(ConfigResource.Type.TOPIC, Topic.VERDICTS.topicName());
            admin.incrementalAlterConfigs(Map.of(verdicts, ops)).all().get();
        }
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        switch (type) {
            case COMMAND -> confirm(wallMs, Json.read(json, EnforcementCommand.class));
            case COMMAND_UNCONFIRMED -> unconfirmed.incrementAndGet();
            case DEAD_LETTER -> {
                if (deadLetters.getAndIncrement() == 0) {
                    talk.log("first dead letter: %s", new String(json));
                }
            }
            default -> {
                // Others share the topics.
            }
        }
    }

    private void confirm(long nowMs, EnforcementCommand command) {
        commands.incrementAndGet();
        String id = command.commandId().replace('/', '.');
        ActionConfirmed word =
                ActionConfirmedBuilder.builder()
                        .confirmationId(id)
                        .itemId(command.sessionId())
                        .measure(command.measure())
                        .effectiveAt(nowMs)
                        .commandId(command.commandId())
                        .build();
        send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                id,
                command.sessionId(),
                word);
    }

    private void send(Topic topic, EventType type, String id, String key, Object data) {
        long nowMs = System.currentTimeMillis();
        feed.send(topic, key, nowMs, Envelope.json(type, SOURCE, id, key, nowMs), data);
    }

    void publish(ListEntry entry) {
        send(
                Topic.LIST,
                entry.withdrawnAt() == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                entry.entryId() + "/" + entry.version(),
                entry.entryId(),
                entry);
    }

    void publish(Authorization authorization) {
        send(
                Topic.AUTHORIZATIONS,
                authorization.revokedAt() == null
                        ? EventType.AUTHORIZATION_GRANTED
                        : EventType.AUTHORIZATION_REVOKED,
                authorization.authorizationId() + "/" + authorization.version(),
                authorization.authorizationId(),
                authorization);
    }

    void send(List<OpenMatch> matches) {
        matches.forEach(m -> feed.send(JudgeJob.MATCHES, m.sessionId(), m, atMs -> {}));
    }

    /** The same, and remembers when the broker had the last of them. */
    void sendTimed(List<OpenMatch> matches) {
        matches.forEach(
                m ->
                        feed.send(
                                JudgeJob.MATCHES,
                                m.sessionId(),
                                m,
                                atMs -> storedAt.put(m.sessionId(), atMs)));
    }

    void flush() {
        feed.flush();
    }

    /** From the match on its topic to the first verdict on its own. */
    long latencyMs(String sessionId) {
        return book.of(sessionId).firstMs() - storedAt.get(sessionId);
    }

    void submit(int parallelism, String savepoint) throws Exception {
        site.submit(
                "media",
                parallelism,
                savepoint,
                JobOptions.CHECKPOINT_NOTICE.defaultValue(),
                JudgeJob::build);
    }

    /** Gives up only where nothing moves. */
    void awaitAll(String what, LongSupplier done, long of) throws Exception {
        long wordMs = System.currentTimeMillis() + WORD_EVERY_MS;
        for (long seen = done.getAsLong(); seen < of; seen = done.getAsLong()) {
            long before = seen;
            site.await(
                    "more than " + before + " of " + of + " " + what,
                    () -> {
                        check();
                        return done.getAsLong() > before;
                    });
            if (System.currentTimeMillis() > wordMs) {
                talk.log("%,d of %,d %s", done.getAsLong(), of, what);
                wordMs += WORD_EVERY_MS;
            }
        }
    }

    void check() {
        book.check();
        platform.check();
    }

    Site site() {
        return site;
    }

    VerdictBook book() {
        return book;
    }

    int commands() {
        return commands.get();
    }

    int unconfirmed() {
        return unconfirmed.get();
    }

    int deadLetters() {
        return deadLetters.get();
    }

    @Override
    public void close() throws Exception {
        try {
            book.close();
            platform.close();
            feed.close();
        } finally {
            site.close();
        }
    }
}
