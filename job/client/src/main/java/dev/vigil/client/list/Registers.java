package dev.vigil.client.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What the jobs judge by beside the list, merged by version as they do it. */
public final class Registers {
    private Registers() {}

    public static Collection<Authorization> authorizations(Bus bus) throws IOException {
        return latest(
                        bus,
                        Topic.AUTHORIZATIONS,
                        Authorization.class,
                        Authorization::authorizationId,
                        (known, arrived) -> arrived.supersedes(known) ? arrived : known)
                .values();
    }

    /** By work, with the policies of its owners. */
    public static Map<String, Owners> owners(Bus bus) throws IOException {
        Map<String, MatchPolicy> policies =
                latest(
                        bus,
                        Topic.POLICIES,
                        MatchPolicy.class,
                        MatchPolicy::ownerId,
                        (known, arrived) -> arrived.supersedes(known) ? arrived : known);
        Map<String, Owners> owners = new HashMap<>();
        for (RegisteredWork work : works(bus).values()) {
            List<MatchPolicy> theirs = new ArrayList<>();
            for (OwnerShare share : work.owners()) {
                MatchPolicy policy = policies.get(share.ownerId());
                if (policy != null && !theirs.contains(policy)) {
                    theirs.add(policy);
                }
            }
            owners.put(work.workId(), new Owners(work, theirs));
        }
        return owners;
    }

    /** By id, as the desk has registered them, with the owners that claims make. */
    public static Map<String, RegisteredWork> works(Bus bus) throws BusException {
        Map<String, RegisteredWork> works = new TreeMap<>();
        for (Topic topic : List.of(Topic.WORKS, Topic.EFFECTIVE_WORKS)) {
            bus.each(
                    topic,
                    event ->
                            event.readable(RegisteredWork.class)
                                    .ifPresent(
                                            work ->
                                                    works.merge(
                                                            work.workId(),
                                                            work,
                                                            RegisteredWork::merged)));
        }
        return works;
    }

    private static <T> Map<String, T> latest(
            Bus bus, Topic topic, Class<T> type, Function<T, String> id, BinaryOperator<T> merge)
            throws IOException {
        Map<String, T> latest = new LinkedHashMap<>();
        for (T one : bus.all(topic, type)) {
            latest.merge(id.apply(one), one, merge);
        }
        return latest;
    }
}
