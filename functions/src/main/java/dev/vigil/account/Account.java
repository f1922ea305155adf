package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import java.util.Objects;

/**
 * What is kept of one account, as far as it was read: {@link FactIntake} needs what a fact names,
 * {@link Fold} all of it. Changed in place; a failure of either leaves what is in state as it was.
 */
public final class Account {
    private final String accountId;
    private final AccountBook read;
    private AccountBook book;
    private final KeptMap<KeptOffence> offences = new KeptMap<>();
    private final KeptMap<KeptWarning> warnings = new KeptMap<>();
    private final KeptMap<KeptAppeal> appeals = new KeptMap<>();
    private final KeptMap<GroundState> grounds = new KeptMap<>();

    /**
     * @param book null for an account that nothing is known of
     */
    public Account(String accountId, AccountBook book) {
        this.accountId = accountId;
        this.read = book;
        this.book = book == null ? AccountBook.EMPTY : book;
    }

    public String accountId() {
        return accountId;
    }

    public AccountBook book() {
        return book;
    }

    public void book(AccountBook next) {
        book = next;
    }

    /**
     * Offences that were dropped. At a start without state, or from an older savepoint, those that
     * were dropped of late are read and dropped again: the standing that is read back has counted
     * them.
     */
    void leaveOut(int more) {
        book =
                book.withLeftOut(
                        book.reread() ? Math.max(book.leftOut(), more) : book.leftOut() + more);
    }

    /** Whether its parts were kept by id when it was read. */
    public boolean wasApart() {
        return read != null && read.apart();
    }

    public boolean isBookChanged() {
        return !Objects.equals(read, book);
    }

    /** Whether a fact has changed it. */
    public boolean hasChanged() {
        return isBookChanged()
                || !offences.changed().isEmpty()
                || !warnings.changed().isEmpty()
                || !appeals.changed().isEmpty()
                || !grounds.changed().isEmpty();
    }

    public KeptMap<KeptOffence> offences() {
        return offences;
    }

    public KeptMap<KeptWarning> warnings() {
        return warnings;
    }

    public KeptMap<KeptAppeal> appeals() {
        return appeals;
    }

    /** By ground; one that fell for a single offence by {@code ground@offence}. */
    public KeptMap<GroundState> grounds() {
        return grounds;
    }

    public static String key(GroundState ground) {
        return groundKey(ground.ground(), ground.offenceId());
    }

    static String groundKey(String ground, String offenceId) {
        return offenceId == null ? ground : ground + "@" + offenceId;
    }

    String id(Object kind, String about) {
        return accountId + "/" + kind + "/" + about;
    }
}
