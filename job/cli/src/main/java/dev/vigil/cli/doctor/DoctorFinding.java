package dev.vigil.cli.doctor;

import dev.vigil.cli.text.AsCalled;

/**
 * What one check has found.
 *
 * @param got what is; why it could not be checked, where nothing was seen
 * @param todo null where all is well
 */
record DoctorFinding(String check, State state, String expected, String got, String todo) {
    enum State {
        WELL("✔"),
        WRONG("✘"),
        UNSEEN("—");

        private final String sign;

        State(String sign) {
            this.sign = sign;
        }
    }

    static DoctorFinding well(String check, String got) {
        return new DoctorFinding(check, State.WELL, null, got, null);
    }

    static DoctorFinding wrong(String check, String expected, String got, String todo) {
        return new DoctorFinding(check, State.WRONG, expected, got, todo);
    }

    static DoctorFinding unseen(String check, String why, String todo) {
        return new DoctorFinding(check, State.UNSEEN, null, why, todo);
    }

    /** Only what is to do has calls of the command: a job's name begins as one does. */
    String line() {
        String head = state.sign + " " + check + ": ";
        String then = todo == null ? "" : "; " + AsCalled.of(todo);
        return switch (state) {
            case WELL -> head + got;
            case WRONG -> head + "expected " + expected + ", got " + got + then;
            case UNSEEN -> head + "not checked: " + got + then;
        };
    }
}
