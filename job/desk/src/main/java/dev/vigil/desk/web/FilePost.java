package dev.vigil.desk.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * A form with large files. They go to their places as they arrive; the other fields are in front of
 * them. Origin, role and the session's token are checked before a byte of a file is taken. A form
 * without files is a post like others.
 */
public interface FilePost extends DeskPost {
    /** The fields that are files. */
    Set<String> files();

    /** Of each file, in bytes. */
    long mostFileBytes();

    /**
     * Begins to take the files of one form.
     *
     * @param visit with the fields in front of them
     * @throws FileRefused where none are taken now
     */
    ArrivingFiles begin(Visit visit) throws IOException;

    /** The files of one form. */
    interface ArrivingFiles extends AutoCloseable {
        /**
         * The place of the next file.
         *
         * @throws FileRefused where this one is not taken
         */
        OutputStream file(String field) throws IOException;

        /** All are here. */
        Answer done() throws IOException;

        /** Deletes all that nothing needs any more: the form may have been broken off. */
        @Override
        void close();
    }
}
