package dev.vigil.cli.notice;

import dev.vigil.cli.option.Connection;
import dev.vigil.client.bus.Bus;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb that talks to Kafka shares. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
    @Spec private CommandSpec spec;

    /** Of a verb that sends something a {@code WritingConnection}. */
    abstract Connection connection();

    Bus bus() throws IOException {
        return connection().bus();
    }

    void say(String text) {
        out().println(text);
        out().flush();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** UTC epoch ms of a given time, now where none was given. */
    static long ms(Instant given, long nowMs) {
        return given == null ? nowMs : given.toEpochMilli();
    }

    /** The left side of {@code NAME=VALUE}. */
    static String name(String pair) {
        int at = pair.indexOf('=');
        return at < 0 ? pair : pair.substring(0, at);
    }

    /** The right side of {@code NAME=VALUE}; null where there is none. */
    static String value(String pair) {
        int at = pair.indexOf('=');
        return at < 0 ? null : pair.substring(at + 1);
    }
}
