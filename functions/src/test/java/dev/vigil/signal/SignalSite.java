package dev.vigil.signal;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One signal at one site, with what the site's topics hold of it, which outlives a restart. */
public final class SignalSite {
    private final SignalRules rules;
    private SignalBook book = SignalBook.NEW;
    private Map<String, KeptOpinion> opinions = new HashMap<>();
    private Map<String, NamedWorks> works = new HashMap<>();

    /** The topic list: the latest version of each entry. */
    public final Map<String, ListEntry> list = new HashMap<>();

    /** The topic references: works under which its recording is searched. */
    public final Set<String> placed = new TreeSet<>();

    final List<SignalOpinion> said = new ArrayList<>();
    SignalStatus status;

    public SignalSite(SignalRules rules) {
        this.rules = rules;
    }

    /** Starts without state; what it has published is still there and is read back. */
    public void forget() {
        book = SignalBook.NEW.withReadBack(status);
        opinions = new HashMap<>();
        works = new HashMap<>();
    }

    public void take(SignalFact fact) {
        switch (fact.kind()) {
            case SIGNAL -> {
                if (SignalIntake.signal(fact.signal(), book.signal()).news()) {
                    book =
                            book.with()
                                    .signal(fact.signal())
                                    .contentDigest(fact.contentDigest())
                                    .receivedAt(fact.receivedAt())
                                    .chunks(fact.signal().chunkCount())
                                    .build();
                }
            }
            case OPINION -> {
                KeptOpinion known = opinions.get(fact.sender());
                if (SignalIntake.opinion(fact.opinion(), known).news()) {
                    opinions.put(
                            fact.sender(),
                            new KeptOpinion(fact.opinion(), fact.receivedAt(), fact.counts()));
                }
            }
            case DECIDED -> {
                if (SignalIntake.isNews(fact.decided(), book.decision())) {
                    book =
                            book.withDecision(
                                    new KeptSignalDecision(fact.decided(), fact.receivedAt()));
                }
            }
            case WORKS -> works.put(fact.key(), new NamedWorks(fact.works(), fact.receivedAt()));
            default -> throw new IllegalArgumentException(fact.kind().name());
        }
    }

    public void look(long nowMs) {
        if (book.signal() == null) {
            return;
        }
        SignalNews news = SignalLook.at(new SignalFacts(book, opinions, works), rules, nowMs);
        put(news.withdrawn());
        news.retired().forEach(gone -> placed.remove(gone.workId()));
        if (news.placed() != null) {
            placed.add(news.placed().workId());
        }
        put(news.listed());
        if (news.said() != null) {
            said.add(news.said());
        }
        status = news.status() == null ? status : news.status();
        book = news.book();
    }

    private void put(ListEntry entry) {
        if (entry != null) {
            list.merge(entry.entryId(), entry, (known, now) -> now.supersedes(known) ? now : known);
        }
    }

    public List<ListEntry> inForce() {
        return list.values().stream().filter(entry -> entry.withdrawnAt() == null).toList();
    }
}
