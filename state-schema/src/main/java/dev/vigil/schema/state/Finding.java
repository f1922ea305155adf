package dev.vigil.schema.state;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * A match with what the work's rights say of it.
 *
 * @param context null where no {@code started} was seen
 * @param authorizations those of the work that name the session's account, channel or organisation
 * @param authorizationsLoaded false while the register is still being read
 * @param change the list change that caused this finding, or null; it may be ahead of the broadcast
 */
public record Finding(
        String sessionId,
        SessionStarted context,
        Evidence evidence,
        List<Authorization> authorizations,
        boolean authorizationsLoaded,
        ListEntry change) {}
