package dev.vigil.desk.screen;

import dev.vigil.schema.signal.SignalStatus;
import gg.jte.Content;
import java.util.List;

/** A page about a signal. */
public record SignalView(Content heading, List<RecordPart> parts, SignalStatus signal) {
    public SignalView {
        parts = List.copyOf(parts);
    }
}
