package dev.vigil.stream;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.match.AlignFunction;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.flink.match.ReferenceProbesFunction;
import dev.vigil.flink.match.SearchFunction;
import dev.vigil.flink.media.FingerprintOperator;
import dev.vigil.flink.register.OverlapSidesFunction;
import dev.vigil.flink.register.OverlapsFunction;
import dev.vigil.flink.rights.AuthorizationChangesFunction;
import dev.vigil.flink.rights.ListEntryChangesFunction;
import dev.vigil.flink.rights.OwnerPoliciesFunction;
import dev.vigil.flink.rights.RightsFunction;
import dev.vigil.flink.staydown.StayDownsFunction;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.flink.verdict.RestoredUploads;
import dev.vigil.policy.StayDownWork;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.ProbeInput;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The media job: streams and uploads to verdicts and commands.
 *
 * <pre>
 * media ──key session──> Fingerprint ──packets──> Search ──answers──key session──> Align
 * references, feeds ───────────────── key slot ─────^ │                             │ matches
 *                                                     └──> evidence                 │
 *                                                                              key work
 * authorizations ──key authorization──> AuthorizationChanges ──key work──────> Rights
 * policies, works, reviews ──key owner──> OwnerPolicies ──key work────────────────^ │
 * list ──┬─key entry──────────> ListEntryChanges ──key work───────────────────────^ │ findings
 *        │                                                                    key session
 *        └─broadcast──────────────────────────────────────────────────────────> Judge
 * session.confirmations ──────────────────────────────────────key session─────────^ │
 *                                screened, verdicts, reasons, commands, media.alerts <┤
 *              list.receipts <── Receipts <──key batch── list.effective, re-judged <─┘
 *
 * new references ──key reference──> ReferenceProbes ──packets──> Search, as of a session that is
 *    never judged; its matches ──key work──> OverlapSides ──key overlap──> Overlaps ──> reference.health,
 *    which is read back with the policies: what works have in common is known to Rights
 *
 * packets of uploads ──key item──> StayDowns ──> references, list: read like those of others
 * staydowns ───────────key item─────^
 * list, references ────key item─────^ what they have of uploads that stay down
 * every stage ──> dead letters with a reason
 * </pre>
 *
 * <p>No watermark anywhere: segments are judged at their capture time.
 */
public final class MediaJob {
    /** Where packets leave Fingerprint for; {@link #search} sends them on to their slots. */
    private static final int NO_SLOT = KeyGroups.slotKey(0, 1);

    private static final Receipting RECEIPTING =
            new Receipting(Uid.ANSWERS, Uid.EFFECTIVE_OUT, Uid.RECEIPTS, Uid.RECEIPTS_OUT);

    private final MediaOptions options;
    private final Outbox outbox = new Outbox();

    private MediaJob(MediaOptions options) {
        this.options = options;
    }

    /** What the job reads: sources come in as arguments, so tests and clusters run one graph. */
    public record Sources(
            DataStream<MediaInput> media,
            DataStream<SearchInput> references,
            DataStream<ListInput> list,
            DataStream<RightsInput> authorizations,
            DataStream<RightsInput> policies,
            DataStream<StayDownInput> stayDowns,
            DataStream<JudgeInput> confirmations) {}

    /** The whole job. */
    public static void wire(Sources sources, Sink<Outgoing> sink, MediaOptions options) {
        MediaJob job = new MediaJob(options);
        DataStream<SearchInput> references = job.references(sources.references());
        DataStream<ListInput> list = job.list(sources.list());
        DataStream<SearchInput> packets = job.fingerprint(job.media(sources.media()));
        SingleOutputStreamOperator<SearchInput> probes = job.probes(references);
        SingleOutputStreamOperator<OpenMatch> matches =
                job.align(job.search(packets.union(probes), references));
        job.stayDowns(packets, job.requests(sources.stayDowns()), list, references);
        DataStream<JudgeInput> analyses = matches.getSideOutput(AlignFunction.ANALYSES);
        DataStream<RightsInput> policies = job.ownerPolicies(sources.policies());
        job.judged(
                matches,
                analyses,
                list,
                sources.authorizations(),
                policies,
                sources.confirmations(),
                job.measured(references));
        job.overlaps(matches, probes, policies);
        job.publish(sink);
    }

    /**
     * The job behind Fingerprint, from matches to verdicts: of the sources it reads the list, the
     * authorizations, the policies and the confirmations. A benchmark runs it without sound.
     *
     * @param analyses uploads that ended and sessions that go on
     */
    public static void wireFromMatches(
            DataStream<OpenMatch> matches,
            DataStream<JudgeInput> analyses,
            Sources sources,
            Sink<Outgoing> sink,
            MediaOptions options) {
        MediaJob job = new MediaJob(options);
        job.judged(
                matches,
                analyses,
                job.list(sources.list()),
                sources.authorizations(),
                job.ownerPolicies(sources.policies()),
                sources.confirmations(),
                null);
        job.publish(sink);
    }

    /** What can be seen of a new reference without listening to it; uploads kept down are none. */
    private DataStream<RightsInput> measured(DataStream<SearchInput> references) {
        return references
                .flatMap(MediaJob::measurable)
                .returns(RightsInput.class)
                .setParallelism(references.getParallelism())
                .uid(Uid.REFERENCES_MEASURED)
                .name("references measured");
    }

    private static void measurable(SearchInput input, Collector<RightsInput> out) {
        if (input.part() != null
                && input.part().manifest() != null
                && StayDownsFunction.referenced(input.part()).isEmpty()) {
            out.collect(RightsInput.reference(input.part().manifest()));
        }
    }

    /** New references, as packets that are searched beside those of sessions. */
    private SingleOutputStreamOperator<SearchInput> probes(DataStream<SearchInput> references) {
        IndexPlan plan = options.plan();
        return outbox.stage(
                references
                        .flatMap(
                                (SearchInput input, Collector<ProbeInput> out) ->
                                        toProbe(input, plan, out))
                        .returns(ProbeInput.class)
                        .setParallelism(references.getParallelism())
                        .uid(Uid.REFERENCES_TO_PROBE)
                        .name("references to probe")
                        .keyBy(ProbeInput::key)
                        .process(new ReferenceProbesFunction(NO_SLOT))
                        .uid(Uid.REFERENCE_PROBES)
                        .name("reference probes"));
    }

    /**
     * A part goes to each replica of the index: it is asked for once. Pictures of a recording are
     * not asked for: its sound is.
     */
    private static void toProbe(SearchInput input, IndexPlan plan, Collector<ProbeInput> out) {
        if (input.kind() == SearchInput.Kind.LOADED && input.slot() == plan.everywhere()[0]) {
            for (String key : KeyGroups.oneKeyEach()) {
                out.collect(new ProbeInput(key, null, input.loaded()));
            }
        }
        ReferencePart part = input.part();
        if (part == null
                || input.slot() != plan.ofReference(part.workId(), part.referenceId())[0]
                || RecordingId.isOfPictures(part.referenceId())
                || !ReferenceProbesFunction.isRegistered(part.workId(), part.referenceId())) {
            return;
        }
        out.collect(new ProbeInput(part.workId() + "/" + part.referenceId(), part, null));
    }

    private void overlaps(
            SingleOutputStreamOperator<OpenMatch> matches,
            SingleOutputStreamOperator<SearchInput> probes,
            DataStream<RightsInput> policies) {
        DataStream<OverlapInput> owners =
                policies.flatMap(MediaJob::owned)
                        .returns(OverlapInput.class)
                        .uid(Uid.OVERLAP_OWNERS)
                        .name("owners for overlaps");
        SingleOutputStreamOperator<OverlapSide> sides =
                outbox.stage(
                        matches.getSideOutput(AlignFunction.OVERLAPS)
                                .union(
                                        owners,
                                        probes.getSideOutput(ReferenceProbesFunction.RENEWED))
                                .keyBy(OverlapInput::workId)
                                .process(new OverlapSidesFunction(topics("policies")))
                                .uid(Uid.OVERLAP_SIDES)
                                .name("overlap sides"));
        outbox.publish(
                outbox.stage(
                        sides.keyBy(OverlapSide::overlapId)
                                .process(new OverlapsFunction())
                                .uid(Uid.OVERLAPS)
                                .name("overlaps")),
                Outgoing::overlap,
                Uid.OVERLAPS_OUT,
                "overlaps out");
    }

    private static void owned(RightsInput input, Collector<OverlapInput> out) {
        switch (input.kind()) {
            case WORK ->
                    out.collect(OverlapInput.owned(input.workId(), Overlaps.owners(input.work())));
            case SHARED ->
                    out.collect(
                            OverlapInput.published(
                                    Overlaps.found(input.shared()), input.shared().holds()));
            case LOADED -> out.collect(OverlapInput.loaded(input.workId(), input.loaded()));
            default -> {
                // Decides on no overlap.
            }
        }
    }

    /**
     * @param policies of owners, by work
     * @param measured new references; null where there are none
     */
    private void judged(
            DataStream<OpenMatch> matches,
            DataStream<JudgeInput> analyses,
            DataStream<ListInput> list,
            DataStream<RightsInput> authorizations,
            DataStream<RightsInput> policies,
            DataStream<JudgeInput> confirmations,
            DataStream<RightsInput> measured) {
        List<RegisterChanges> registers =
                List.of(
                        new RegisterChanges(relistings(list), topics("list")),
                        new RegisterChanges(amendments(authorizations), topics("authorizations")),
                        new RegisterChanges(policies, topics("policies")));
        SingleOutputStreamOperator<Finding> findings = rights(matches, measured, registers);
        SingleOutputStreamOperator<Verdict> verdicts =
                judge(findings, confirmations(confirmations).union(analyses), list);
        RECEIPTING.wire(
                verdicts.getSideOutput(JudgeFunction.RECEIPTS)
                        .union(findings.getSideOutput(RightsFunction.RECEIPTS)),
                outbox);
    }

    private DataStream<MediaInput> media(DataStream<MediaInput> source) {
        return outbox.stage(
                new Admit<MediaInput>(MediaInput::dead)
                        .behind(source, Uid.MEDIA_DOOR, "admit media"));
    }

    private DataStream<SearchInput> references(DataStream<SearchInput> source) {
        return outbox.stage(
                new Admit<SearchInput>(SearchInput::dead)
                        .fanOut(options.plan()::send)
                        .behind(source, Uid.REFERENCE_DOOR, "admit references"));
    }

    private DataStream<ListInput> list(DataStream<ListInput> source) {
        return outbox.stage(
                new Admit<ListInput>(ListInput::dead).behind(source, Uid.LIST_DOOR, "admit list"));
    }

    private DataStream<RightsInput> authorizations(DataStream<RightsInput> source) {
        return outbox.stage(
                new Admit<RightsInput>(RightsInput::dead)
                        .fanOut(MediaJob::toEveryTask)
                        .behind(source, Uid.AUTHORIZATION_DOOR, "admit authorizations"));
    }

    private DataStream<RightsInput> policies(DataStream<RightsInput> source) {
        return outbox.stage(
                new Admit<RightsInput>(RightsInput::dead)
                        .fanOut(MediaJob::toEveryTask)
                        .behind(source, Uid.POLICY_DOOR, "admit policies"));
    }

    private DataStream<StayDownInput> requests(DataStream<StayDownInput> source) {
        return outbox.stage(
                new Admit<StayDownInput>(StayDownInput::dead)
                        .behind(source, Uid.STAY_DOWN_DOOR, "admit staydowns"));
    }

    private DataStream<JudgeInput> confirmations(DataStream<JudgeInput> source) {
        return outbox.stage(
                new Admit<JudgeInput>(JudgeInput::dead)
                        .behind(source, Uid.SESSION_CONFIRMATION_DOOR, "admit confirmations"));
    }

    /** A marker goes to every key group, behind the data on each channel. */
    private static void toEveryTask(RightsInput input, Collector<RightsInput> out) {
        if (input.kind() != RightsInput.Kind.LOADED) {
            out.collect(input);
            return;
        }
        for (String key : KeyGroups.oneKeyEach()) {
            out.collect(RightsInput.loaded(key, input.loaded()));
        }
    }

    private DataStream<SearchInput> fingerprint(DataStream<MediaInput> media) {
        return outbox.stage(
                media.keyBy(MediaInput::sessionId)
                        .transform(
                                "fingerprint",
                                TypeInformation.of(SearchInput.class),
                                new FingerprintOperator(NO_SLOT))
                        .uid(Uid.FINGERPRINT)
                        .name("fingerprint"));
    }

    private DataStream<SearchAnswer> search(
            DataStream<SearchInput> packets, DataStream<SearchInput> references) {
        IndexPlan plan = options.plan();
        SingleOutputStreamOperator<SearchAnswer> answers =
                outbox.stage(
                        packets.flatMap(plan::send)
                                .returns(SearchInput.class)
                                .uid(Uid.PACKETS_TO_SLOTS)
                                .name("packets to slots")
                                .union(references)
                                .keyBy(SearchInput::slot)
                                .process(new SearchFunction(options.listening(), plan))
                                .uid(Uid.SEARCH)
                                .name("search"));
        outbox.publish(
                answers.getSideOutput(SearchFunction.EVIDENCE),
                Outgoing::evidence,
                Uid.EVIDENCE_OUT,
                "evidence out");
        return answers;
    }

    private SingleOutputStreamOperator<OpenMatch> align(DataStream<SearchAnswer> answers) {
        SingleOutputStreamOperator<OpenMatch> matches =
                outbox.stage(
                        answers.keyBy(SearchAnswer::sessionId)
                                .process(new AlignFunction(options.listening(), options.plan()))
                                .uid(Uid.ALIGN)
                                .name("align"));
        outbox.publish(
                matches.getSideOutput(AlignFunction.PROGRESS),
                Outgoing::progress,
                Uid.PROGRESS_OUT,
                "progress out");
        return matches;
    }

    /** What must be read to its end before anything is judged, and which topics that is. */
    private record RegisterChanges(DataStream<RightsInput> changes, List<String> topics) {}

    /**
     * @param source its name in {@link KafkaEndpoints#MEDIA_SOURCES}
     */
    private static List<String> topics(String source) {
        return KafkaEndpoints.MEDIA_SOURCES.get(source).stream().map(Topic::topicName).toList();
    }

    private DataStream<RightsInput> relistings(DataStream<ListInput> list) {
        return list.flatMap(MediaJob::changes)
                .returns(RightsInput.class)
                .setParallelism(list.getParallelism())
                .uid(Uid.LIST_CHANGES)
                .name("list entries")
                .keyBy(ListEntryChangesFunction::key)
                .process(new ListEntryChangesFunction())
                .uid(Uid.RELISTINGS)
                .name("relistings");
    }

    /** As many as the source has tasks, so that a marker stays behind its data. */
    static void changes(ListInput input, Collector<RightsInput> out) {
        if (input.kind() == ListInput.Kind.ENTRY) {
            out.collect(
                    RightsInput.list(input.entry().workId(), input.entry())
                            .withPublishedAt(input.publishedAt()));
        } else if (input.kind() == ListInput.Kind.LOADED) {
            toEveryTask(RightsInput.loaded(null, input.loaded()), out);
        } else if (input.kind() == ListInput.Kind.GONE) {
            out.collect(RightsInput.gone(input.gone()));
        }
    }

    private DataStream<RightsInput> amendments(DataStream<RightsInput> source) {
        return authorizations(source)
                .keyBy(AuthorizationChangesFunction::key)
                .process(new AuthorizationChangesFunction(options.lookBackMs()))
                .uid(Uid.AMENDMENTS)
                .name("amendments");
    }

    private DataStream<RightsInput> ownerPolicies(DataStream<RightsInput> source) {
        return policies(source)
                .keyBy(OwnerPoliciesFunction::key)
                .process(new OwnerPoliciesFunction())
                .uid(Uid.OWNER_POLICIES)
                .name("owner policies");
    }

    private SingleOutputStreamOperator<Finding> rights(
            DataStream<OpenMatch> matches,
            DataStream<RightsInput> measured,
            List<RegisterChanges> registers) {
        List<String> topics =
                registers.stream().flatMap(register -> register.topics().stream()).toList();
        DataStream<RightsInput> inputs =
                matches.map(RightsInput::match).uid(Uid.MATCHES_BY_WORK).name("matches by work");
        if (measured != null) {
            inputs = inputs.union(measured);
        }
        for (RegisterChanges register : registers) {
            inputs = inputs.union(register.changes());
        }
        SingleOutputStreamOperator<Finding> findings =
                outbox.stage(
                        inputs.keyBy(RightsInput::workId)
                                .process(
                                        new RightsFunction(
                                                topics, options.limits(), options.lookBackMs()))
                                .uid(Uid.RIGHTS)
                                .name("rights"));
        outbox.publish(
                findings.getSideOutput(RightsFunction.HEALTH),
                Outgoing::health,
                Uid.REFERENCE_HEALTH_OUT,
                "reference health out");
        return findings;
    }

    private SingleOutputStreamOperator<Verdict> judge(
            DataStream<Finding> findings,
            DataStream<JudgeInput> words,
            DataStream<ListInput> list) {
        BroadcastStream<ListInput> everywhere =
                list.broadcast(ListProjection.ENTRIES, RestoredUploads.STATE, ListProjection.AS_OF);
        SingleOutputStreamOperator<Verdict> verdicts =
                outbox.stage(
                        findings.map(JudgeInput::finding)
                                .uid(Uid.FINDINGS_BY_SESSION)
                                .name("findings by session")
                                .union(words)
                                .keyBy(JudgeInput::sessionId)
                                .connect(everywhere)
                                .process(new JudgeFunction(topics("list"), options.lookBackMs()))
                                .uid(Uid.JUDGE)
                                .name("judge"));
        outbox.publish(verdicts, Outgoing::verdict, Uid.VERDICTS_OUT, "verdicts out");
        outbox.publish(
                verdicts.getSideOutput(JudgeFunction.COMMANDS),
                Outgoing::command,
                Uid.COMMANDS_OUT,
                "commands out");
        outbox.publish(
                verdicts.getSideOutput(JudgeFunction.SCREENED),
                Outgoing::screened,
                Uid.SCREENED_OUT,
                "screened out");
        outbox.publish(
                verdicts.getSideOutput(JudgeFunction.STATEMENTS),
                Outgoing::statement,
                Uid.REASONS_OUT,
                "reasons out");
        outbox.publish(
                verdicts.getSideOutput(JudgeFunction.UNCONFIRMED),
                Outgoing::unconfirmed,
                Uid.UNCONFIRMED_OUT,
                "unconfirmed out");
        return verdicts;
    }

    /** Beside the search, not behind it: an upload is kept whether or not anything matched. */
    private void stayDowns(
            DataStream<SearchInput> packets,
            DataStream<StayDownInput> requests,
            DataStream<ListInput> list,
            DataStream<SearchInput> references) {
        MediaOptions.Keeping keeping = options.keeping();
        boolean isOn = keeping.isOn();
        SingleOutputStreamOperator<StayDownOutput> stayDowns =
                packets.flatMap(
                                (SearchInput input, Collector<StayDownInput> out) -> {
                                    if (isOn && StayDownsFunction.keeps(input)) {
                                        out.collect(StayDownInput.packet(input.packet()));
                                    }
                                })
                        .returns(StayDownInput.class)
                        .uid(Uid.UPLOAD_PACKETS)
                        .name("packets of uploads")
                        .union(isOn ? requests.union(onTopics(list, references)) : requests)
                        .keyBy(StayDownsFunction::key)
                        .process(new StayDownsFunction(keeping.peaksMs(), keeping.ageMs()))
                        .uid(Uid.STAY_DOWNS)
                        .name("stay downs");
        outbox.publish(
                outbox.stage(stayDowns),
                new StayDownsOut(keeping.listKey()),
                Uid.STAY_DOWNS_OUT,
                "stay downs out");
    }

    /** What the topics have of uploads that stay down: the job may have started anew since. */
    private static DataStream<StayDownInput> onTopics(
            DataStream<ListInput> list, DataStream<SearchInput> references) {
        return list.flatMap(MediaJob::stayDownListed)
                .returns(StayDownInput.class)
                .setParallelism(list.getParallelism())
                .uid(Uid.STAY_DOWNS_LISTED)
                .name("stay downs on the list")
                .union(
                        references
                                .flatMap(MediaJob::stayDownReferenced)
                                .returns(StayDownInput.class)
                                .setParallelism(references.getParallelism())
                                .uid(Uid.STAY_DOWNS_REFERENCED)
                                .name("references of stay downs"));
    }

    private static void stayDownListed(ListInput input, Collector<StayDownInput> out) {
        if (input.kind() == ListInput.Kind.ENTRY) {
            StayDownWork.request(input.entry()).map(StayDownInput::listed).ifPresent(out::collect);
        } else if (input.kind() == ListInput.Kind.GONE && StayDownWork.isOne(input.gone())) {
            out.collect(StayDownInput.gone(StayDownWork.item(input.gone())));
        }
    }

    private static void stayDownReferenced(SearchInput input, Collector<StayDownInput> out) {
        if (input.part() != null) {
            StayDownsFunction.referenced(input.part()).ifPresent(out::collect);
        }
    }

    private void publish(Sink<Outgoing> sink) {
        outbox.publish(
                outbox.deadLetters()
                        .process(new DeadLettersOut())
                        .uid(Uid.MEDIA_DEAD_LETTERS_OUT)
                        .name("dead letters out"));
        outbox.sinkTo(sink, Uid.MEDIA_SINK, "media out");
    }
}
