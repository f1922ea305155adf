package dev.vigil.cli;

import dev.vigil.cli.notice.AckCommand;
import dev.vigil.cli.notice.ConfirmCommand;
import dev.vigil.cli.notice.CounterCommand;
import dev.vigil.cli.notice.DeclineCommand;
import dev.vigil.cli.notice.FileCommand;
import dev.vigil.cli.notice.ForwardCommand;
import dev.vigil.cli.notice.HoldCommand;
import dev.vigil.cli.notice.ImportCommand;
import dev.vigil.cli.notice.ListCommand;
import dev.vigil.cli.notice.ProceedingCommand;
import dev.vigil.cli.notice.RejectCommand;
import dev.vigil.cli.notice.ResumeCommand;
import dev.vigil.cli.notice.ReverseCommand;
import dev.vigil.cli.notice.RulesCommand;
import dev.vigil.cli.notice.ShowCommand;
import dev.vigil.cli.notice.StatesCommand;
import dev.vigil.cli.notice.SupplementCommand;
import dev.vigil.cli.notice.TriageCommand;
import dev.vigil.cli.notice.WithdrawCommand;
import picocli.CommandLine.Command;

/** Takedown notices and their clock. */
@Command(
        name = "notice",
        description = {
            "Takedown notices and their clock.",
            "A verb that sends something prints what the notice job made of it: where the notice stands",
            "now, or why it was refused. A TIME has its offset from UTC: 2026-11-24T20:00:00+08:00;",
            "AGO is a span such as 12h5m."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            FileCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            TriageCommand.class,
            RejectCommand.class,
            DeclineCommand.class,
            SupplementCommand.class,
            ForwardCommand.class,
            ConfirmCommand.class,
            ReverseCommand.class,
            CounterCommand.class,
            ProceedingCommand.class,
            HoldCommand.class,
            ResumeCommand.class,
            WithdrawCommand.class,
            AckCommand.class,
            StatesCommand.class,
            RulesCommand.class,
            HeartbeatCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil notice file n-1 --notifier studio --item room-77 --work 'The Film=the-film'",
            "  vigil notice confirm room-77",
            "  vigil notice list --open",
            "  vigil notice show n-1"
        })
final class NoticeCommand {}
