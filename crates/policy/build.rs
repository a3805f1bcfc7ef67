//! Compiles this room anew when a policy file is added, so that the embedded packs are complete.

fn main() {
    println!("cargo:rerun-if-changed=../../policies");
}
