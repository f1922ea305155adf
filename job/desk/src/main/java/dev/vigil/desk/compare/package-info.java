/**
 * Two files that a person gives, and the child process that compares them: files from outside are
 * decoded in no process that anything else depends on.
 */
package dev.vigil.desk.compare;
