package dev.vigil.desk.screen;

import dev.vigil.desk.ask.KeysetException;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * A page that is read from the store.
 *
 * @param path as {@link DeskScreen#path} gives it
 * @param roles any of these may see it
 */
record StoreScreen(String path, Store store, Reading reading, Set<DeskRole> roles)
        implements DeskScreen {
    /** One that all of the site's people may see. */
    StoreScreen(String path, Store store, Reading reading) {
        this(path, store, reading, DeskRole.STAFF);
    }

    /** Makes the answer of what the store has. */
    interface Reading {
        Answer answer(Handle store, Visit visit);
    }

    @Override
    public Answer get(Visit visit) {
        try (Handle handle = store.handle()) {
            return reading.answer(handle, visit);
        } catch (KeysetException e) {
            return Answer.refused(400, visit.text().text("error.400.after"));
        }
    }
}
