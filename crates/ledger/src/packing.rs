//! How envelopes lie in the table: packed by Zstandard against a text of typical envelopes.
//!
//! Envelopes of one item differ little, so that each can be packed by itself to about a quarter, and
//! still be destroyed by itself. The first byte says how: `{` begins an envelope as it is, 1 a frame packed
//! against `first.txt`. That text never changes; a better one gets the next number.

use std::{cell::RefCell, io, sync::LazyLock};

use zstd::{
    bulk::{Compressor, Decompressor},
    dict::{DecoderDictionary, EncoderDictionary},
    zstd_safe::get_frame_content_size,
};

/// The number of `first.txt`.
const FIRST: u8 = 1;
/// One invented envelope of each kind.
const TYPICAL: &[u8] = include_bytes!("packing/first.txt");
/// Beyond level 3 the pen becomes slow and an envelope hardly smaller.
const LEVEL: i32 = 3;
/// Bytes of an unpacked envelope, at most: what says more is broken.
const LONGEST: usize = 64 << 20;

static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(TYPICAL, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(TYPICAL));

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// An envelope as it is stored; as it is, where packing fails or does not pay.
pub(crate) fn pack(envelope: &str) -> Vec<u8> {
    let packed = PACKER.with_borrow_mut(|packer| match packer {
        Some(packer) => packer.compress(envelope.as_bytes()),
        none => none
            .insert(Compressor::with_prepared_dictionary(&PACKING)?)
            .compress(envelope.as_bytes()),
    });
    match packed {
        Ok(frame) if frame.len() < envelope.len() => {
            let mut stored = Vec::with_capacity(frame.len() + 1);
            stored.push(FIRST);
            stored.extend_from_slice(&frame);
            stored
        }
        _ => envelope.as_bytes().to_vec(),
    }
}

/// The envelope that was stored.
///
/// Errors: bytes that were altered, or were packed by a later edition of the program.
pub(crate) fn unpack(stored: &[u8]) -> io::Result<String> {
    let plain = match stored.split_first() {
        Some((&FIRST, frame)) => open(frame)?,
        Some((b'{', _)) => stored.to_vec(),
        _ => return Err(io::Error::other("the envelope is packed in an unknown way")),
    };
    String::from_utf8(plain).map_err(io::Error::other)
}

fn open(frame: &[u8]) -> io::Result<Vec<u8>> {
    let size = get_frame_content_size(frame).ok().flatten();
    let size = size.and_then(|size| usize::try_from(size).ok()).filter(|size| *size <= LONGEST);
    let size = size.ok_or_else(|| io::Error::other("the packed envelope has no size"))?;
    UNPACKER.with_borrow_mut(|unpacker| match unpacker {
        Some(unpacker) => unpacker.decompress(frame, size),
        none => {
            none.insert(Decompressor::with_prepared_dictionary(&UNPACKING)?).decompress(frame, size)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_typical_envelope_shrinks_to_a_third() {
        let typical = std::str::from_utf8(TYPICAL).unwrap();
        let records: Vec<_> = typical.lines().filter(|line| line.contains("fields")).collect();
        assert!(records.len() > 10);
        for envelope in records {
            let other = envelope.replace("2026", "2025").replace("济南", "青岛");
            let stored = pack(&other);
            assert_eq!(unpack(&stored).unwrap(), other);
            assert!(stored.len() * 3 < other.len(), "{} of {}", stored.len(), other.len());
        }
    }

    #[test]
    fn what_is_not_packed_is_read_as_it_is_and_rubbish_is_refused() {
        assert_eq!(unpack(b"{}").unwrap(), "{}");
        for rubbish in [&b""[..], &[FIRST], &[FIRST, 1, 2, 3], &[9, 9], b"{\xff}"] {
            assert!(unpack(rubbish).is_err(), "{rubbish:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(text in "\\{.*\\}") {
            prop_assert_eq!(unpack(&pack(&text)).unwrap(), text);
        }

        #[test]
        fn no_bytes_make_it_stop(bytes: Vec<u8>) {
            let _ = unpack(&bytes);
        }
    }
}
