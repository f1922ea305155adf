package dev.vigil.desk.ask;

import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What peers share with this site, and this site with them. */
public final class SignalQuery {
    private static final String STATUS =
            "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, e.body, e.problem,"
                    + " x.at, x.signal_id from signal x join event e on e.topic = '"
                    + Topic.SIGNAL_STATES.topicName()
                    + "' and e.part = x.part and e.off = x.off";

    private SignalQuery() {}

    /**
     * The one that changed last first.
     *
     * @param state name of a constant of SignalState; null for any
     * @param toDecide true for those that a person should look at
     */
    public static ListPage<SignalStatus> page(
            Handle store, String state, boolean toDecide, String after) {
        Conditions asked =
                new Conditions()
                        .addIf(state, "x.state = ?")
                        .behind(
                                Keyset.parse(after, Long.class, String.class),
                                "(x.at, x.signal_id) < (?, ?)");
        if (toDecide) {
            asked.add("x.reason_code is not null and x.decided_by is null");
        }
        return StoredRecords.page(
                store,
                asked,
                STATUS,
                " order by x.at desc, x.signal_id desc",
                SignalStatus.class,
                Long.class,
                String.class);
    }

    public static Optional<SignalStatus> one(Handle store, String signalId) {
        return new Conditions()
                .add("x.signal_id = ?", signalId)
                .on(store, STATUS, "", 1)
                .map((row, context) -> StoredRecords.read(row))
                .findFirst()
                .flatMap(it -> it.as(SignalStatus.class));
    }

    /** What people here decided about it, the latest first, at most 20. */
    public static List<SignalDecided> decisions(Handle store, String signalId) {
        return RecordsAbout.latest(
                        store, signalId, Topic.SIGNAL_DECISIONS, EventType.SIGNAL_DECIDED, 20)
                .stream()
                .map(it -> it.as(SignalDecided.class))
                .flatMap(Optional::stream)
                .toList();
    }
}
