//! A sealed report that reads is written exactly so: its seal is written as itself again, and the file
//! with any byte more is another one or none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use report::{Seal, seal};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(line) = std::str::from_utf8(bytes)
        && let Some(said) = Seal::parse(line)
    {
        assert_eq!(said.text(), line);
    }
    if let Ok(file) = seal::read(bytes) {
        assert_eq!(Seal::parse(&file.seal.text()), Some(file.seal));
        let longer = [bytes, b"\n"].concat();
        assert!(seal::read(&longer).is_err());
    }
});
