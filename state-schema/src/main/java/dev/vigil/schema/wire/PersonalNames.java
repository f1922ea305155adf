package dev.vigil.schema.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names of members that could hold personal data or an address. A record of a peer with one of them
 * is refused whole: that unknown members are dropped does not make it right that they were sent.
 */
public final class PersonalNames {
    private static final Set<String> REFUSED =
            Set.of(
                    "account",
                    "accounts",
                    "address",
                    "avatar",
                    "channel",
                    "channels",
                    "device",
                    "email",
                    "href",
                    "identity",
                    "ip",
                    "link",
                    "locator",
                    "locators",
                    "nickname",
                    "phone",
                    "room",
                    "session",
                    "stream",
                    "streamer",
                    "uid",
                    "uri",
                    "url",
                    "urls",
                    "user",
                    "users",
                    "username",
                    "viewer",
                    "viewers",
                    "views");

    private PersonalNames() {}

    /** The first such member, at any depth; empty where there is none. */
    public static Optional<String> in(byte[] json) {
        return in(Json.read(json, JsonNode.class));
    }

    private static Optional<String> in(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (isOne(member.getKey())) {
                return Optional.of(member.getKey());
            }
        }
        for (JsonNode inside : node) {
            Optional<String> found = in(inside);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** True of accountId, account_id, IP and userName too. */
    public static boolean isOne(String member) {
        String plain = member.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return REFUSED.contains(plain)
                || REFUSED.contains(plain.replaceAll("(id|ids|name|hash|pointer)$", ""));
    }
}
