package dev.vigil.flink.notifier;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notifier.NotifierStanding;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Standings as broadcast state: those that are plain are left out, so what is kept is few. One
 * writer keys them by notifier, hence the last record is the truth and needs no version.
 */
public final class Standings {
    /** Standings that are not plain, by notifier. */
    public static final MapStateDescriptor<String, NotifierStanding> BY_NOTIFIER =
            new MapStateDescriptor<>(
                    StateName.STANDINGS, Types.STRING, TypeInformation.of(NotifierStanding.class));

    private Standings() {}

    public static void merge(
            BroadcastState<String, NotifierStanding> standings, NotifierStanding standing)
            throws Exception {
        if (standing.plain()) {
            standings.remove(standing.notifier());
        } else {
            standings.put(standing.notifier(), standing);
        }
    }

    /** The standing of a notifier as this task knows it; null where it is plain or unknown. */
    public static NotifierStanding of(
            ReadOnlyBroadcastState<String, NotifierStanding> standings, String notifier)
            throws Exception {
        return standings.get(notifier);
    }
}
