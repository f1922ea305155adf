package dev.vigil.schema.flow;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.state.WorkListing;
import java.util.List;

/** What has changed for one match of a finished upload. */
public record Recheck(
        String sessionId,
        String matchId,
        WorkListing entries,
        List<Authorization> authorizations) {}
