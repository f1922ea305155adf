package dev.vigil.cli.signal;

import dev.vigil.cli.option.Connection;
import dev.vigil.client.act.SignalWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What became of signals. */
@Command(
        name = "list",
        description = "Show signals that are not over, and which of them need a person.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vigil signal list --all"})
public final class SignalListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(names = "--all", description = "those that are over, too")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        List<SignalStatus> shown;
        try (Bus bus = connection.bus()) {
            shown =
                    bus.latest(Topic.SIGNAL_STATES, SignalStatus.class).values().stream()
                            .filter(one -> all || !one.state().isOver())
                            .sorted(Comparator.comparing(SignalStatus::signalId))
                            .toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (shown.isEmpty()) {
            out.println("No signal.");
        }
        shown.forEach(one -> out.println(SignalWords.line(one)));
        return 0;
    }
}
