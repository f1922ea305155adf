package dev.vigil.desk.screen;

import dev.vigil.schema.account.Proposal;
import gg.jte.Content;
import java.util.List;

/**
 * A page about an account.
 *
 * @param proposal the last one to end its service; null where there was none
 */
public record AccountView(
        String accountId, Content heading, List<RecordPart> parts, Proposal proposal) {
    public AccountView {
        parts = List.copyOf(parts);
    }
}
