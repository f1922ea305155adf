package dev.vigil.cli.doctor;

/**
 * What one check has found.
 *
 * @param came what is; why it could not be told, where nothing was seen
 * @param todo null where all is well
 */
record DoctorFinding(String check, State state, String expected, String came, String todo) {
    enum State {
        WELL("✔"),
        WRONG("✘"),
        UNSEEN("—");

        private final String sign;

        State(String sign) {
            this.sign = sign;
        }
    }

    static DoctorFinding well(String check, String came) {
        return new DoctorFinding(check, State.WELL, null, came, null);
    }

    static DoctorFinding wrong(String check, String expected, String came, String todo) {
        return new DoctorFinding(check, State.WRONG, expected, came, todo);
    }

    static DoctorFinding unseen(String check, String why, String todo) {
        return new DoctorFinding(check, State.UNSEEN, null, why, todo);
    }

    String line() {
        String head = state.sign + " " + check + ": ";
        return switch (state) {
            case WELL -> head + came;
            case WRONG -> head + "expected " + expected + ", came " + came + "; " + todo;
            case UNSEEN -> head + "not looked at: " + came + (todo == null ? "" : "; " + todo);
        };
    }
}
