package dev.vigil.flink.account;

import dev.vigil.account.Account;
import dev.vigil.account.KeptMap;
import dev.vigil.account.Named;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.address.StateName;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The states of an account. A fact reads and writes what it names; a fold reads all and writes what
 * has changed.
 */
final class KeptAccount {
    private static final String OWN = ".";
    private static final String OTHER = "!";

    /** Each has a short name of one letter. */
    private static final WarningKind[] KINDS = WarningKind.values();

    private final ValueState<AccountBook> book;
    private final MapState<String, KeptOffence> offences;
    private final MapState<String, KeptWarning> warnings;
    private final MapState<String, KeptAppeal> appeals;
    private final MapState<String, GroundState> grounds;

    KeptAccount(RuntimeContext runtime) {
        book =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.ACCOUNT_BOOK, AccountBook.class));
        offences = map(runtime, StateName.ACCOUNT_OFFENCES, KeptOffence.class);
        warnings = map(runtime, StateName.ACCOUNT_WARNINGS, KeptWarning.class);
        appeals = map(runtime, StateName.ACCOUNT_APPEALS, KeptAppeal.class);
        grounds = map(runtime, StateName.ACCOUNT_GROUNDS, GroundState.class);
    }

    private static <V> MapState<String, V> map(RuntimeContext runtime, String name, Class<V> type) {
        return runtime.getMapState(
                new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
    }

    /** Null for an account that nothing is known of. */
    AccountBook book() throws Exception {
        return book.value();
    }

    void book(AccountBook next) throws Exception {
        book.update(next);
    }

    Account named(String accountId, Named named) throws Exception {
        Account account = new Account(accountId, book.value());
        load(named.offence(), offences, account.offences());
        if (named.warning() != null) {
            KeptWarning warning = warnings.get(key(accountId, named.warning()));
            if (warning != null) {
                account.warnings().load(named.warning(), warning.whole(named.warning()));
            }
        }
        load(named.appeal(), appeals, account.appeals());
        for (String ground : named.grounds()) {
            load(ground, grounds, account.grounds());
        }
        return account;
    }

    /**
     * Ids of warnings begin with the account, which is the key of all of it, and go on with their
     * kind: that becomes its short name. An id of another form is kept as it is.
     */
    static String key(String accountId, String id) {
        if (!id.startsWith(accountId + "/")) {
            return OTHER + id;
        }
        String rest = id.substring(accountId.length() + 1);
        for (WarningKind kind : KINDS) {
            if (rest.startsWith(kind.name() + "/")) {
                return kind.shortName() + rest.substring(kind.name().length());
            }
        }
        return OWN + rest;
    }

    static String id(String accountId, String key) {
        String rest = key.substring(1);
        if (key.startsWith(OTHER)) {
            return rest;
        } else if (key.startsWith(OWN)) {
            return accountId + "/" + rest;
        }
        for (WarningKind kind : KINDS) {
            if (key.startsWith(kind.shortName())) {
                return accountId + "/" + kind.name() + rest;
            }
        }
        throw new IllegalStateException("warning: expected a key of its kind, got " + key);
    }

    private static <V> void load(String id, MapState<String, V> state, KeptMap<V> shelf)
            throws Exception {
        V value = id == null ? null : state.get(id);
        if (value != null) {
            shelf.load(id, value);
        }
    }

    /**
     * @param known its book, which was read already
     */
    Account whole(String accountId, AccountBook known) throws Exception {
        Account account = new Account(accountId, known);
        load(offences, account.offences());
        for (Map.Entry<String, KeptWarning> entry : warnings.entries()) {
            String id = id(accountId, entry.getKey());
            account.warnings().load(id, entry.getValue().whole(id));
        }
        if (!known.alone()) {
            load(appeals, account.appeals());
            load(grounds, account.grounds());
        }
        return account;
    }

    private static <V> void load(MapState<String, V> state, KeptMap<V> shelf) throws Exception {
        for (Map.Entry<String, V> entry : state.entries()) {
            shelf.load(entry.getKey(), entry.getValue());
        }
    }

    /** A part of it, as a fact names it. */
    void save(Account account) throws Exception {
        save(account, account.book().alone());
    }

    void saveWhole(Account account) throws Exception {
        save(account, true);
    }

    private void save(Account account, boolean isAlone) throws Exception {
        boolean hasMore = account.appeals().size() + account.grounds().size() > 0;
        account.book(account.book().withAlone(isAlone && !hasMore));
        if (account.isBookChanged()) {
            book.update(account.book());
        }
        save(account.offences(), offences);
        for (String id : account.warnings().changed()) {
            KeptWarning warning = account.warnings().get(id);
            put(
                    warnings,
                    key(account.accountId(), id),
                    warning == null ? null : warning.packed(id));
        }
        save(account.appeals(), appeals);
        save(account.grounds(), grounds);
    }

    private static <V> void save(KeptMap<V> shelf, MapState<String, V> state) throws Exception {
        for (String id : shelf.changed()) {
            put(state, id, shelf.get(id));
        }
    }

    private static <V> void put(MapState<String, V> state, String key, V value) throws Exception {
        if (value == null) {
            state.remove(key);
        } else {
            state.put(key, value);
        }
    }

    void clear() {
        book.clear();
        offences.clear();
        warnings.clear();
        appeals.clear();
        grounds.clear();
    }
}
