//! Text in whatever encoding it came, as UTF-8.
//!
//! A mark at the beginning decides. Without one, the first stretch with other than ASCII characters
//! decides: what reads as UTF-8 is UTF-8, all else is GB18030, which every Chinese table program writes.

use std::io::{BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};

/// How much text is looked at before the encoding is decided.
const WINDOW: usize = 64 << 10;

/// A reader that gives UTF-8. What cannot be read becomes U+FFFD, which rule R-103 finds.
pub(crate) struct Decoded<R> {
    input: R,
    decoder: Option<Decoder>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Decoded<R> {
    /// Reads `input`.
    pub(crate) fn new(input: R) -> Self {
        Self { input, decoder: None, ready: Vec::new(), given: 0, ended: false }
    }

    /// Decodes the next stretch into `ready`.
    fn refill(&mut self) -> std::io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.ended {
            let mut window = Vec::new();
            if self.decoder.is_none() {
                Read::by_ref(&mut self.input).take(WINDOW as u64).read_to_end(&mut window)?;
                if window.is_ascii() && !window.is_empty() {
                    self.ready = window;
                    return Ok(());
                }
                self.decoder = Some(encoding_of(&window).new_decoder_with_bom_removal());
                self.ended = window.is_empty();
                self.decode(&window);
            } else {
                let stretch = self.input.fill_buf()?;
                self.ended = stretch.is_empty();
                let length = stretch.len();
                window.extend_from_slice(stretch);
                self.input.consume(length);
                self.decode(&window);
            }
        }
        Ok(())
    }

    fn decode(&mut self, mut from: &[u8]) {
        let Some(decoder) = &mut self.decoder else { return };
        loop {
            let room = decoder.max_utf8_buffer_length(from.len()).unwrap_or(from.len() * 3 + 16);
            let old = self.ready.len();
            self.ready.resize(old + room, 0);
            let to = self.ready.get_mut(old..).unwrap_or_default();
            let (result, read, written, _) = decoder.decode_to_utf8(from, to, self.ended);
            self.ready.truncate(old + written);
            from = from.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.given >= self.ready.len() {
            self.refill()?;
        }
        let mut rest = self.ready.get(self.given..).unwrap_or_default();
        let read = rest.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

/// The encoding of the first stretch with other than ASCII characters.
fn encoding_of(window: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(window) {
        return encoding;
    }
    match std::str::from_utf8(window) {
        Ok(_) => UTF_8,
        // The window may end inside a character.
        Err(error) if error.error_len().is_none() => UTF_8,
        Err(_) if errors(GB18030, window) <= errors(UTF_8, window) => GB18030,
        Err(_) => UTF_8,
    }
}

/// How many characters of a text cannot be read in an encoding.
fn errors(encoding: &'static Encoding, text: &[u8]) -> usize {
    let (decoded, _) = encoding.decode_without_bom_handling(text);
    decoded.matches('\u{FFFD}').count()
}
