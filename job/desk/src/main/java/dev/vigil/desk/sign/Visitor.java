package dev.vigil.desk.sign;

import java.util.Set;

/**
 * A person who is signed in.
 *
 * @param actor the pointer that records name as {@code ce_actor}: {@code link:USER}, {@code
 *     oidc:SUBJECT} or {@code proxy:NAME}
 * @param name as shown
 * @param party of an owner: the id that works and claims name; null for the site's own people
 */
public record Visitor(String actor, String name, Set<DeskRole> roles, String party) {
    static final String LINK = "link:";

    public Visitor {
        roles = Set.copyOf(roles);
    }

    /** One person with the whole desk on one machine: four eyes are not to be had. */
    public boolean isAlone() {
        return actor.startsWith(LINK);
    }

    /** The same person, alone on one machine, as one who acts for a party and sees nothing else. */
    public Visitor asOwner(String owner) {
        return new Visitor(actor, itself().name(), Set.of(DeskRole.OWNER), owner);
    }

    /** The person alone on one machine, with the whole desk. */
    public Visitor itself() {
        return new Visitor(actor, actor.substring(LINK.length()), DeskRole.STAFF, null);
    }

    public boolean has(DeskRole role) {
        return roles.contains(role);
    }

    /** True where one of these roles is one of the person's. */
    public boolean hasAny(Set<DeskRole> any) {
        return any.stream().anyMatch(roles::contains);
    }
}
