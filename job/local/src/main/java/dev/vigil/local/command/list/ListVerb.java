package dev.vigil.local.command.list;

import dev.vigil.local.bus.Bus;
import dev.vigil.local.command.Connection;
import dev.vigil.schema.event.ListEntry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb of the list that talks to Kafka shares. */
@Command(mixinStandardHelpOptions = true)
abstract class ListVerb implements Callable<Integer> {
    private static final int MOST_TOLD = 50;

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    Bus bus() throws IOException {
        return connection.bus();
    }

    void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    /** The first of many lines, and how many more there are. */
    void sayMany(List<String> lines) {
        lines.stream().limit(MOST_TOLD).forEach(this::say);
        if (lines.size() > MOST_TOLD) {
            say("... and " + (lines.size() - MOST_TOLD) + " more");
        }
    }

    /** Publishes and tells what the jobs answer; exit code 1 where they refuse it. */
    int publish(Bus bus, List<ListEntry> entries, boolean wait) throws IOException {
        return new Publication(bus, this::say).send(entries, wait) == 0 ? 0 : 1;
    }
}
