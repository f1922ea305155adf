/** Reports to others, in their own forms. */
package dev.vigil.report;
