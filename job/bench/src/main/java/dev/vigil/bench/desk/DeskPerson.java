package dev.vigil.bench.desk;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.ProxySignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A person of the site, whom a proxy signs in; the groups are called as the roles.
 *
 * @param party of an owner; null of the site's own people
 */
record DeskPerson(String name, Set<DeskRole> roles, String party) {
    /** Of a file on this machine: the desk is reached from here alone. */
    private static final String SECRET = "a-secret-of-a-benchmark-that-hides-nothing";

    /** Of a team; the first one may do all that its people may do. */
    private static final List<Set<DeskRole>> TEAM =
            List.of(
                    DeskRole.STAFF,
                    Set.of(DeskRole.HANDLER),
                    Set.of(DeskRole.HANDLER),
                    Set.of(DeskRole.LEAD),
                    Set.of(DeskRole.HANDLER, DeskRole.PUBLISHER),
                    Set.of(DeskRole.AUDITOR),
                    Set.of(DeskRole.LEAD, DeskRole.AUDITOR),
                    Set.of(DeskRole.VIEWER),
                    Set.of(DeskRole.HANDLER, DeskRole.AUDITOR));

    DeskPerson {
        roles = Set.copyOf(roles);
    }

    /** The site's own people. */
    static List<DeskPerson> staff(int many) {
        List<DeskPerson> staff = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            staff.add(new DeskPerson("staff-" + i, TEAM.get(i % TEAM.size()), null));
        }
        return staff;
    }

    static DeskPerson owner(String party) {
        return new DeskPerson("of-" + party, Set.of(DeskRole.OWNER), party);
    }

    /** What the proxy adds to each request. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put(ProxySignIn.SECRET, SECRET);
        headers.put(ProxySignIn.USER, name);
        headers.put(
                ProxySignIn.GROUPS,
                roles.stream().map(DeskPerson::group).collect(Collectors.joining(",")));
        if (party != null) {
            headers.put(ProxySignIn.PARTY, party);
        }
        return headers;
    }

    private static String group(DeskRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Options of a desk that takes them.
     *
     * @param folder for the file of the secret
     * @param port of this machine
     */
    static List<String> signIn(Path folder, int port) throws IOException {
        Path secret = folder.resolve("proxy-secret");
        Files.writeString(secret, SECRET + "\n");
        String map =
                Arrays.stream(DeskRole.values())
                        .map(role -> group(role) + "=" + group(role))
                        .collect(Collectors.joining(","));
        return List.of(
                "--bind",
                "127.0.0.1:" + port,
                "--public-url",
                "http://127.0.0.1:" + port,
                "--behind-proxy",
                "127.0.0.1",
                "--sign-in",
                "proxy",
                "--proxy-secret-file",
                secret.toString(),
                "--role-map",
                map);
    }
}
