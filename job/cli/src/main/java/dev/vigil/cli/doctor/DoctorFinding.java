package dev.vigil.cli.doctor;

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

    String line() {
        String head = state.sign + " " + check + ": ";
        return switch (state) {
            case WELL -> head + got;
            case WRONG -> head + "expected " + expected + ", got " + got + "; " + todo;
            case UNSEEN -> head + "not checked: " + got + (todo == null ? "" : "; " + todo);
        };
    }
}
