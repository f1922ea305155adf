package dev.vigil.client.report;

import dev.vigil.client.bus.Event;
import dev.vigil.report.DsaStatement;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Statements of reasons in the form of the DSA's transparency database: one for each statementId
 * that was first decided within a span, with its last words that restrict and, where it was taken
 * back since, the date of that; and one for each measure against an account. The topic of
 * statements is read twice, so that only places are held.
 */
public final class ReasonsExport {
    /** Reads a topic from its begin to its end. */
    @FunctionalInterface
    public interface Reading {
        void each(Topic topic, Consumer<Event> each) throws IOException;
    }

    /** Takes the calls of the database, at most {@link DsaStatement#BATCH} statements each. */
    @FunctionalInterface
    public interface Batches {
        void write(List<Map<String, Object>> statements) throws IOException;
    }

    /**
     * @param written statements
     * @param outside statements that restrict nothing in the EU
     * @param territories that were left out of those written, as they are not in the EU
     * @param refused what could not be mapped, with its place and the reason; the first of them
     * @param moreRefused how many more
     */
    public record Result(
            int written, int outside, int territories, List<String> refused, int moreRefused) {}

    /** Statements of which a place is held: some 100 MB. */
    private static final int MOST_HELD = 500_000;

    /** Accounts of which commands are held: as much. */
    private static final int MOST_ACCOUNTS = 50_000;

    private static final int MOST_NAMED = 50;
    private static final int REPORT_EVERY = 50_000;

    /** What is known of a statement. */
    private static final class Known {
        private long appliedMs;
        private int partition;
        private long offset;
        private Long endMs;
    }

    private final long fromMs;
    private final long untilMs;
    private final LongConsumer progress;
    private final int mostHeld;
    private final int mostAccounts;
    private final Map<String, Known> known = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private Slices slices;
    private int moreRefused;
    private int written;
    private int outside;
    private int territories;
    private long read;

    /**
     * @param fromMs UTC epoch ms of the first decision that counts
     * @param untilMs of the first after them
     * @param progress gets the number of records read, now and then
     */
    public ReasonsExport(long fromMs, long untilMs, LongConsumer progress) {
        this(fromMs, untilMs, progress, MOST_HELD, MOST_ACCOUNTS);
    }

    ReasonsExport(
            long fromMs, long untilMs, LongConsumer progress, int mostHeld, int mostAccounts) {
        this.fromMs = fromMs;
        this.untilMs = untilMs;
        this.progress = progress;
        this.mostHeld = mostHeld;
        this.mostAccounts = mostAccounts;
    }

    public Result write(Reading topics, Batches batches) throws IOException {
        Batch batch = new Batch(batches);
        statements(topics, batch);
        measures(topics, batch);
        batch.end();
        return new Result(written, outside, territories, List.copyOf(refused), moreRefused);
    }

    private void statements(Reading topics, Batch batch) throws IOException {
        slices = new Slices(mostHeld);
        while (slices.next()) {
            known.clear();
            topics.each(Topic.REASONS, this::learn);
            known.values().removeIf(it -> !isWanted(it.appliedMs));
            if (!known.isEmpty()) {
                topics.each(Topic.REASONS, event -> map(event).ifPresent(batch::add));
            }
        }
    }

    private void measures(Reading topics, Batch batch) throws IOException {
        Slices ofAccounts = new Slices(mostAccounts);
        while (ofAccounts.next()) {
            AccountMeasures measures = new AccountMeasures(this::isWanted, ofAccounts);
            topics.each(Topic.ACCOUNT_COMMANDS, counting(measures::command));
            if (measures.any()) {
                topics.each(Topic.OFFENCES, counting(measures::offence));
            }
            if (measures.anySession()) {
                topics.each(Topic.REASONS, counting(measures::reasons));
            }
            for (AccountCommand command : measures.all()) {
                attempt(command.commandId(), () -> measures.statement(command))
                        .ifPresent(batch::add);
            }
        }
    }

    private boolean isWanted(long appliedMs) {
        return fromMs <= appliedMs && appliedMs < untilMs;
    }

    private Consumer<Event> counting(Consumer<Event> each) {
        return event -> {
            count();
            each.accept(event);
        };
    }

    private void learn(Event event) {
        count();
        event.readable(StatementOfReasons.class)
                .filter(it -> slices.holds(it.statementId()))
                .ifPresent(it -> learn(event, it));
    }

    private void learn(Event event, StatementOfReasons statement) {
        Known last = known.get(statement.statementId());
        if (statement.endDate() != null) {
            // Of one whose restriction is forgotten nothing can be stated any more.
            if (last != null) {
                last.endMs = statement.endDate();
            }
            return;
        }
        if (last == null) {
            last = new Known();
            last.appliedMs = statement.applicationDate();
            known.put(statement.statementId(), last);
        }
        last.partition = event.partition();
        last.offset = event.offset();
        last.endMs = null;
        slices.bound(known.keySet());
    }

    private Optional<DsaStatement> map(Event event) {
        count();
        return event.readable(StatementOfReasons.class).flatMap(it -> map(event, it));
    }

    private Optional<DsaStatement> map(Event event, StatementOfReasons statement) {
        Known it = known.get(statement.statementId());
        if (it == null || it.partition != event.partition() || it.offset != event.offset()) {
            return Optional.empty();
        }
        return attempt(
                event.place() + ", " + statement.statementId(),
                () -> DsaStatement.of(statement, it.appliedMs, it.endMs));
    }

    private Optional<DsaStatement> attempt(String name, Supplier<Optional<DsaStatement>> map) {
        try {
            Optional<DsaStatement> mapped = map.get();
            outside += mapped.isEmpty() ? 1 : 0;
            return mapped;
        } catch (RuntimeException e) {
            refuse(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void refuse(String reason) {
        if (refused.size() < MOST_NAMED) {
            refused.add(reason);
        } else {
            moreRefused++;
        }
    }

    private void count() {
        if (++read % REPORT_EVERY == 0) {
            progress.accept(read);
        }
    }

    /** Kafka's readers throw no IOException from within. */
    private final class Batch {
        private final Batches to;
        private final List<Map<String, Object>> statements = new ArrayList<>();
        private IOException failed;

        Batch(Batches to) {
            this.to = to;
        }

        void add(DsaStatement statement) {
            if (failed != null) {
                return;
            }
            statements.add(statement.fields());
            territories += statement.leftOut().size();
            if (statements.size() == DsaStatement.BATCH) {
                flush();
            }
        }

        void end() throws IOException {
            if (failed == null && !statements.isEmpty()) {
                flush();
            }
            if (failed != null) {
                throw failed;
            }
        }

        private void flush() {
            try {
                to.write(List.copyOf(statements));
                written += statements.size();
                statements.clear();
            } catch (IOException e) {
                failed = e;
            }
        }
    }
}
