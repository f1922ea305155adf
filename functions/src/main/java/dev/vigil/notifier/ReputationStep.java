package dev.vigil.notifier;

import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierStanding;

/**
 * What one event or timer does to a notifier's record.
 *
 * @param next the record from now on; null where nothing is left of it, and no notice either
 * @param remember the notice of the event as it is to be kept; null to leave what is kept
 * @param standing as it is to be published; null where it has not changed. A new {@code warnedAt}
 *     asks for a warning, a new {@code forgedAt} for a report
 */
public record ReputationStep(
        NotifierAccount next, NotedNotice remember, NotifierStanding standing) {}
