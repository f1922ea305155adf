package dev.vigil.desk.act;

import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import java.util.List;

/** What waits for a second person. */
public record DraftsView(List<TwoPersonDraft> drafts) {}
