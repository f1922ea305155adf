package dev.vigil.cli.notice;

import picocli.CommandLine.Command;

/** Takedown notices and their clock. */
@Command(
        name = "notice",
        description = {
            "Takedown notices and their clock.",
            "A verb that sends something prints the answer of the notice job: the state of the notice",
            "now, or why it was refused. A TIME has its offset from UTC: 2026-11-24T20:00:00+08:00;",
            "AGO is a span such as 12h5m."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            NoticeFileCommand.class,
            NoticeImportCommand.class,
            NoticeListCommand.class,
            NoticeShowCommand.class,
            NoticeTriageCommand.class,
            NoticeRejectCommand.class,
            NoticeDeclineCommand.class,
            NoticeSupplementCommand.class,
            NoticeForwardCommand.class,
            NoticeConfirmCommand.class,
            NoticeReverseCommand.class,
            NoticeCounterCommand.class,
            NoticeProceedingCommand.class,
            NoticeHoldCommand.class,
            NoticeResumeCommand.class,
            NoticeWithdrawCommand.class,
            NoticeAckCommand.class,
            NoticeStatesCommand.class,
            NoticeRulesCommand.class,
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
public final class NoticeVerbs {}
