package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import java.util.Set;

/** A form and what it is sent to, at one address, for the same people. */
interface FormPage extends DeskScreen, DeskPost {
    Deed form();

    @Override
    default String path() {
        return form().path();
    }

    @Override
    default Set<DeskRole> roles() {
        return form().roles();
    }
}
