package dev.vigil.flink.match;

import dev.vigil.flink.PureFailure;
import dev.vigil.match.EvidenceGathering;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.GatheredEvidence;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * What a slot shows of its matches. It is made here because packet and reference are together
 * nowhere else.
 *
 * <p>Key: slot. State: by session and profile what is gathered of up to 30 s, once a line suffices
 * for a match alone; until the session's last packet, a day at most. A session that matches nothing
 * has none, and costs a look at its last packet. No timers.
 */
final class ShownEvidence {
    /** What is published. */
    static final OutputTag<MatchEvidence> OUT =
            new OutputTag<>("match-evidence", TypeInformation.of(MatchEvidence.class));

    private static final String STAGE = "search";

    /** Of a stream that goes on for days: then there is a new record of the same recording. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Map<String, EvidenceGathering> gatherings = new HashMap<>();
    private final SearchProfiles profiles;
    private final SearchSettings listening;
    private final MapState<String, GatheredEvidence> gathered;
    private final Counter leftOut;

    ShownEvidence(RuntimeContext context, SearchProfiles profiles, SearchSettings listening) {
        this.profiles = profiles;
        this.listening = listening;
        for (SearchProfile profile : profiles.all()) {
            gatherings.put(profile.id(), new EvidenceGathering(profile));
        }
        MapStateDescriptor<String, GatheredEvidence> descriptor =
                new MapStateDescriptor<>(
                        StateName.GATHERED_EVIDENCE,
                        Types.STRING,
                        TypeInformation.of(GatheredEvidence.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        gathered = context.getMapState(descriptor);
        leftOut = context.getMetricGroup().counter("evidenceLeftOut");
    }

    /**
     * Takes what a packet was answered with.
     *
     * @param found lines, the best first
     * @param hours of references, as the search was asked with
     */
    void answered(
            StreamPacket sent,
            List<FoundLine> found,
            LiveSlot live,
            double hours,
            KeyedProcessFunction<Integer, SearchInput, SearchAnswer>.Context context)
            throws Exception {
        Packet packet = sent.packet();
        List<FoundLine> strong = strong(sent, found, hours);
        if (strong.isEmpty() && !packet.last()) {
            return;
        }
        String key = sent.sessionId() + "/" + packet.profile();
        GatheredEvidence before = gathered.get(key);
        if (strong.isEmpty() && before == null) {
            return;
        }
        Optional<EvidenceGathering.Step> step =
                PureFailure.guarded(
                        STAGE,
                        sent.sessionId(),
                        packet.sequence(),
                        context,
                        () -> step(before, sent, strong, live));
        step.ifPresent(
                made -> {
                    made.shown().forEach(evidence -> context.output(OUT, evidence));
                    leftOut.inc(made.leftOut());
                });
        if (packet.last()) {
            gathered.remove(key);
        } else if (step.isPresent() && step.get().gathered() != before) {
            gathered.put(key, step.get().gathered());
        }
    }

    private EvidenceGathering.Step step(
            GatheredEvidence before, StreamPacket sent, List<FoundLine> lines, LiveSlot live) {
        String profile = sent.packet().profile();
        return gatherings
                .get(profile)
                .step(
                        before,
                        sent,
                        lines,
                        (found, from, to) -> live.words(profile, found, from, to));
    }

    /** Those that suffice for a match alone; none of a reference that is asked for. */
    private List<FoundLine> strong(StreamPacket sent, List<FoundLine> found, double hours) {
        SessionKind kind = sent.context() == null ? SessionKind.LIVE : sent.context().kind();
        if (found.isEmpty() || kind == SessionKind.FEED) {
            return List.of();
        }
        double threshold =
                listening.threshold(profiles.of(sent.packet().profile()).thresholds(), kind, hours);
        return found.stream().filter(one -> one.line().evidence() >= threshold).toList();
    }
}
