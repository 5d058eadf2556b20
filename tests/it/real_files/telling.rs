//! What is told: check, preview, messages.
