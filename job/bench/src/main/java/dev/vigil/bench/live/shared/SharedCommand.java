package dev.vigil.bench.live.shared;

import dev.vigil.bench.live.LiveSubcommand;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code vigil bench shared}: works that share loops, jingles, voices. */
@Command(
        name = "shared",
        description = {
            "Analyses each work as a live stream and reports where it matches others: sound that works",
            "share. Counts those matches that may block before and after what works have in common is",
            "known, each work of its own owner; and those that name the right work, all of one owner."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Works are registered in the order of the list, or of their names: of two that share a",
            "stretch the later one has no vote by it.",
            "",
            "Examples:",
            "  vigil bench shared --references /usr/share/games/wesnoth/1.18/data/core/music",
            "  ... --reference-list refs.txt --hours 100 --json"
        })
public final class SharedCommand extends LiveSubcommand {
    @Override
    public Integer call() throws IOException {
        expect("--references", live.references, "a folder of recordings");
        checkNumbers();
        new SharedBench(live, out(), err()).run();
        return 0;
    }
}
