//! Batches from departments: formats, catalog checks, cleansing, de-duplication, receipts.
