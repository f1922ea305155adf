package dev.vigil.desk.sign;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which roles of the desk the groups stand for that a provider or a proxy names.
 *
 * @param roles by group
 */
public record RoleMap(Map<String, Set<DeskRole>> roles) {
    public RoleMap {
        roles = Map.copyOf(roles);
    }

    /**
     * @param entries each as {@code GROUP=ROLE}; a group may have several
     * @throws IllegalArgumentException for one that is none
     */
    public static RoleMap of(List<String> entries) {
        Map<String, Set<DeskRole>> roles = new TreeMap<>();
        for (String entry : entries) {
            int equals = entry.lastIndexOf('=');
            String group = entry.substring(0, Math.max(equals, 0)).strip();
            String name = entry.substring(equals + 1).strip();
            DeskRole role =
                    Arrays.stream(DeskRole.values())
                            .filter(one -> word(one).equals(name))
                            .findFirst()
                            .orElse(null);
            if (group.isEmpty() || role == null) {
                throw new IllegalArgumentException(
                        "--role-map: expected GROUP=ROLE with one of the roles "
                                + words(EnumSet.allOf(DeskRole.class))
                                + ", got '"
                                + entry
                                + "'; correct it");
            }
            roles.computeIfAbsent(group, it -> EnumSet.noneOf(DeskRole.class)).add(role);
        }
        return new RoleMap(roles);
    }

    /** What these groups may do, all together. */
    public Set<DeskRole> ofGroups(Collection<String> groups) {
        Set<DeskRole> all = EnumSet.noneOf(DeskRole.class);
        groups.forEach(group -> all.addAll(roles.getOrDefault(group, Set.of())));
        return all;
    }

    private static String word(DeskRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Set<DeskRole> roles) {
        return roles.stream().sorted().map(RoleMap::word).collect(Collectors.joining(", "));
    }

    /** The same text for the same map. */
    @Override
    public String toString() {
        return new TreeMap<>(roles)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + words(entry.getValue()))
                        .collect(Collectors.joining("; "));
    }
}
