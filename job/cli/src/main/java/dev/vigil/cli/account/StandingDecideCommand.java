package dev.vigil.cli.account;

import dev.vigil.cli.option.ApproverOption;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.ProposalDecision;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person decides on the proposal to end a service. */
@Command(
        name = "decide",
        description = {
            "Decide on the open proposal to end an account's service.",
            "CARRY_OUT takes two persons, --actor and --approver, where the job runs with",
            "standing.two.persons; DEFER puts it off, by 30 days at most."
        },
        footer = {
            "",
            "Example:",
            "  vigil standing decide account-7781 DECLINE --reason 'licence shown meanwhile'",
            "  vigil standing decide account-7781 DEFER --for 168h --reason 'a lawyer looks at it'",
            "  vigil standing decide account-7781 CARRY_OUT --reason 'third strike, undisputed' \\",
            "      --actor oidc:8f14e45f --approver oidc:c9f0f895"
        })
public final class StandingDecideCommand extends LedgerVerb {
    @Mixin private ApproverOption approver;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Parameters(
            index = "1",
            paramLabel = "DECISION",
            description = "one of ${COMPLETION-CANDIDATES}")
    private ProposalDecision decision;

    @Option(
            names = "--for",
            converter = TimeOption.Span.class,
            paramLabel = "SPAN",
            description = "with DEFER: decide again after it, such as 168h")
    private Duration deferred;

    @Option(names = "--reason", required = true, description = "why, in words")
    private String reason;

    @Override
    Bus bus() throws IOException {
        return connection().bus(approver);
    }

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            return send(
                    bus,
                    AccountActs.decide(
                            new TopicFacts(bus),
                            accountId,
                            decision,
                            deferred,
                            connection().actor(),
                            reason,
                            now));
        }
    }
}
