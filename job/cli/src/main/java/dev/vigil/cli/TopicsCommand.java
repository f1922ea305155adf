package dev.vigil.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.Principals;
import dev.vigil.client.bus.Acls;
import dev.vigil.client.bus.TopicCopy;
import dev.vigil.client.bus.Topics;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the table of topics and creates them. */
@Command(
        name = "topics",
        description =
                "Show the one table of topics or who may do what, create what is missing and set what"
                        + " protects it; or copy a topic to one with another count of partitions.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil topics --create --bootstrap kafka.example.org:9092",
            "  vigil topics --acls --apply --kafka-properties admin.properties \\",
            "      --principal media=User:CN=media --principal notice=User:CN=notice",
            "  vigil topics --copy references --into references.copy"
        })
final class TopicsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--create",
            description =
                    "create the topics that the broker lacks, and change the settings of others"
                            + " that protect less than the table's")
    private boolean create;

    @Option(names = "--acls", description = "show instead the least rights of each party")
    private boolean acls;

    @Option(names = "--apply", description = "with --acls: create them, as an administrator")
    private boolean apply;

    @Option(
            names = "--copy",
            paramLabel = "TOPIC",
            description =
                    "copy all records of this topic, or of a copy of it, with their keys, headers"
                            + " and times, each placed as its writers place it; nothing may write"
                            + " there meanwhile")
    private String from;

    @Option(
            names = "--into",
            paramLabel = "TOPIC",
            description = "with --copy: an empty topic; one of the two is of the table")
    private String into;

    @Mixin private Principals principals;

    @Override
    public Integer call() throws Exception {
        if (apply && !acls) {
            throw new IllegalArgumentException("--apply: expected --acls with it, got none");
        }
        if ((from == null) != (into == null)) {
            throw new IllegalArgumentException("--copy, --into: expected both or none, got one");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (from != null) {
            long records = TopicCopy.copy(connection.client(), from, into);
            out.println("Copied: " + records + " records of " + from + " into " + into);
        } else if (acls) {
            acls(out);
        } else {
            topics(out);
        }
        return 0;
    }

    private void topics(PrintWriter out) throws IOException {
        out.println(
                AsciiTable.getTable(
                        Arrays.asList(Topic.values()),
                        List.of(
                                left("topic").with(Topic::topicName),
                                left("key").with(Topic::key),
                                left("placed by").with(t -> t.placedBy(t.key())),
                                new Column()
                                        .header("partitions")
                                        .with(t -> Integer.toString(t.partitions())),
                                left("cleanup").with(t -> t.cleanup().policy()),
                                new Column().header("kept").with(TopicsCommand::kept))));
        if (create) {
            List<String> created =
                    Topics.create(connection.client()).stream().map(Topic::topicName).toList();
            out.println(created.isEmpty() ? "All of them exist." : "Created: " + created);
            Topics.protect(connection.client())
                    .forEach(
                            (topic, settings) ->
                                    out.println("Changed: " + topic.topicName() + " " + settings));
        }
    }

    private void acls(PrintWriter out) throws IOException {
        List<AclBinding> rights = new ArrayList<>();
        for (Party party : Party.values()) {
            out.println(principals.of(party) + "   " + party.who());
            List<AclBinding> needed = principals.rights(party);
            rights.addAll(needed);
            Map<String, String> names = new LinkedHashMap<>();
            for (AclBinding right : needed) {
                names.merge(
                        operation(right), right.pattern().name(), (all, one) -> all + ", " + one);
            }
            names.forEach((operation, on) -> out.println("    " + operation + ": " + on));
        }
        if (apply) {
            Acls.apply(connection.client(), rights);
            out.println("Created, where they were missing.");
        }
    }

    private static String operation(AclBinding right) {
        boolean prefixed = right.pattern().patternType() == PatternType.PREFIXED;
        String type = right.pattern().resourceType().name().toLowerCase(Locale.ROOT);
        return right.entry().operation()
                + " "
                + type.replace('_', ' ')
                + (prefixed ? "s that begin with" : "");
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
