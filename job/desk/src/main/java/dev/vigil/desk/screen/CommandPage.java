package dev.vigil.desk.screen;

import dev.vigil.desk.ask.CommandQuery.CommandRow;
import gg.jte.Content;
import java.util.List;

/** A page about a command. */
public record CommandPage(Content heading, List<RecordPart> parts, CommandRow command) {
    public CommandPage {
        parts = List.copyOf(parts);
    }
}
