package dev.vigil.flink.account;

import dev.vigil.account.Account;
import dev.vigil.account.KeptMap;
import dev.vigil.account.Named;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptPart;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.address.StateName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The states of an account. One with few offences and warnings keeps them in its book: a fact and a
 * fold read and write it once, where a walk of each map would cost as much as all else. Of one with
 * more a fact reads and writes what it names; a fold reads all and writes what has changed.
 */
final class KeptAccount {
    /** In ids: of more a fact would rewrite more than some 5 kB. */
    static final int MOST_TOGETHER = 60;

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
        AccountBook known = book.value();
        if (known == null || !known.apart()) {
            return together(accountId, known);
        }
        Account account = new Account(accountId, known);
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

    private static Account together(String accountId, AccountBook known) {
        if (known == null) {
            return new Account(accountId, null);
        }
        Account account = new Account(accountId, known.withParts(null));
        for (KeptPart part : known.parts()) {
            if (part.offence() != null) {
                account.offences().load(part.id(), part.offence());
            } else if (part.warning() != null) {
                String id = id(accountId, part.id());
                account.warnings().load(id, part.warning().whole(id));
            } else if (part.appeal() != null) {
                account.appeals().load(part.id(), part.appeal());
            } else {
                account.grounds().load(Account.key(part.ground()), part.ground());
            }
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
        if (!known.apart()) {
            return together(accountId, known);
        }
        Account account = new Account(accountId, known);
        load(offences, account.offences());
        for (Map.Entry<String, KeptWarning> entry : warnings.entries()) {
            String id = id(accountId, entry.getKey());
            account.warnings().load(id, entry.getValue().whole(id));
        }
        load(appeals, account.appeals());
        load(grounds, account.grounds());
        return account;
    }

    private static <V> void load(MapState<String, V> state, KeptMap<V> shelf) throws Exception {
        for (Map.Entry<String, V> entry : state.entries()) {
            shelf.load(entry.getKey(), entry.getValue());
        }
    }

    /** A part of it, as a fact names it. Most facts are known: those are not looked at further. */
    void save(Account account) throws Exception {
        if (!account.hasChanged()) {
            return;
        }
        save(account, !account.wasApart() && weight(account) <= MOST_TOGETHER);
    }

    /** One that has become small is kept together again. */
    void saveWhole(Account account) throws Exception {
        save(account, weight(account) <= (account.wasApart() ? MOST_TOGETHER / 2 : MOST_TOGETHER));
    }

    private void save(Account account, boolean isTogether) throws Exception {
        account.book(account.book().withApart(!isTogether));
        if (!isTogether) {
            saveApart(account);
        } else if (account.hasChanged()) {
            clearParts(account);
            book.update(account.book().withParts(parts(account)));
        }
    }

    private void saveApart(Account account) throws Exception {
        if (account.isBookChanged()) {
            book.update(account.book());
        }
        boolean isAll = !account.wasApart();
        save(account.offences(), isAll, offences);
        for (String id : ids(account.warnings(), isAll)) {
            KeptWarning warning = account.warnings().get(id);
            put(
                    warnings,
                    key(account.accountId(), id),
                    warning == null ? null : warning.packed(id));
        }
        save(account.appeals(), isAll, appeals);
        save(account.grounds(), isAll, grounds);
    }

    private static Set<String> ids(KeptMap<?> shelf, boolean isAll) {
        return isAll ? shelf.ids() : shelf.changed();
    }

    private static <V> void save(KeptMap<V> shelf, boolean isAll, MapState<String, V> state)
            throws Exception {
        for (String id : ids(shelf, isAll)) {
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

    /** What of it is kept in its book, where that is little. */
    static List<KeptPart> parts(Account account) {
        List<KeptPart> parts = new ArrayList<>();
        account.offences().entries().forEach(o -> parts.add(KeptPart.of(o.getKey(), o.getValue())));
        account.warnings()
                .entries()
                .forEach(
                        w ->
                                parts.add(
                                        KeptPart.of(
                                                key(account.accountId(), w.getKey()),
                                                w.getValue().packed(w.getKey()))));
        account.appeals().entries().forEach(a -> parts.add(KeptPart.of(a.getKey(), a.getValue())));
        account.grounds().values().forEach(ground -> parts.add(KeptPart.of(ground)));
        return parts;
    }

    /** Ids that it names, more or less: some 60 bytes each. */
    private static int weight(Account account) {
        int weight = account.appeals().size() + account.grounds().size();
        for (KeptOffence one : account.offences().values()) {
            weight += 1 + one.owners().size() + one.territories().size();
            weight += one.named() + one.noticeIds().size() + one.disputed().size();
            for (OffenceReason reason : one.reasons()) {
                weight += 1 + reason.references().size();
            }
        }
        for (KeptWarning one : account.warnings().values()) {
            weight += 1 + one.offences().size();
        }
        return weight;
    }

    void clear(Account account) throws Exception {
        book.clear();
        clearParts(account);
    }

    private void clearParts(Account account) {
        if (account.wasApart()) {
            offences.clear();
            warnings.clear();
            appeals.clear();
            grounds.clear();
        }
    }
}
