package dev.vigil.desk.act;

/** How far what a person has ordered is. */
public enum OrderState {
    /** It is to be sent. */
    WAITING,
    /** It is on its topic. */
    SENT,
    /** A job has answered, or it is recorded where none does. */
    TAKEN,
    /** A job has refused it. */
    REFUSED,
    /** It is on its topic for a while, and no job has answered. */
    QUIET
}
