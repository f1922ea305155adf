package dev.vigil.schema.state;

import java.util.List;
import java.util.TreeSet;

/** Which authorizations of a work somebody has: an account, a channel or an organisation. */
public record Grants(List<String> authorizationIds) {
    public static final Grants NONE = new Grants(List.of());

    public Grants with(String authorizationId) {
        TreeSet<String> ids = new TreeSet<>(authorizationIds);
        return ids.add(authorizationId) ? new Grants(List.copyOf(ids)) : this;
    }

    public Grants without(String authorizationId) {
        return new Grants(
                authorizationIds.stream().filter(id -> !id.equals(authorizationId)).toList());
    }
}
