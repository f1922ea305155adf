package dev.vigil.stream.options;

import dev.vigil.schema.wire.Party;
import java.util.List;
import java.util.Locale;

/** Which of the jobs a submission runs. */
public enum JobKind {
    MEDIA(Party.MEDIA),
    NOTICE(Party.NOTICE),
    LEDGER(Party.LEDGER),
    ALL(Party.MEDIA, Party.NOTICE, Party.LEDGER);

    private final List<Party> parties;

    JobKind(Party... parties) {
        this.parties = List.of(parties);
    }

    /** Whose rights on the topics it needs. */
    public List<Party> parties() {
        return parties;
    }

    public boolean runsMedia() {
        return parties.contains(Party.MEDIA);
    }

    public boolean runsNotice() {
        return parties.contains(Party.NOTICE);
    }

    public boolean runsLedger() {
        return parties.contains(Party.LEDGER);
    }

    /** As it is written in an option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
