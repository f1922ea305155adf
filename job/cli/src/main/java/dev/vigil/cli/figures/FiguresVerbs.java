package dev.vigil.cli.figures;

import picocli.CommandLine.Command;

/** Figures for an authority. */
@Command(
        name = "figures",
        description = {
            "Figures of days, months and years for a report: notices, measures, warnings, strikes,",
            "appeals, orders, as the ledger job counts them."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = FiguresShowCommand.class,
        footer = {"", "Example:", "  vigil figures show --from 2026-11-01 --to 2026-11-30"})
public final class FiguresVerbs {}
