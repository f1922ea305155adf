package dev.vigil.cli.notice;

import dev.vigil.cli.option.Connection;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.HeartbeatPush;
import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.PushException;
import dev.vigil.client.text.Times;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Heartbeats for a notice job that runs with {@code --clock.time heartbeats}. */
@Command(
        name = "heartbeat",
        mixinStandardHelpOptions = true,
        description = {
            "Write heartbeats into the notice topics, until Ctrl-C.",
            "The clock of a notice job with --clock.time heartbeats goes no further than the last one.",
            "Only for sites where nothing upstream of Kafka holds notices back, such as those",
            "of vigil notice file. A bridge of your own writes heartbeats itself, after its",
            "notices: this command does not know them. Run one at a time. Each beat is kept",
            "as long as notices are: at 1 s, 17 million records a partition in 200 days."
        },
        footer = {"", "Example:", "  vigil notice heartbeat --every 1s"})
final class HeartbeatCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--every",
            paramLabel = "SPAN",
            defaultValue = "1s",
            description = "pause between beats; the clock is late by as much (default: 1s)")
    private String every;

    @Option(names = "--count", description = "end after this many")
    private Long count;

    private boolean begun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long pauseMs = pauseMs();
        long left = count == null ? Long.MAX_VALUE : count;
        Push push = connect();
        while (left > 0) {
            try {
                left = beat(push, pauseMs, left);
            } catch (PushException e) {
                // What was lost may have been a heartbeat only: this process sends nothing else.
                say(e.getMessage() + "; continuing");
                push.close();
                push = reconnect(pauseMs);
            }
        }
        push.close();
        return 0;
    }

    private long pauseMs() {
        try {
            long pauseMs = Times.span(every).toMillis();
            if (pauseMs > 0) {
                return pauseMs;
            }
        } catch (DateTimeException e) {
            // Said below: a span that is none and one of no length are the same mistake.
        }
        throw new IllegalArgumentException(
                "--every: expected a span such as 1s, got '" + every + "'");
    }

    /** Beats until done; gives what is left to do. */
    private long beat(Push push, long pauseMs, long left)
            throws PushException, InterruptedException {
        HeartbeatPush heart = new HeartbeatPush(push, Clock.systemUTC());
        while (left > 0) {
            progress(heart.beat());
            if (--left > 0) {
                Thread.sleep(pauseMs);
            }
        }
        return left;
    }

    private Push connect() throws IOException {
        Properties client = connection.client();
        String bootstrap = client.getProperty("bootstrap.servers");
        // A partition that is added stops the clock until it is known here.
        client.putIfAbsent("metadata.max.age.ms", "10000");
        return Broker.connect(bootstrap, client, Topic.NOTICES);
    }

    private Push reconnect(long pauseMs) throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(pauseMs);
            try {
                return connect();
            } catch (PushException e) {
                say(e.getMessage());
            }
        }
    }

    /** The first beat must do: a line for each would fill a log. */
    private void progress(long atMs) {
        if (!begun) {
            say("Heartbeats every " + every + " since " + Times.clock(atMs));
        }
        begun = true;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
