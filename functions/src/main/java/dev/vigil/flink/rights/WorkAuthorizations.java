package dev.vigil.flink.rights;

import dev.vigil.policy.AuthorizationFit;
import dev.vigil.schema.address.Ids;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RecentChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;

/** Authorizations of a work, found by whom they are given to; ended ones leave after an age. */
final class WorkAuthorizations {
    /** An hour: what ends at one midnight is forgotten through the hour. */
    static final int SPREAD_MS = 3_600_000;

    private final long keepMs;
    private final MapState<String, Authorization> authorizations;
    private final MapState<String, Ids> grants;
    private final Endings ends;
    private final Counter forgotten;

    /**
     * @param keepMs how long after its end an authorization is kept
     */
    WorkAuthorizations(RuntimeContext runtime, long keepMs) {
        this.keepMs = keepMs;
        authorizations =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.AUTHORIZATIONS,
                                Types.STRING,
                                TypeInformation.of(Authorization.class)));
        grants =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.GRANTS, Types.STRING, TypeInformation.of(Ids.class)));
        ends = new Endings(StateName.AUTHORIZATION_ENDS, SPREAD_MS, runtime);
        forgotten = runtime.getMetricGroup().counter("endedAuthorizationsForgotten");
    }

    /** What a version changes; nothing where a later one is known, or it ended an age ago. */
    Optional<RecentChange> take(Authorization authorization, TimerService timers) throws Exception {
        String id = authorization.authorizationId();
        Authorization before = authorizations.get(id);
        if (before == null && AuthorizationFit.isOver(authorization, timesUp(timers))
                || before != null && !authorization.supersedes(before)) {
            return Optional.empty();
        }
        if (before != null && !before.grantee().equals(authorization.grantee())) {
            leave(before);
        }
        Ids known = grants.get(authorization.grantee());
        grants.put(authorization.grantee(), (known == null ? Ids.NONE : known).with(id));
        authorizations.put(id, authorization);
        Long endsAt = AuthorizationFit.endsAt(authorization);
        if (endsAt != null) {
            ends.add(id, endsAt + keepMs, timers);
        }
        return Optional.of(RecentChange.of(authorization, before));
    }

    private long timesUp(TimerService timers) {
        return timers.currentProcessingTime() - keepMs;
    }

    private void leave(Authorization authorization) throws Exception {
        Ids left = grants.get(authorization.grantee()).without(authorization.authorizationId());
        if (left.ids().isEmpty()) {
            grants.remove(authorization.grantee());
        } else {
            grants.put(authorization.grantee(), left);
        }
    }

    /**
     * Those alone are looked up that its account, channel or organisation has: of many very few.
     */
    List<Authorization> naming(OpenMatch match) throws Exception {
        List<Authorization> naming = new ArrayList<>();
        for (String grantee : AuthorizationFit.grantees(match.context())) {
            Ids known = grants.get(grantee);
            for (String id : known == null ? List.<String>of() : known.ids()) {
                naming.add(authorizations.get(id));
            }
        }
        return AuthorizationFit.named(naming, match.context());
    }

    /** An amendment may have a later end: then its own timer is still to come. */
    void onTimer(long timestamp, TimerService timers) throws Exception {
        for (String id : ends.take(timestamp)) {
            Authorization known = authorizations.get(id);
            if (known != null && AuthorizationFit.isOver(known, timesUp(timers))) {
                leave(known);
                authorizations.remove(id);
                forgotten.inc();
            }
        }
    }
}
