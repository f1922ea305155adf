package dev.vigil.stream;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.list.ReceiptsFunction;
import dev.vigil.flink.match.AlignFunction;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.flink.match.SearchFunction;
import dev.vigil.flink.media.FingerprintOperator;
import dev.vigil.flink.rights.AmendmentsFunction;
import dev.vigil.flink.rights.OwnerPoliciesFunction;
import dev.vigil.flink.rights.RelistingsFunction;
import dev.vigil.flink.rights.RightsFunction;
import dev.vigil.flink.staydown.StayDownsFunction;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.flink.verdict.RestoredUploads;
import dev.vigil.match.Listening;
import dev.vigil.policy.Limits;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
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
 * references, feeds ───────────────── key slot ─────^                               │ matches
 *                                                                              key work
 * authorizations ──key authorization──> Amendments ──key work────────────────> Rights
 * policies, works, reviews ──key owner──> OwnerPolicies ──key work────────────────^ │
 * list ──┬─key entry──────────> Relistings ──key work─────────────────────────────^ │ findings
 *        │                                                                    key session
 *        └─broadcast──────────────────────────────────────────────────────────> Judge
 * session.confirmations ──────────────────────────────────────key session─────────^ │
 *                                          verdicts, reasons, commands, escalations <┤
 *              list.receipts <── Receipts <──key batch── list.effective, re-judged <─┘
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

    private MediaJob() {}

    /** What the job reads: sources come in as arguments, so tests and clusters run one graph. */
    public record Sources(
            DataStream<MediaInput> media,
            DataStream<SearchInput> references,
            DataStream<ListInput> list,
            DataStream<RightsInput> authorizations,
            DataStream<RightsInput> policies,
            DataStream<StayDownInput> stayDowns,
            DataStream<JudgeInput> confirmations) {}

    /**
     * @param listening how thoroughly streams are searched, and what makes a match
     * @param plan how the index is divided
     * @param limits how matches are weighed before they may block
     * @param keepMs how long after its end an upload can be kept down; 0 for never
     * @param ageMs how long an upload stays down after the last decision
     * @param listKey file of the key that signs the job's own entries, or null
     * @param lookBackMs how long after its end an upload is judged again; 0 for never
     */
    public static void wire(
            Sources sources,
            Sink<Outgoing> sink,
            Listening listening,
            IndexPlan plan,
            Limits limits,
            long keepMs,
            long ageMs,
            String listKey,
            long lookBackMs) {
        SingleOutputStreamOperator<MediaInput> media = media(sources.media());
        SingleOutputStreamOperator<SearchInput> references = references(sources.references(), plan);

        SingleOutputStreamOperator<SearchInput> packets = fingerprint(media);
        SingleOutputStreamOperator<SearchAnswer> answers =
                search(packets, references, listening, plan);
        SingleOutputStreamOperator<OpenMatch> matches = align(answers, listening, plan);
        DataStream<JudgeInput> analyses = matches.getSideOutput(AlignFunction.ANALYSES);

        SingleOutputStreamOperator<StayDownInput> requests = requests(sources.stayDowns());
        SingleOutputStreamOperator<ListInput> list = list(sources.list());
        SingleOutputStreamOperator<StayDownOutput> stayDowns =
                stayDowns(
                        packets,
                        keepMs > 0 ? requests.union(onTopics(list, references)) : requests,
                        keepMs,
                        ageMs);

        Said judged = judged(matches, analyses, list, sources, limits, lookBackMs);
        DataStream<DeadLetter> dead =
                judged.dead()
                        .union(
                                media.getSideOutput(Admit.DEAD),
                                references.getSideOutput(Admit.DEAD),
                                requests.getSideOutput(Admit.DEAD),
                                packets.getSideOutput(PureFailure.DEAD),
                                answers.getSideOutput(PureFailure.DEAD),
                                matches.getSideOutput(PureFailure.DEAD),
                                stayDowns.getSideOutput(PureFailure.DEAD));
        DataStream<Outgoing> out = judged.out().union(kept(stayDowns, listKey), progress(matches));
        publish(new Said(out, dead), sink);
    }

    /** What the job publishes, and what it could not read. */
    public record Said(DataStream<Outgoing> out, DataStream<DeadLetter> dead) {}

    /**
     * The job behind the ear, from matches to verdicts: of the sources it reads the list, the
     * authorizations, the policies and the confirmations. A benchmark runs it without sound.
     *
     * @param analyses uploads that ended and sessions that go on
     * @param limits how matches are weighed before they may block
     * @param lookBackMs how long after its end an upload is judged again; 0 for never
     */
    public static Said judged(
            DataStream<OpenMatch> matches,
            DataStream<JudgeInput> analyses,
            Sources sources,
            Limits limits,
            long lookBackMs) {
        return judged(matches, analyses, list(sources.list()), sources, limits, lookBackMs);
    }

    private static Said judged(
            DataStream<OpenMatch> matches,
            DataStream<JudgeInput> analyses,
            SingleOutputStreamOperator<ListInput> list,
            Sources sources,
            Limits limits,
            long lookBackMs) {
        SingleOutputStreamOperator<RightsInput> authorizations =
                authorizations(sources.authorizations());
        SingleOutputStreamOperator<RightsInput> policies = policies(sources.policies());
        SingleOutputStreamOperator<JudgeInput> confirmations =
                confirmations(sources.confirmations());
        SingleOutputStreamOperator<Finding> findings =
                rights(
                        matches,
                        amendments(authorizations, lookBackMs).union(ownerPolicies(policies)),
                        list,
                        limits,
                        lookBackMs);
        SingleOutputStreamOperator<Verdict> verdicts =
                judge(findings, confirmations.union(analyses), list, lookBackMs);
        DataStream<ReceiptInput> answers =
                verdicts.getSideOutput(JudgeFunction.RECEIPTS)
                        .union(findings.getSideOutput(RightsFunction.RECEIPTS));
        SingleOutputStreamOperator<ListReceipt> receipts = receipts(answers);
        DataStream<DeadLetter> dead =
                verdicts.getSideOutput(PureFailure.DEAD)
                        .union(
                                receipts.getSideOutput(PureFailure.DEAD),
                                list.getSideOutput(Admit.DEAD),
                                authorizations.getSideOutput(Admit.DEAD),
                                policies.getSideOutput(Admit.DEAD),
                                confirmations.getSideOutput(Admit.DEAD),
                                findings.getSideOutput(PureFailure.DEAD));
        return new Said(said(verdicts, findings, answers, receipts), dead);
    }

    private static SingleOutputStreamOperator<MediaInput> media(DataStream<MediaInput> source) {
        return source.process(new Admit<>(MediaInput::dead, (input, out) -> out.collect(input)))
                .returns(MediaInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.MEDIA_DOOR)
                .name("admit media");
    }

    private static SingleOutputStreamOperator<SearchInput> references(
            DataStream<SearchInput> source, IndexPlan plan) {
        return source.process(new Admit<>(SearchInput::dead, plan::send))
                .returns(SearchInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.REFERENCE_DOOR)
                .name("admit references");
    }

    private static SingleOutputStreamOperator<ListInput> list(DataStream<ListInput> source) {
        return source.process(new Admit<>(ListInput::dead, (input, out) -> out.collect(input)))
                .returns(ListInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.LIST_DOOR)
                .name("admit list");
    }

    private static SingleOutputStreamOperator<RightsInput> authorizations(
            DataStream<RightsInput> source) {
        return source.process(new Admit<>(RightsInput::dead, MediaJob::toEveryTask))
                .returns(RightsInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.AUTHORIZATION_DOOR)
                .name("admit authorizations");
    }

    private static SingleOutputStreamOperator<RightsInput> policies(
            DataStream<RightsInput> source) {
        return source.process(new Admit<>(RightsInput::dead, MediaJob::toEveryTask))
                .returns(RightsInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.POLICY_DOOR)
                .name("admit policies");
    }

    private static SingleOutputStreamOperator<StayDownInput> requests(
            DataStream<StayDownInput> source) {
        return source.process(new Admit<>(StayDownInput::dead, (input, out) -> out.collect(input)))
                .returns(StayDownInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.STAY_DOWN_DOOR)
                .name("admit staydowns");
    }

    private static SingleOutputStreamOperator<JudgeInput> confirmations(
            DataStream<JudgeInput> source) {
        return source.process(new Admit<>(JudgeInput::dead, (input, out) -> out.collect(input)))
                .returns(JudgeInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.SESSION_CONFIRMATION_DOOR)
                .name("admit confirmations");
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

    private static DataStream<RightsInput> amendments(
            DataStream<RightsInput> authorizations, long lookBackMs) {
        return authorizations
                .keyBy(AmendmentsFunction::key)
                .process(new AmendmentsFunction(lookBackMs))
                .uid(Uid.AMENDMENTS)
                .name("amendments");
    }

    private static DataStream<RightsInput> ownerPolicies(DataStream<RightsInput> policies) {
        return policies.keyBy(OwnerPoliciesFunction::key)
                .process(new OwnerPoliciesFunction())
                .uid(Uid.OWNER_POLICIES)
                .name("owner policies");
    }

    private static SingleOutputStreamOperator<SearchInput> fingerprint(
            DataStream<MediaInput> media) {
        return media.keyBy(MediaInput::sessionId)
                .transform(
                        "fingerprint",
                        TypeInformation.of(SearchInput.class),
                        new FingerprintOperator(NO_SLOT))
                .uid(Uid.FINGERPRINT)
                .name("fingerprint");
    }

    private static SingleOutputStreamOperator<SearchAnswer> search(
            DataStream<SearchInput> packets,
            DataStream<SearchInput> references,
            Listening listening,
            IndexPlan plan) {
        return packets.flatMap(plan::send)
                .returns(SearchInput.class)
                .uid(Uid.PACKETS_TO_SLOTS)
                .name("packets to slots")
                .union(references)
                .keyBy(SearchInput::slot)
                .process(new SearchFunction(listening, plan))
                .uid(Uid.SEARCH)
                .name("search");
    }

    private static SingleOutputStreamOperator<OpenMatch> align(
            DataStream<SearchAnswer> answers, Listening listening, IndexPlan plan) {
        return answers.keyBy(SearchAnswer::sessionId)
                .process(new AlignFunction(listening, plan))
                .uid(Uid.ALIGN)
                .name("align");
    }

    private static DataStream<Outgoing> progress(SingleOutputStreamOperator<OpenMatch> matches) {
        return matches.getSideOutput(AlignFunction.PROGRESS)
                .map(Outgoing::progress)
                .uid(Uid.PROGRESS_OUT)
                .name("progress out");
    }

    private static SingleOutputStreamOperator<Finding> rights(
            DataStream<OpenMatch> matches,
            DataStream<RightsInput> registers,
            SingleOutputStreamOperator<ListInput> list,
            Limits limits,
            long lookBackMs) {
        DataStream<RightsInput> changes =
                list.flatMap(MediaJob::changes)
                        .returns(RightsInput.class)
                        .setParallelism(list.getParallelism())
                        .uid(Uid.LIST_CHANGES)
                        .name("list entries")
                        .keyBy(RelistingsFunction::key)
                        .process(new RelistingsFunction())
                        .uid(Uid.RELISTINGS)
                        .name("relistings");
        return matches.map(RightsInput::match)
                .uid(Uid.MATCHES_BY_WORK)
                .name("matches by work")
                .union(registers, changes)
                .keyBy(RightsInput::workId)
                .process(new RightsFunction(limits, lookBackMs))
                .uid(Uid.RIGHTS)
                .name("rights");
    }

    /** As many as the source has tasks, so that a marker stays behind its data. */
    private static void changes(ListInput input, Collector<RightsInput> out) throws Exception {
        if (input.kind() == ListInput.Kind.ENTRY) {
            out.collect(
                    RightsInput.list(input.entry().workId(), input.entry())
                            .published(input.publishedAt()));
        } else if (input.kind() == ListInput.Kind.LOADED) {
            toEveryTask(RightsInput.loaded(null, input.loaded()), out);
        }
    }

    private static SingleOutputStreamOperator<Verdict> judge(
            SingleOutputStreamOperator<Finding> findings,
            DataStream<JudgeInput> words,
            DataStream<ListInput> list,
            long lookBackMs) {
        BroadcastStream<ListInput> everywhere =
                list.broadcast(ListProjection.ENTRIES, RestoredUploads.STATE, ListProjection.AS_OF);
        return findings.map(JudgeInput::finding)
                .uid(Uid.FINDINGS_BY_SESSION)
                .name("findings by session")
                .union(words)
                .keyBy(JudgeInput::sessionId)
                .connect(everywhere)
                .process(new JudgeFunction(lookBackMs))
                .uid(Uid.JUDGE)
                .name("judge");
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
        }
    }

    private static void stayDownReferenced(SearchInput input, Collector<StayDownInput> out) {
        if (input.part() != null) {
            StayDownsFunction.referenced(input.part()).ifPresent(out::collect);
        }
    }

    /** Beside the search, not behind it: an upload is kept whether or not anything matched. */
    private static SingleOutputStreamOperator<StayDownOutput> stayDowns(
            DataStream<SearchInput> packets,
            DataStream<StayDownInput> requests,
            long keepMs,
            long ageMs) {
        return packets.flatMap(
                        (SearchInput input, Collector<StayDownInput> out) -> {
                            if (keepMs > 0 && StayDownsFunction.keeps(input)) {
                                out.collect(StayDownInput.packet(input.packet()));
                            }
                        })
                .returns(StayDownInput.class)
                .uid(Uid.UPLOAD_PACKETS)
                .name("packets of uploads")
                .union(requests)
                .keyBy(StayDownsFunction::key)
                .process(new StayDownsFunction(keepMs, ageMs))
                .uid(Uid.STAY_DOWNS)
                .name("stay downs");
    }

    private static DataStream<Outgoing> said(
            SingleOutputStreamOperator<Verdict> verdicts,
            SingleOutputStreamOperator<Finding> findings,
            DataStream<ReceiptInput> answers,
            DataStream<ListReceipt> receipts) {
        return verdicts.map(Outgoing::verdict)
                .uid(Uid.VERDICTS_OUT)
                .name("verdicts out")
                .union(
                        verdicts.getSideOutput(JudgeFunction.COMMANDS)
                                .map(Outgoing::command)
                                .uid(Uid.COMMANDS_OUT)
                                .name("commands out"),
                        verdicts.getSideOutput(JudgeFunction.SCREENED)
                                .map(Outgoing::screened)
                                .uid(Uid.SCREENED_OUT)
                                .name("screened out"),
                        verdicts.getSideOutput(JudgeFunction.STATEMENTS)
                                .map(Outgoing::statement)
                                .uid(Uid.REASONS_OUT)
                                .name("reasons out"),
                        verdicts.getSideOutput(JudgeFunction.UNCONFIRMED)
                                .map(Outgoing::unconfirmed)
                                .uid(Uid.UNCONFIRMED_OUT)
                                .name("unconfirmed out"),
                        findings.getSideOutput(RightsFunction.HEALTH)
                                .map(Outgoing::health)
                                .uid(Uid.REFERENCE_HEALTH_OUT)
                                .name("reference health out"),
                        effective(answers),
                        receipts.map(Outgoing::receipt).uid(Uid.RECEIPTS_OUT).name("receipts out"));
    }

    private static DataStream<Outgoing> kept(DataStream<StayDownOutput> stayDowns, String listKey) {
        return stayDowns
                .map(new StayDownsOut(listKey))
                .uid(Uid.STAY_DOWNS_OUT)
                .name("stay downs out");
    }

    /** One sink for all of it, so that records of a key keep their order. */
    public static void publish(Said said, Sink<Outgoing> sink) {
        said.out()
                .union(
                        said.dead()
                                .process(new DeadLettersOut())
                                .uid(Uid.MEDIA_DEAD_LETTERS_OUT)
                                .name("dead letters out"))
                .sinkTo(sink)
                .uid(Uid.MEDIA_SINK)
                .name("media out");
    }

    private static DataStream<Outgoing> effective(DataStream<ReceiptInput> answers) {
        return answers.filter(input -> input.kind() == ReceiptInput.Kind.EFFECTIVE)
                .uid(Uid.ANSWERS)
                .name("answers")
                .map(input -> Outgoing.effective(input.effective()))
                .uid(Uid.EFFECTIVE_OUT)
                .name("effective out");
    }

    private static SingleOutputStreamOperator<ListReceipt> receipts(
            DataStream<ReceiptInput> answers) {
        return answers.keyBy(ReceiptInput::batch)
                .process(new ReceiptsFunction())
                .uid(Uid.RECEIPTS)
                .name("receipts");
    }
}
