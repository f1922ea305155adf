package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.Rows;
import dev.vigil.cli.text.Terminal;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows topics, as a table for people or as JSON for machines. */
@Command(
        name = "watch",
        description = {
            "Follow topics until Ctrl-C: the records that exist, in the order in which Kafka got"
                    + " them across",
            "topics and partitions, then new ones."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil watch verdicts commands escalations breaches",
            "  vigil watch verdicts --json --new | jq .data.action"
        })
final class WatchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "topics, see vigil topics")
    private List<String> names;

    @Option(names = "--json", description = "one JSON object per line")
    private boolean json;

    @Option(names = "--new", description = "only new records")
    private boolean onlyNew;

    @Option(names = "--count", description = "end after this many")
    private Long count;

    @Option(
            names = "--for",
            paramLabel = "SPAN",
            converter = TimeOption.Span.class,
            description =
                    "end this long, such as 30s, after the records that existed have been shown")
    private Duration span;

    @Override
    public Integer call() throws Exception {
        List<Topic> topics = names.stream().map(Topic::named).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(Rows.HEADER);
            out.flush();
        }
        try (Bus bus = connection.bus()) {
            Predicate<Event> printer = printer(out, outage(bus, topics), System::nanoTime);
            if (onlyNew) {
                bus.follow(topics, false, printer);
            } else {
                bus.replay(topics, printer);
            }
        }
        return 0;
    }

    private Outage outage(Bus bus, List<Topic> topics) {
        PrintWriter err = spec.commandLine().getErr();
        return new Outage(
                () -> bus.offsets(topics), line -> err.println("vigil: " + line), System::nanoTime);
    }

    Predicate<Event> printer(PrintWriter out, Outage outage, LongSupplier nanos) {
        long[] left = {count == null ? Long.MAX_VALUE : count};
        Long[] caughtUpNanos = {null};
        return event -> {
            if (event == null) {
                caughtUpNanos[0] = caughtUpNanos[0] == null ? nanos.getAsLong() : caughtUpNanos[0];
                outage.look();
            }
            if (event != null && event.data() != null) {
                out.println(json ? json(event) : Rows.row(event));
                out.flush();
                left[0]--;
            }
            return left[0] > 0 && !isOver(caughtUpNanos[0], nanos);
        };
    }

    private boolean isOver(Long caughtUpNanos, LongSupplier nanos) {
        return span != null
                && caughtUpNanos != null
                && nanos.getAsLong() - caughtUpNanos >= span.toNanos();
    }

    private static String json(Event event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("topic", event.topic());
        shown.put("partition", event.partition());
        shown.put("offset", event.offset());
        shown.put("key", event.key());
        if (event.envelope() != null) {
            shown.put("type", event.envelope().type());
            shown.put("id", event.envelope().id());
            shown.put("time", event.envelope().timeMs());
        }
        Optional<Map<?, ?>> data = event.json();
        shown.put(
                data.isPresent() ? "data" : "bytes", data.isPresent() ? data.get() : event.data());
        return Terminal.json(Json.text(shown));
    }
}
