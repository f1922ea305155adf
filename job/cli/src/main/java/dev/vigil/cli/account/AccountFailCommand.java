package dev.vigil.cli.account;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.wire.EventType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A measure on an account could not be carried out. */
@Command(
        name = "fail",
        description = {
            "Answer a command on an account: it could not be carried out. It is sent again at once,"
                    + " three",
            "times in all, then it is an alert."
        },
        footer = {
            "",
            "Example:",
            "  vigil account fail account-7781 --reason 'the live service is down'"
        })
public final class AccountFailCommand extends MeasureVerb {
    @Option(names = "--reason", required = true, description = "why, in words")
    private String reason;

    @Override
    EventType type() {
        return EventType.ACTION_REVERSED;
    }

    @Override
    ItemBack answer(AccountCommand command, long atMs) {
        return new ItemBack(command.accountId(), atMs, reason, command.commandId());
    }

    @Override
    String words(AccountCommand command) {
        return command.measure() + " failed, " + reason;
    }
}
