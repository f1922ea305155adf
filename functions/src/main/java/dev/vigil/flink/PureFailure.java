package dev.vigil.flink;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * A pure package failed on an input: the input becomes a dead letter and the job goes on. The only
 * place where an adapter catches a RuntimeException. Never wraps state access, only the call into
 * the pure package; what Flink throws passes, wherever it comes from.
 */
public final class PureFailure {
    public static final OutputTag<DeadLetter> DEAD =
            new OutputTag<>("pure-failures", TypeInformation.of(DeadLetter.class));

    private static final String FLINK = "org.apache.flink.";

    private static final int FRAMES = 3;

    /** In characters: a dead letter must fit the producer's largest request. */
    private static final int MAX_MESSAGE = 2_000;

    private PureFailure() {}

    /**
     * Calls a pure package; where it throws, the input becomes a dead letter. Access to state
     * throws checked exceptions, which a {@link Supplier} can't: it remains outside, and its
     * failures remain Flink's.
     *
     * @param position of the input among those of its key
     * @param letters takes the dead letter, usually to {@link #DEAD}
     * @param call gives a value, never null
     * @return empty where the call failed
     */
    public static <T> Optional<T> guarded(
            String stage,
            String key,
            long position,
            Consumer<DeadLetter> letters,
            Supplier<T> call) {
        T value;
        try {
            value = call.get();
        } catch (RuntimeException e) {
            if (e.getClass().getName().startsWith(FLINK)) {
                throw e;
            }
            letters.accept(letter(stage, key, position, e));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The same in a keyed function; the letter has a key of its own. */
    public static <T> Optional<T> guarded(
            String stage,
            String key,
            long position,
            KeyedProcessFunction<?, ?, ?>.Context context,
            Supplier<T> call) {
        return guarded(stage, key, position, letter -> context.output(DEAD, letter), call);
    }

    /** The same in a keyed function; the letter has the current key. */
    public static <T> Optional<T> guarded(
            String stage,
            long position,
            KeyedProcessFunction<?, ?, ?>.Context context,
            Supplier<T> call) {
        return guarded(stage, context.getCurrentKey().toString(), position, context, call);
    }

    /** The same in a keyed function with a broadcast; the letter has the current key. */
    public static <T> Optional<T> guarded(
            String stage,
            long position,
            KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context,
            Supplier<T> call) {
        return guarded(
                stage,
                context.getCurrentKey().toString(),
                position,
                letter -> context.output(DEAD, letter),
                call);
    }

    public static String cut(String message) {
        return message.length() <= MAX_MESSAGE
                ? message
                : message.substring(0, MAX_MESSAGE) + "...";
    }

    /** A dead letter that names the stage, the key, the position in it and where it broke. */
    private static DeadLetter letter(
            String stage, String key, long position, RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String where = Arrays.toString(Arrays.copyOf(trace, Math.min(FRAMES, trace.length)));
        return DeadLetterBuilder.builder()
                .deadLetterId(stage + "/" + key + "/" + position)
                .topic("")
                .partition(-1)
                .offset(position)
                .stage(stage)
                .reason("PURE_FAILURE")
                .message(cut(failure.toString()) + " at " + where + "; report it with the input")
                .key(key)
                .bytes(new byte[0])
                .build();
    }
}
