package dev.vigil.cli.doctor;

import dev.vigil.cli.doctor.DoctorFinding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthorizationException;

/** All that was found, in order; a check that fails is one that has seen nothing. */
final class DoctorFindings {
    private final List<DoctorFinding> all = new ArrayList<>();

    /** Looks at one thing. */
    @FunctionalInterface
    interface Look {
        DoctorFinding at() throws Exception;
    }

    void look(String check, Look look) throws InterruptedException {
        try {
            all.add(look.at());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            all.add(unseen(check, e));
        }
    }

    private static DoctorFinding unseen(String check, Exception failure) {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        if (cause instanceof AuthorizationException) {
            return DoctorFinding.unseen(
                    check,
                    "the brokers refused it (" + cause.getMessage() + ")",
                    "give --kafka-properties of the operator, see vigil topics --acls");
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return DoctorFinding.unseen(check, message, null);
    }

    void add(DoctorFinding finding) {
        all.add(finding);
    }

    List<DoctorFinding> all() {
        return List.copyOf(all);
    }

    boolean has(State state) {
        return all.stream().anyMatch(finding -> finding.state() == state);
    }

    /** A fault that is known outweighs what could not be seen. */
    int exitCode() {
        if (has(State.WRONG)) {
            return 1;
        }
        return has(State.UNSEEN) ? 2 : 0;
    }
}
