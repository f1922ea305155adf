package dev.vigil.desk.screen;

import dev.vigil.desk.ask.KeysetException;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import org.jdbi.v3.core.Handle;

/**
 * A page that is read from the store.
 *
 * @param path as {@link DeskScreen#path} gives it
 */
record StoreScreen(String path, Store store, Reading reading) implements DeskScreen {
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
