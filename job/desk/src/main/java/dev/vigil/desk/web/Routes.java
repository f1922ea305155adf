package dev.vigil.desk.web;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which screen or act a path is of, and who may have it. */
public final class Routes {
    /** In the order of the page's head, each with the letter that follows g. */
    private static final List<Link> LINKS =
            List.of(
                    new Link("/", "nav.queue", 'q'),
                    new Link("/alerts", "nav.alerts", 'a'),
                    new Link("/sessions", "nav.sessions", 's'),
                    new Link("/commands", "nav.commands", 'c'),
                    new Link("/list", "nav.list", 'l'),
                    new Link("/notifiers", "nav.notifiers", 'n'),
                    new Link("/works", "nav.works", 'w'),
                    new Link("/accounts", "nav.accounts", 'p'),
                    new Link("/usage", "nav.usage", 'u'),
                    new Link("/signals", "nav.signals", 'i'),
                    new Link("/owner", "nav.owner", 'o'),
                    new Link("/owner/notices", "nav.owner.notices", 'n'),
                    new Link("/owner/claims", "nav.owner.claims", 'c'),
                    new Link("/owner/conflicts", "nav.owner.conflicts", 'x'),
                    new Link("/owner/authorizations", "nav.owner.authorizations", 'a'),
                    new Link("/owner/usage", "nav.owner.usage", 'u'),
                    new Link("/owner/statement", "nav.owner.statement", 's'),
                    new Link("/audit", "nav.audit", 't'),
                    new Link("/inspection", "nav.inspection", 'x'),
                    new Link("/deadletters", "nav.deadletters", 'd'),
                    new Link("/health", "nav.health", 'h'));

    private record Link(String path, String key, char shortcut) {}

    /**
     * A screen or an act, and what its path's braces hold.
     *
     * @param <T> which of both
     */
    record Match<T>(T target, Set<DeskRole> roles, Map<String, String> places) {}

    private record Route<T>(PathPattern path, T target, Set<DeskRole> roles) {}

    private final List<Route<DeskScreen>> screens;
    private final List<Route<DeskPost>> posts;
    private final Map<String, Set<DeskRole>> rolesOfPosts = new HashMap<>();
    private final Map<String, Set<DeskRole>> rolesOfScreens = new HashMap<>();

    /** Where two paths fit, the one without braces wins; of two with braces the earlier one. */
    public Routes(List<DeskScreen> screens, List<DeskPost> posts) {
        this.screens = routes(screens, DeskScreen::path, DeskScreen::roles);
        this.posts = routes(posts, DeskPost::path, DeskPost::roles);
        screens.forEach(one -> rolesOfScreens.put(one.path(), one.roles()));
        posts.forEach(one -> rolesOfPosts.put(one.path(), one.roles()));
    }

    private static <T> List<Route<T>> routes(
            List<T> all, Function<T, String> path, Function<T, Set<DeskRole>> roles) {
        List<Route<T>> routes = new ArrayList<>();
        int plain = 0;
        for (T one : all) {
            Set<DeskRole> may =
                    roles.apply(one).isEmpty()
                            ? Set.of()
                            : Set.copyOf(EnumSet.copyOf(roles.apply(one)));
            Route<T> route = new Route<>(new PathPattern(path.apply(one)), one, may);
            // As /command/confirm beside /command/{id}.
            routes.add(path.apply(one).contains("{") ? routes.size() : plain++, route);
        }
        return routes;
    }

    /**
     * @param path as asked for, encoded
     */
    Optional<Match<DeskScreen>> screen(String path) {
        return match(screens, path);
    }

    Optional<Match<DeskPost>> post(String path) {
        return match(posts, path);
    }

    private static <T> Optional<Match<T>> match(List<Route<T>> routes, String path) {
        for (Route<T> route : routes) {
            Optional<Map<String, String>> places = route.path().places(path);
            if (places.isPresent()) {
                return Optional.of(new Match<>(route.target(), route.roles(), places.get()));
            }
        }
        return Optional.empty();
    }

    /** True where the visitor may do the act of exactly this path. */
    boolean permits(Visitor visitor, String post) {
        return visitor != null && visitor.hasAny(rolesOfPosts.getOrDefault(post, Set.of()));
    }

    /** The first screen that the visitor may see: the queue, or an owner's works. */
    Optional<String> home(Visitor visitor) {
        return links(visitor, "", Map.of()).stream().map(Frame.NavLink::path).findFirst();
    }

    /**
     * Links to the screens that there are and the visitor may see.
     *
     * @param path of the page, encoded, without its query
     * @param counts of what waits, by path
     */
    List<Frame.NavLink> links(Visitor visitor, String path, Map<String, Long> counts) {
        return LINKS.stream()
                .filter(
                        link ->
                                visitor != null
                                        && visitor.hasAny(
                                                rolesOfScreens.getOrDefault(link.path(), Set.of())))
                .map(
                        link ->
                                new Frame.NavLink(
                                        link.path(),
                                        link.key(),
                                        link.shortcut(),
                                        counts.get(link.path()),
                                        link.path().equals(path)))
                .toList();
    }
}
