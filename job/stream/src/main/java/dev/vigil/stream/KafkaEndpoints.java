package dev.vigil.stream;

import dev.vigil.register.Identifiers;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.CaughtUpSource;
import dev.vigil.stream.caughtup.LoadedMarker;
import dev.vigil.stream.caughtup.MachineClock;
import dev.vigil.stream.caughtup.StoppedTimeMarker;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.caughtup.Watermarks;
import dev.vigil.stream.door.AccountDoor;
import dev.vigil.stream.door.AudienceDoor;
import dev.vigil.stream.door.AuditLogDoor;
import dev.vigil.stream.door.AuditedDoor;
import dev.vigil.stream.door.AuthorizationDoor;
import dev.vigil.stream.door.CaseDoor;
import dev.vigil.stream.door.FigureDoor;
import dev.vigil.stream.door.GroundDoor;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.LogStarts;
import dev.vigil.stream.door.MediaDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.PolicyDoor;
import dev.vigil.stream.door.PublishedAccountDoor;
import dev.vigil.stream.door.PublishedDoor;
import dev.vigil.stream.door.PublishedFigureDoor;
import dev.vigil.stream.door.PublishedRegisterDoor;
import dev.vigil.stream.door.PublishedSignalDoor;
import dev.vigil.stream.door.PublishedUsageDoor;
import dev.vigil.stream.door.ReferenceDoor;
import dev.vigil.stream.door.RegisterDoor;
import dev.vigil.stream.door.SessionConfirmationDoor;
import dev.vigil.stream.door.SignalDoor;
import dev.vigil.stream.door.StayDownDoor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/** Kafka sources and sinks of all jobs. Reads committed records only, from the beginning. */
public final class KafkaEndpoints {
    /** What the clock reads; {@link EventType#HEARTBEAT} must be allowed on all but its own. */
    static final List<Topic> NOTICES =
            List.of(
                    Topic.NOTICES,
                    Topic.CONFIRMATIONS,
                    Topic.ACKS,
                    Topic.COUNTER_NOTICES,
                    Topic.PROCEEDINGS,
                    Topic.NOTICE_LINKS,
                    Topic.SIGNAL_STATES);

    /** Written by jobs: no bridge holds anything back there, so that they have no heartbeats. */
    static final List<Topic> OWN = List.of(Topic.NOTICE_LINKS, Topic.SIGNAL_STATES);

    private static final List<Topic> PUBLISHED = List.of(Topic.ESCALATIONS, Topic.BREACHES);

    private static final List<Topic> MEDIA =
            List.of(Topic.MEDIA_LIVE, Topic.MEDIA_UPLOADS, Topic.MEDIA_FEEDS);

    private static final List<Topic> POLICIES =
            List.of(
                    Topic.POLICIES,
                    Topic.WORKS,
                    Topic.EFFECTIVE_WORKS,
                    Topic.REVIEWS,
                    // Its own, read back: what recordings of works have in common.
                    Topic.REFERENCE_HEALTH);

    private static final List<Topic> BROADCAST = List.of(Topic.LIST, Topic.NOTIFIERS);

    /** What the media job reads, by the name of the source that Flink shows. */
    public static final Map<String, List<Topic>> MEDIA_SOURCES =
            Map.of(
                    "media", MEDIA,
                    "references", List.of(Topic.REFERENCES),
                    "list", List.of(Topic.LIST),
                    "authorizations", List.of(Topic.AUTHORIZATIONS),
                    "policies", POLICIES,
                    "staydowns", List.of(Topic.STAYDOWNS),
                    "session confirmations", List.of(Topic.SESSION_CONFIRMATIONS));

    /** What the notice job reads, by the name of the source that Flink shows. */
    public static final Map<String, List<Topic>> NOTICE_SOURCES =
            Map.of("notices", NOTICES, "published", PUBLISHED, "list and standings", BROADCAST);

    private static final List<Topic> CASES =
            List.of(Topic.VERDICTS, Topic.COMMANDS, Topic.SESSION_CONFIRMATIONS, Topic.OUTCOMES);

    private static final List<Topic> GROUNDS = List.of(Topic.LIST, Topic.REVIEWS);

    private static final List<Topic> PEOPLE =
            List.of(
                    Topic.ACCOUNTS,
                    Topic.APPEALS,
                    Topic.RECEIPTS,
                    Topic.DECISIONS,
                    Topic.ACCOUNT_CONFIRMATIONS);

    private static final List<Topic> LEDGER =
            List.of(
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.WARNINGS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.DEPARTMENT);

    private static final List<Topic> SIGNALS = List.of(Topic.SIGNALS_IN, Topic.SIGNAL_DECISIONS);

    private static final List<Topic> USAGE = List.of(Topic.USAGE, Topic.OFFERS);

    /** Rows that may still change, and offers that forbid another, were published since. */
    private static final Duration USAGE_READ_BACK = Duration.ofDays(45);

    /** What figures follow from and no other source of the ledger reads. */
    private static final List<Topic> COUNTED =
            List.of(
                    Topic.NOTICES,
                    Topic.CONFIRMATIONS,
                    Topic.BREACHES,
                    Topic.NOTIFIERS,
                    Topic.LIST_RECEIPTS,
                    Topic.SCREENED);

    /** What is confirmed of older commands is for the ledger: the judge has forgotten them. */
    private static final Duration SESSIONS_REMEMBERED = Duration.ofDays(7);

    private static final List<Topic> AUDIT_LOG = List.of(Topic.AUDIT, Topic.SEALS);

    /** All topics but media and the log itself. */
    private static final List<Topic> AUDITED =
            Arrays.stream(Topic.values())
                    .filter(topic -> !MEDIA.contains(topic) && !AUDIT_LOG.contains(topic))
                    .toList();

    /** What the ledger job reads, by the name of the source that Flink shows. */
    public static final Map<String, List<Topic>> LEDGER_SOURCES =
            Map.ofEntries(
                    Map.entry("cases", CASES),
                    Map.entry("grounds", GROUNDS),
                    Map.entry("people", PEOPLE),
                    Map.entry("ledger", LEDGER),
                    Map.entry(
                            "register",
                            List.of(Topic.CLAIMS, Topic.WORKS, Topic.REGISTER_DECISIONS)),
                    Map.entry("registered", List.of(Topic.REGISTER, Topic.EFFECTIVE_WORKS)),
                    Map.entry("audience", List.of(Topic.AUDIENCE)),
                    Map.entry("usage", USAGE),
                    Map.entry("signals", SIGNALS),
                    Map.entry("signalled", List.of(Topic.SIGNAL_STATES)),
                    Map.entry("counted", COUNTED),
                    Map.entry("figures", List.of(Topic.FIGURES)));

    /** What the audit log in it reads. */
    public static final Map<String, List<Topic>> AUDIT_SOURCES =
            Map.of("audited", AUDITED, "audit log", AUDIT_LOG);

    /** A fetch of segments waits for this many bytes, six segments, ... */
    private static final int GATHERED_BYTES = 1 << 18;

    /** ... but no longer than this: small beside the 2 s of a segment. */
    private static final int GATHERING_MS = 100;

    /** No deadline waits for the ledger: what it takes in one step costs what one fact would. */
    private static final Duration LEDGER_PROBES = Duration.ofMillis(400);

    /** A fetch of the ledger's topics that always have something waits for this many bytes, ... */
    private static final int LEDGER_BYTES = 1 << 16;

    /** ... but no longer than this. */
    private static final int LEDGER_GATHERING_MS = 200;

    /** Of a batch to send: a warning has 5 kB, and Kafka's 16 kB would be full at the third. */
    private static final int LEDGER_BATCH_BYTES = 1 << 17;

    /** Those of the ledger's sources that have something every second. */
    private static final Set<String> BUSY = Set.of("cases", "people", "ledger");

    private final Properties clients;
    private final Properties consumers;
    private WallClock clock = WallClock.SYSTEM;
    private Authorities authorities = Authorities.ANYBODY;
    private Claimants claimants = Claimants.ANYBODY;
    private Identifiers identifiers = Identifiers.DEFAULTS;
    private String origin;
    private Peers peers = Peers.NONE;

    /**
     * @param clients what every Kafka client needs: bootstrap servers and security
     */
    public KafkaEndpoints(Properties clients) {
        this(clients, new Properties());
    }

    /**
     * @param consumers more settings for the consumers alone, such as the size of a fetch
     */
    public KafkaEndpoints(Properties clients, Properties consumers) {
        this.clients = clients;
        this.consumers = consumers;
    }

    /** Another clock than the machine's: for rehearsals of years in minutes. */
    public KafkaEndpoints clock(WallClock choice) {
        clock = choice;
        return this;
    }

    /** A record of now must not be refused because some machine's clock is behind. */
    private WallClock doorClock() {
        return clock == WallClock.SYSTEM ? MachineClock.LATEST : clock;
    }

    /** Keys of the signatures that the list requires; without them no entry needs one. */
    public KafkaEndpoints authorities(Authorities choice) {
        authorities = choice;
        return this;
    }

    /** Keys of the signatures that claims require; without them no claim needs one. */
    public KafkaEndpoints claimants(Claimants choice) {
        claimants = choice;
        return this;
    }

    /** What a site knows of identifiers that have no open standard. */
    public KafkaEndpoints identifiers(Identifiers choice) {
        identifiers = choice;
        return this;
    }

    /**
     * @param name of this site among platforms; null where it has none
     * @param keys of platforms whose signals are taken
     */
    public KafkaEndpoints signals(String name, Peers keys) {
        origin = name;
        peers = keys;
        return this;
    }

    public MediaJob.Sources mediaSources(StreamExecutionEnvironment env) {
        return new MediaJob.Sources(
                media(env),
                references(env),
                list(env),
                authorizations(env),
                policies(env),
                stayDowns(env),
                confirmations(env));
    }

    /**
     * @param time what the clock goes by: caught-up or heartbeats
     */
    public NoticeJob.Sources noticeSources(StreamExecutionEnvironment env, Watermarks time) {
        return new NoticeJob.Sources(notices(env, time), published(env), broadcast(env));
    }

    public LedgerJob.Sources ledgerSources(StreamExecutionEnvironment env) {
        PublishedAccountDoor published = new PublishedAccountDoor(doorClock());
        return new LedgerJob.Sources(
                ofLedger(
                        env,
                        new CaseDoor(doorClock()),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        CaseFact::stopped,
                        "cases",
                        Uid.CASE_SOURCE),
                ofLedger(
                        env,
                        new GroundDoor(doorClock(), authorities),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        GroundFact::stopped,
                        "grounds",
                        Uid.GROUND_SOURCE),
                ofLedger(
                        env,
                        new AccountDoor(doorClock()),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        AccountFact::stopped,
                        "people",
                        Uid.PEOPLE_SOURCE),
                ofLedger(
                        env,
                        published,
                        source -> source.watermarks(Watermarks.ONCE_LOADED).whenLoaded(published),
                        AccountFact::stopped,
                        "ledger",
                        Uid.LEDGER_SOURCE),
                registerSources(env),
                usageSources(env),
                signalSources(env),
                figureSources(env));
    }

    private FigureStages.Sources figureSources(StreamExecutionEnvironment env) {
        PublishedFigureDoor published = new PublishedFigureDoor(doorClock());
        return new FigureStages.Sources(
                ofLedger(
                        env,
                        new FigureDoor(doorClock()),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        FigureFact::stopped,
                        "counted",
                        Uid.FIGURE_SOURCE),
                ofLedger(
                        env,
                        published,
                        source -> source.watermarks(Watermarks.ONCE_LOADED).whenLoaded(published),
                        FigureFact::stopped,
                        "figures",
                        Uid.PUBLISHED_FIGURE_SOURCE));
    }

    private SignalStages.Sources signalSources(StreamExecutionEnvironment env) {
        PublishedSignalDoor published = new PublishedSignalDoor(doorClock());
        return new SignalStages.Sources(
                ofLedger(
                        env,
                        new SignalDoor(doorClock(), origin, peers),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        SignalFact::stopped,
                        "signals",
                        Uid.SIGNAL_SOURCE),
                ofLedger(
                        env,
                        published,
                        source -> source.watermarks(Watermarks.ONCE_LOADED).whenLoaded(published),
                        SignalFact::stopped,
                        "signalled",
                        Uid.SIGNALLED_SOURCE));
    }

    private RegisterStages.Sources registerSources(StreamExecutionEnvironment env) {
        PublishedRegisterDoor published = new PublishedRegisterDoor(doorClock());
        return new RegisterStages.Sources(
                ofLedger(
                        env,
                        new RegisterDoor(doorClock(), claimants, identifiers),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        RegisterFact::stopped,
                        "register",
                        Uid.REGISTER_SOURCE),
                ofLedger(
                        env,
                        published,
                        source -> source.watermarks(Watermarks.ONCE_LOADED).whenLoaded(published),
                        RegisterFact::stopped,
                        "registered",
                        Uid.REGISTERED_SOURCE));
    }

    private UsageStages.Sources usageSources(StreamExecutionEnvironment env) {
        return new UsageStages.Sources(
                ofLedger(
                        env,
                        new AudienceDoor(doorClock()),
                        source -> source.watermarks(Watermarks.CAUGHT_UP),
                        MeterInput::stopped,
                        "audience",
                        Uid.AUDIENCE_SOURCE),
                usage(env));
    }

    /** Three years of rows: only those of the last weeks can change. */
    private DataStream<UsageInput> usage(StreamExecutionEnvironment env) {
        String name = "usage";
        Topic[] topics = topics(name);
        PublishedUsageDoor door = new PublishedUsageDoor(doorClock());
        CaughtUpSource<UsageInput> source =
                CaughtUpSource.of(
                                source(
                                        door,
                                        consumers(),
                                        since(USAGE_READ_BACK),
                                        topics[0].topicName(),
                                        topics),
                                clients)
                        .clock(clock)
                        .watermarks(Watermarks.ONCE_LOADED)
                        .whenLoaded(door)
                        .tellWhy(UsageInput::stopped);
        return from(env, source, name)
                .setParallelism(parallelism(env, topics))
                .uid(Uid.USAGE_SOURCE);
    }

    private <T> DataStream<T> ofLedger(
            StreamExecutionEnvironment env,
            KafkaRecordDeserializationSchema<T> door,
            UnaryOperator<CaughtUpSource<T>> time,
            StoppedTimeMarker<T> stopped,
            String name,
            String uid) {
        Topic[] topics = topics(name);
        Properties settings =
                BUSY.contains(name) ? gathering(LEDGER_BYTES, LEDGER_GATHERING_MS) : consumers();
        CaughtUpSource<T> source =
                time.apply(
                        CaughtUpSource.of(source(door, settings, topics), clients)
                                .clock(clock)
                                .probeInterval(LEDGER_PROBES)
                                .tellWhy(stopped));
        return from(env, source, name).setParallelism(parallelism(env, topics)).uid(uid);
    }

    /** Records of all topics as digests, and what the log has published. */
    public AuditStages.Sources auditSources(StreamExecutionEnvironment env) {
        Topic[] audited = topics("audited");
        KafkaSource<AuditInput> records =
                source(
                        new AuditedDoor(new LogStarts(clients)),
                        consumers(),
                        OffsetsInitializer.earliest(),
                        "audited",
                        audited);
        Topic[] log = topics("audit log");
        KafkaSource<AuditInput> published =
                source(new AuditLogDoor(), consumers(), new NewestSeals(), "audit-log", log);
        CaughtUpSource<AuditInput> readBack =
                CaughtUpSource.of(published, clients)
                        .clock(clock)
                        .watermarks(Watermarks.NONE)
                        .markLoaded((partition, of) -> AuditInput.loaded(loaded(partition, of)));
        return new AuditStages.Sources(
                env.fromSource(records, WatermarkStrategy.noWatermarks(), "audited")
                        .setParallelism(parallelism(env, audited))
                        .uid(Uid.AUDITED_SOURCE),
                from(env, readBack, "audit log")
                        .setParallelism(parallelism(env, log))
                        .uid(Uid.AUDIT_SOURCE));
    }

    public DataStream<MediaInput> media(StreamExecutionEnvironment env) {
        String name = "media";
        Topic[] topics = topics(name);
        KafkaSource<MediaInput> source = source(new MediaDoor(doorClock()), gathering(), topics);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name)
                .setParallelism(parallelism(env, topics))
                .uid(Uid.MEDIA_SOURCE);
    }

    public DataStream<SearchInput> references(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new ReferenceDoor(doorClock()),
                Watermarks.NONE,
                (partition, of) -> SearchInput.loaded(loaded(partition, of), 0),
                "references",
                Uid.REFERENCE_SOURCE);
    }

    public DataStream<RightsInput> authorizations(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new AuthorizationDoor(doorClock()),
                Watermarks.NONE,
                (partition, of) -> RightsInput.loaded(null, loaded(partition, of)),
                "authorizations",
                Uid.AUTHORIZATION_SOURCE);
    }

    /** Policies of owners, the register of works, and reviews of references. */
    public DataStream<RightsInput> policies(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new PolicyDoor(doorClock(), identifiers),
                Watermarks.NONE,
                (partition, of) -> RightsInput.loaded(null, loaded(partition, of)),
                "policies",
                Uid.POLICY_SOURCE);
    }

    public DataStream<ListInput> list(StreamExecutionEnvironment env) {
        return listed(env, Watermarks.NONE, "list").uid(Uid.LIST_SOURCE);
    }

    /** What every clock must know: the list, and the standings that the job itself has written. */
    public DataStream<ListInput> broadcast(StreamExecutionEnvironment env) {
        return listed(env, Watermarks.ONCE_LOADED, "list and standings")
                .uid(Uid.NOTICE_LIST_SOURCE);
    }

    private DataStreamSource<ListInput> listed(
            StreamExecutionEnvironment env, Watermarks watermarks, String name) {
        Topic[] topics = topics(name);
        CaughtUpSource<ListInput> source =
                CaughtUpSource.of(source(new ListDoor(doorClock(), authorities), topics), clients)
                        .clock(clock)
                        .watermarks(watermarks)
                        .markLoaded(
                                (partition, count) -> ListInput.loaded(loaded(partition, count)))
                        .tellWhy(ListInput::stopped);
        DataStreamSource<ListInput> stream = from(env, source, name);
        stream.setParallelism(parallelism(env, topics));
        return stream;
    }

    private DataStream<NoticeInput> notices(StreamExecutionEnvironment env, Watermarks time) {
        String name = "notices";
        Topic[] topics = topics(name);
        CaughtUpSource<NoticeInput> source =
                CaughtUpSource.of(source(new NoticeDoor(doorClock()), topics), clients);
        source.clock(clock).tellWhy(NoticeInput::stopped);
        if (time == Watermarks.HEARTBEATS) {
            source.heartbeats(
                    KafkaEndpoints::heartbeat, OWN.stream().map(Topic::topicName).toList());
        }
        return from(env, source, name)
                .setParallelism(time == Watermarks.HEARTBEATS ? 1 : parallelism(env, topics))
                .uid(Uid.NOTICE_SOURCE);
    }

    /** What this job has published: holds time back until all that is there is read. */
    private DataStream<NoticeInput> published(StreamExecutionEnvironment env) {
        String name = "published";
        Topic[] topics = topics(name);
        CaughtUpSource<NoticeInput> source =
                CaughtUpSource.of(source(new PublishedDoor(doorClock()), topics), clients)
                        .clock(clock)
                        .watermarks(Watermarks.ONCE_LOADED)
                        .tellWhy(NoticeInput::stopped);
        return from(env, source, name)
                .setParallelism(parallelism(env, topics))
                .uid(Uid.PUBLISHED_SOURCE);
    }

    private static Long heartbeat(NoticeInput input) {
        return input.kind() == NoticeInput.Kind.HEARTBEAT ? input.time() : null;
    }

    public DataStream<StayDownInput> stayDowns(StreamExecutionEnvironment env) {
        String name = "staydowns";
        Topic[] topics = topics(name);
        KafkaSource<StayDownInput> source = source(new StayDownDoor(doorClock()), topics);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name)
                .setParallelism(parallelism(env, topics))
                .uid(Uid.STAY_DOWN_SOURCE);
    }

    public DataStream<JudgeInput> confirmations(StreamExecutionEnvironment env) {
        String name = "session confirmations";
        Topic[] topics = topics(name);
        KafkaSource<JudgeInput> source =
                source(
                        new SessionConfirmationDoor(doorClock()),
                        consumers(),
                        since(SESSIONS_REMEMBERED),
                        topics[0].topicName(),
                        topics);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name)
                .setParallelism(parallelism(env, topics))
                .uid(Uid.SESSION_CONFIRMATION_SOURCE);
    }

    /** So no source reads what the tables above, and with them the rights, do not name. */
    private static Topic[] topics(String source) {
        return Stream.of(MEDIA_SOURCES, NOTICE_SOURCES, LEDGER_SOURCES, AUDIT_SOURCES)
                .map(sources -> sources.get(source))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toArray(Topic[]::new);
    }

    private static Loaded loaded(TopicPartition partition, int partitions) {
        return new Loaded(partition.topic(), partition.partition(), partitions);
    }

    /** Never more readers than partitions: a reader without one gains nothing. */
    private static int parallelism(StreamExecutionEnvironment env, Topic... topics) {
        int partitions = Arrays.stream(topics).mapToInt(Topic::partitions).sum();
        return Math.min(env.getParallelism(), partitions);
    }

    private <T> DataStream<T> caughtUp(
            StreamExecutionEnvironment env,
            KafkaRecordDeserializationSchema<T> door,
            Watermarks watermarks,
            LoadedMarker<T> marker,
            String name,
            String uid) {
        Topic[] all = topics(name);
        CaughtUpSource<T> caughtUp =
                CaughtUpSource.of(source(door, all), clients).clock(clock).watermarks(watermarks);
        if (marker != null) {
            caughtUp.markLoaded(marker);
        }
        return from(env, caughtUp, name).setParallelism(parallelism(env, all)).uid(uid);
    }

    /** Never withIdleness here: it lets time run ahead of what could not be read. */
    private static <T> DataStreamSource<T> from(
            StreamExecutionEnvironment env, CaughtUpSource<T> source, String name) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name);
    }

    /**
     * Segments come all the time: fetched one by one, requests take a third as long as the
     * fingerprints. A site's own settings win.
     */
    Properties gathering() {
        return gathering(GATHERED_BYTES, GATHERING_MS);
    }

    private Properties gathering(int bytes, int ms) {
        Properties settings = new Properties();
        settings.setProperty("fetch.min.bytes", Integer.toString(bytes));
        settings.setProperty("fetch.max.wait.ms", Integer.toString(ms));
        settings.putAll(clients);
        settings.putAll(consumers);
        return settings;
    }

    private Properties consumers() {
        Properties settings = new Properties();
        settings.putAll(clients);
        settings.putAll(consumers);
        return settings;
    }

    /** In a job that starts without state; under a clock of its own all that is there. */
    private OffsetsInitializer since(Duration ago) {
        return clock == WallClock.SYSTEM
                ? OffsetsInitializer.timestamp(clock.nowMs() - ago.toMillis())
                : OffsetsInitializer.earliest();
    }

    private <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> door, Topic... topics) {
        return source(door, consumers(), topics);
    }

    private static <T> KafkaSource<T> source(
            KafkaRecordDeserializationSchema<T> door, Properties settings, Topic... topics) {
        String client = topics[0].topicName();
        return source(door, settings, OffsetsInitializer.earliest(), client, topics);
    }

    /**
     * @param client by which the broker's quotas and the metrics of the process know it
     */
    private static <T> KafkaSource<T> source(
            KafkaRecordDeserializationSchema<T> door,
            Properties settings,
            OffsetsInitializer from,
            String client,
            Topic... topics) {
        return KafkaSource.<T>builder()
                .setProperties(settings)
                .setTopics(Arrays.stream(topics).map(Topic::topicName).toList())
                .setStartingOffsets(from)
                .setProperty("isolation.level", "read_committed")
                .setProperty("partition.discovery.interval.ms", "10000")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty("client.id.prefix", "vigil-" + client)
                .setDeserializer(door)
                .build();
    }

    /** At least once: a repeat has the id and the body of the first. */
    public KafkaSink<Outgoing> sink() {
        return sinkTo(Topic.values())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("linger.ms", "5")
                .build();
    }

    /** The same of the ledger, whose records may wait a little for others: a request costs more. */
    public KafkaSink<Outgoing> ledgerSink() {
        return sinkTo(Topic.values())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("linger.ms", "50")
                .setProperty("batch.size", Integer.toString(LEDGER_BATCH_BYTES))
                .build();
    }

    /**
     * Exactly once, visible with the next checkpoint. Where it looks for its transactions it must
     * read, so not among the dead letters, though a breach that is too large becomes one.
     *
     * @param topic the one that it writes
     * @param idPrefix of the transactions; no two running jobs on one Kafka may share it
     * @param timeout the longest outage that an open transaction survives
     */
    public Sink<Outgoing> exactlyOnceSink(Topic topic, String idPrefix, Duration timeout) {
        KafkaSink<Outgoing> kafka =
                sinkTo(topic)
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix(idPrefix)
                        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                        // No record is visible before its checkpoint, which sends what waits.
                        .setProperty("linger.ms", "200")
                        .setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()))
                        .build();
        return new ExactlyOnceSink(kafka, clients);
    }

    private KafkaSinkBuilder<Outgoing> sinkTo(Topic... topics) {
        return KafkaSink.<Outgoing>builder()
                .setKafkaProducerConfig(clients)
                .setRecordSerializer(new OutgoingSerializer(topics))
                .setProperty("max.request.size", Integer.toString(Topic.LARGEST_RECORD));
    }
}
