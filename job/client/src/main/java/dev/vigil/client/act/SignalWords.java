package dev.vigil.client.act;

import dev.vigil.client.text.Times;
import dev.vigil.schema.check.Controls;
import dev.vigil.schema.signal.SignalStatus;

/** A signal in a line. */
public final class SignalWords {
    private SignalWords() {}

    public static String line(SignalStatus one) {
        StringBuilder line = new StringBuilder();
        line.append(one.signalId()).append("  ").append(one.state());
        if (one.reasonCode() != null) {
            line.append(" (").append(one.reasonCode()).append(')');
        }
        line.append("  ").append(one.title());
        if (one.placed() != null) {
            line.append("  as ").append(one.placed().workId());
        }
        if (one.notifier() != null) {
            line.append("  notifier here ").append(one.notifier());
        }
        if (!one.works().isEmpty()) {
            line.append("  works here ").append(String.join(", ", one.works()));
        }
        line.append("  confirmed by ").append(one.confirmations());
        line.append(", disputed by ").append(one.disputes());
        line.append(", found in ").append(one.sessions()).append(" sessions");
        line.append("  until ").append(Times.date(one.expiresAt()));
        return Controls.cleaned(line.toString()).replace('\n', ' ');
    }
}
