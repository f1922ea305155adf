package dev.vigil.cli.account;

import dev.vigil.cli.option.Connection;
import dev.vigil.client.bus.Bus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb that looks at what the ledger job published. */
@Command(mixinStandardHelpOptions = true)
abstract class ReadingVerb implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    Bus bus() throws IOException {
        return connection.bus();
    }

    void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
