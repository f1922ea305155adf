package dev.vigil.cli.account;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.wire.EventType;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A measure on an account was carried out. */
@Command(
        name = "confirm",
        description = {
            "Answer a command on an account: it was carried out. The platform sends this for each;"
                    + " it is",
            "for one that a person carried out by hand. Without an answer a command is repeated"
                    + " twice,",
            "then it is an alert. See the commands of an account in vigil account show ACCOUNT."
        },
        footer = {
            "",
            "Example:",
            "  vigil account confirm account-7781          (where one waits for an answer)",
            "  vigil account confirm account-7781/S2/session:live-5/LIVE_OFF --at 5m --by ops-2"
        })
public final class AccountConfirmCommand extends MeasureVerb {
    @Option(names = "--by", description = "who carried it out")
    private String executor;

    @Option(names = "--evidence", description = "reference to a proof")
    private String evidence;

    @Override
    EventType type() {
        return EventType.ACTION_CONFIRMED;
    }

    @Override
    ActionConfirmed answer(AccountCommand command, long atMs) {
        return ActionConfirmedBuilder.builder()
                .confirmationId(UUID.randomUUID().toString())
                .itemId(command.accountId())
                .measure(command.measure())
                .effectiveAt(atMs)
                .executor(executor)
                .commandId(command.commandId())
                .evidence(evidence)
                .build();
    }

    @Override
    String words(AccountCommand command) {
        return command.measure() + " confirmed";
    }
}
