//! The gate: who may see what until when, masked how, and the access register.
