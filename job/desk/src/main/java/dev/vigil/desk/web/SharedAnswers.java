package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.Visitor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Pages that tabs ask for again by themselves: after each change all of them do, at once. What the
 * store has to be asked for one of them, the others with the same address and reader have too. For
 * many threads.
 */
final class SharedAnswers {
    /** What is counted down, and who may do what, is as new as this. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    /** Of one state; more are made each by itself. */
    private static final int MOST = 500;

    private final LongSupplier nanos;
    private volatile State state;

    /** Which page, and for whom. */
    record Key(String address, Visitor visitor, PageLanguage language, ZoneId zone) {}

    private record State(
            String mark, long begunNanos, Map<Key, CompletableFuture<Answer>> answers) {}

    SharedAnswers(LongSupplier nanos) {
        this.nanos = nanos;
        state = new State("", nanos.getAsLong(), Map.of());
    }

    /**
     * The answer of a state.
     *
     * @param mark of the state, see {@link LiveState#mark}, as the tab has it
     * @param maker asks the store
     */
    Answer of(String mark, Key key, Supplier<Answer> maker) {
        Map<Key, CompletableFuture<Answer>> answers = of(mark).answers();
        if (answers.size() >= MOST && !answers.containsKey(key)) {
            return maker.get();
        }
        CompletableFuture<Answer> own = new CompletableFuture<>();
        CompletableFuture<Answer> others = answers.putIfAbsent(key, own);
        return others == null ? make(own, maker) : await(others, maker);
    }

    private State of(String mark) {
        State now = state;
        boolean isOver = nanos.getAsLong() - now.begunNanos() >= KEPT.toNanos();
        if (now.mark().equals(mark) && !isOver) {
            return now;
        }
        return begin(mark);
    }

    private synchronized State begin(String mark) {
        boolean isOver = nanos.getAsLong() - state.begunNanos() >= KEPT.toNanos();
        if (!state.mark().equals(mark) || isOver) {
            state = new State(mark, nanos.getAsLong(), new ConcurrentHashMap<>());
        }
        return state;
    }

    private static Answer make(CompletableFuture<Answer> own, Supplier<Answer> maker) {
        try {
            Answer answer = maker.get();
            own.complete(answer);
            return answer;
        } finally {
            // Of what failed, or is to be made for each: those who wait make their own.
            own.cancel(false);
        }
    }

    private static Answer await(CompletableFuture<Answer> others, Supplier<Answer> maker) {
        try {
            Answer answer = others.join();
            return answer instanceof Answer.Page ? answer : maker.get();
        } catch (CancellationException | CompletionException e) {
            return maker.get();
        }
    }
}
