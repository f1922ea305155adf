/** Who is signed in to the desk, as what, and how they have shown it. */
package dev.vigil.desk.sign;
