package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What owners wish for matches of their works. */
@Command(
        name = "policy",
        description = "Match policies of owners: set, show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "set|show",
        footer = {
            "",
            "vigil work register sets the owner of a work.",
            "",
            "Example:",
            "  vigil policy set harbour --rule BLOCK,territory=CN,match=30s --rule OBSERVE",
            "  vigil policy show harbour"
        })
final class PolicyCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "set",
            description = "Set what an owner wishes; replaces all that it wished before.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "A rule is an action and its conditions: territory=CN, match=30s and matchPct=50",
                "of the session, ref=30s and refPct=10 of the work. The first rule that a match",
                "meets counts. Running streams are judged again at once. With grace=30s the user of a",
                "live stream is warned first, and has that long to stop. modality=AUDIO asks for a",
                "match of sound, VIDEO for one of pictures, AV for one of both in step.",
                "",
                "Example:",
                "  vigil policy set harbour --rule BLOCK,territory=CN,match=30s --rule OBSERVE",
                "  vigil policy set harbour --rule BLOCK,grace=30s",
                "  vigil policy set harbour --rule BLOCK,modality=VIDEO --rule OBSERVE,modality=AUDIO",
                "  vigil policy set harbour --rule BLOCK --shadow"
            })
    int set(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "OWNER", description = "id of the owner") String owner,
            @Option(
                            names = "--rule",
                            paramLabel = "RULE",
                            converter = PolicyRule.class,
                            description = "such as BLOCK,territory=CN (default: no wish)")
                    List<MatchRule> rules,
            @Option(
                            names = "--shadow",
                            description = "only try it: verdicts report it, nothing is done")
                    boolean shadow)
            throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            Act act = RightsActs.policy(new TopicFacts(bus), owner, rules, shadow, now);
            act.send(bus);
            MatchPolicy policy = (MatchPolicy) act.body();
            say(owner + " version " + policy.version() + ": " + words(policy));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show the policy of an owner, or of all.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil policy show harbour"})
    int show(
            @Mixin Connection connection,
            @Parameters(arity = "0..1", paramLabel = "OWNER", description = "only of this one")
                    String owner)
            throws IOException {
        List<MatchPolicy> shown = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            for (MatchPolicy policy : bus.latest(Topic.POLICIES, MatchPolicy.class).values()) {
                if (owner == null || owner.equals(policy.ownerId())) {
                    shown.add(policy);
                }
            }
        }
        say(shown.isEmpty() ? "No such policy." : table(shown));
        return 0;
    }

    private static String table(List<MatchPolicy> policies) {
        return Tables.of(
                policies,
                List.of(
                        Tables.left("owner").with(MatchPolicy::ownerId),
                        Tables.left("version").with(p -> Long.toString(p.version())),
                        Tables.left("rules").with(PolicyCommand::words)));
    }

    private static String words(MatchPolicy policy) {
        String rules =
                policy.rules().isEmpty()
                        ? "no wish"
                        : String.join(
                                "; ", policy.rules().stream().map(PolicyRule::words).toList());
        return policy.tried() ? rules + " (only tried)" : rules;
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
