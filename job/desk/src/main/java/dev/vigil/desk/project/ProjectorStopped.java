package dev.vigil.desk.project;

/** The projector can't go on by itself; the message has what a person is to do. */
public final class ProjectorStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectorStopped(String message) {
        super(message);
    }
}
