package dev.vigil.client.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the topics hold of one account, in the order in which it was published. */
public final class AccountRecords {
    /** Records; the latest are kept. */
    public static final int MOST = 2_000;

    private final String accountId;
    private final List<Object> records = new ArrayList<>();
    private int leftOut;

    public AccountRecords(String accountId) {
        this.accountId = accountId;
    }

    /** Takes any record of the account; its page knows which it shows. */
    public AccountRecords add(Object record) {
        if (records.size() == MOST) {
            records.subList(0, MOST / 2).clear();
            leftOut += MOST / 2;
        }
        records.add(record);
        return this;
    }

    public String accountId() {
        return accountId;
    }

    int leftOut() {
        return leftOut;
    }

    <T> Stream<T> all(Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast);
    }
}
