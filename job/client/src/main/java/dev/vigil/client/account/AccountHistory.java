package dev.vigil.client.account;

import dev.vigil.client.account.AccountWords.Dated;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.page.AccountRecords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the topics hold of one account, earliest first, the latest of it where it is too much. */
public final class AccountHistory {
    /** Lines. */
    public static final int MOST = 1_000;

    /** Keyed by the account, or by it and a slash; a report has it within. */
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.ACCOUNTS,
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.WARNINGS,
                    Topic.RECEIPTS,
                    Topic.APPEALS,
                    Topic.DECISIONS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.ACCOUNT_CONFIRMATIONS,
                    Topic.LEDGER_ALERTS,
                    Topic.DEPARTMENT,
                    Topic.LEDGER_DEAD_LETTERS);

    private final String accountId;
    private final List<Dated> lines = new ArrayList<>();
    private final WarningNews news = new WarningNews();
    private int leftOut;

    private AccountHistory(String accountId) {
        this.accountId = accountId;
    }

    public static AccountHistory read(Bus bus, String accountId) throws IOException {
        AccountHistory history = new AccountHistory(accountId);
        for (Topic topic : TOPICS) {
            bus.each(topic, history::learn);
        }
        history.lines.sort(Comparator.comparingLong(Dated::atMs));
        return history;
    }

    /** The records themselves, with the standings, for a page. */
    public static AccountRecords records(Bus bus, String accountId) throws IOException {
        AccountRecords records = new AccountRecords(accountId);
        for (Topic topic : TOPICS) {
            bus.each(topic, event -> learn(event, records));
        }
        bus.each(Topic.ACCOUNT_STANDINGS, event -> learn(event, records));
        return records;
    }

    private static void learn(Event event, AccountRecords records) {
        if (isOf(records.accountId(), event)) {
            event.readable().ifPresent(records::add);
        }
    }

    private static boolean isOf(String accountId, Event event) {
        String key = event.key();
        return key != null && (key.equals(accountId) || key.startsWith(accountId + "/"));
    }

    private void learn(Event event) {
        if (!isOf(accountId, event)) {
            return;
        }
        event.readable()
                .ifPresent(
                        record -> {
                            if (record instanceof DeadLetter letter) {
                                add(new Dated(event.storedAt(), refused(letter)));
                            } else {
                                AccountWords.dated(record)
                                        .map(it -> withNews(it, record))
                                        .map(it -> isRepeat(record) ? stored(it, event) : it)
                                        .map(it -> signed(it, event))
                                        .ifPresent(this::add);
                            }
                        });
    }

    private Dated withNews(Dated line, Object record) {
        return record instanceof UserWarning warning
                ? new Dated(line.atMs(), AccountWords.warning(warning, news.of(warning)))
                : line;
    }

    /** Its record has the time of the first attempt. */
    private static boolean isRepeat(Object record) {
        return record instanceof AccountCommand command && command.attempt() != null
                || record instanceof UserWarning warning && warning.attempt() > 1;
    }

    private static Dated stored(Dated line, Event event) {
        return new Dated(event.storedAt(), line.words());
    }

    private static Dated signed(Dated line, Event event) {
        String actor = event.envelope() == null ? null : event.envelope().actor();
        return actor == null || line.words().contains(actor)
                ? line
                : new Dated(line.atMs(), line.words() + " [" + actor + "]");
    }

    private static String refused(DeadLetter letter) {
        return "refused as " + letter.reason() + ": " + letter.message();
    }

    /** A record that is published again, or changes in what no line shows, is one line. */
    private void add(Dated line) {
        if (lines.contains(line)) {
            return;
        }
        if (lines.size() == MOST) {
            lines.sort(Comparator.comparingLong(Dated::atMs));
            lines.subList(0, MOST / 2).clear();
            leftOut += MOST / 2;
        }
        lines.add(line);
    }

    public List<String> lines() {
        return lines.stream().map(it -> Times.clock(it.atMs()) + "  " + it.words()).toList();
    }

    /** Earlier ones that are not kept. */
    public int leftOut() {
        return leftOut;
    }
}
