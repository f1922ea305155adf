package dev.vigil.client.account;

import dev.vigil.client.text.Times;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What each warning of an account is beside those before it, in the order of their topic. */
final class WarningNews {
    private final Set<String> withdrawn = new HashSet<>();

    /** By id and revision: a repeat is no other news. */
    private final Map<String, String> news = new HashMap<>();

    String of(UserWarning warning) {
        return news.computeIfAbsent(
                warning.warningId() + " " + warning.revision(), revision -> first(warning));
    }

    private String first(UserWarning warning) {
        if (warning.kind() == WarningKind.LIFTED) {
            withdrawn.add(warning.voids());
            return "withdraws " + warning.voids();
        } else if (warning.stopBy() != null) {
            return "to stop by " + Times.clock(warning.stopBy());
        } else if (withdrawn.remove(warning.warningId())) {
            return "again";
        }
        return warning.revision() == 1 ? "new" : "an addition";
    }
}
