package dev.vigil.cli.signal;

import dev.vigil.cli.option.AnswerOption;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.SignalWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.signal.RefusedSignal;
import dev.vigil.signal.SignalCheck;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is the same whatever a person shares with other platforms. */
final class SharingOptions {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    @Mixin private AnswerOption answer;

    @Option(
            names = "--origin",
            required = true,
            paramLabel = "NAME",
            description = "this site among platforms, as signals.origin of the ledger job")
    private String origin;

    @Option(
            names = "--for",
            paramLabel = "SPAN",
            converter = TimeOption.Span.class,
            defaultValue = "90d",
            description = "until when it holds, 90 days at most (default: ${DEFAULT-VALUE})")
    private Duration span;

    @Option(names = "--withdraw", description = "take it back: it ends at the peers too")
    private boolean withdraw;

    boolean isWithdrawn() {
        return withdraw;
    }

    /**
     * The signal as it is sent: the next version of its id.
     *
     * @param id within this site
     * @throws IllegalArgumentException for what no peer would take
     */
    SignalShared next(SignalSharedBuilder content, String id, Bus bus, long now)
            throws IOException {
        String signalId = origin + ":" + id;
        SignalStatus known = bus.latest(Topic.SIGNAL_STATES, SignalStatus.class).get(signalId);
        SignalShared signal =
                content.signalId(signalId)
                        .version(known == null ? 1 : known.version() + 1)
                        .origin(origin)
                        .issuedAt(now)
                        .expiresAt(now + span.toMillis())
                        .withdrawnAt(withdraw ? now : null)
                        .build();
        try {
            SignalCheck.signal(signal, now);
        } catch (RefusedSignal refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        return signal;
    }

    static void send(SignalShared signal, Bus bus) throws IOException {
        bus.send(
                Topic.SIGNAL_DECISIONS,
                EventType.SIGNAL_SHARED,
                signal.signalId(),
                signal.issuedAt(),
                signal);
    }

    /** A line on what became of it. */
    String outcome(SignalShared signal, Bus.Tail tail) throws IOException {
        String sent = signal.signalId() + ": sent as version " + signal.version();
        if (!answer.isAwaited()) {
            return sent + "; see vigil signal list";
        }
        return tail.first(
                        SignalStatus.class,
                        one ->
                                one.signalId().equals(signal.signalId())
                                        && one.version() >= signal.version(),
                        ANSWER_WITHIN)
                .map(SignalWords::line)
                .orElse(sent + ", no answer of the ledger job yet; see vigil signal list");
    }
}
