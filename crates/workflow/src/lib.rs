//! What must happen next: objections, and the due dates of their steps.
