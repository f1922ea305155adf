package dev.vigil.local.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.vigil.local.bus.Topics;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the table of topics and creates them. */
@Command(
        name = "topics",
        description = "Show the one table of topics, and create what is missing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vigil topics --create --bootstrap kafka.example.org:9092"})
final class TopicsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(names = "--create", description = "create the topics that the broker lacks")
    private boolean create;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        out.println(
                AsciiTable.getTable(
                        Arrays.asList(Topic.values()),
                        List.of(
                                left("topic").with(Topic::topicName),
                                left("key").with(Topic::key),
                                new Column()
                                        .header("partitions")
                                        .with(t -> Integer.toString(t.partitions())),
                                left("cleanup").with(t -> t.cleanup().policy()),
                                new Column().header("kept").with(TopicsCommand::kept))));
        if (create) {
            List<String> created =
                    Topics.create(connection.client()).stream().map(Topic::topicName).toList();
            out.println(created.isEmpty() ? "All of them exist." : "Created: " + created);
        }
        return 0;
    }

    private static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
    }

    private static String kept(Topic topic) {
        if (topic.retention() == null) {
            return "last per key";
        }
        long hours = topic.retention().toHours();
        return hours < 48 ? hours + " h" : hours / 24 + " d";
    }
}
