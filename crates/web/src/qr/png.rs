//! A drawing of squares as PNG: one bit a point, stored without compression.

/// Points of the edge of a square.
const SCALE: usize = 8;
/// Bytes of one stored block, at most.
const BLOCK: usize = 65_535;

/// The picture of a field of `width` squares a row; true is dark.
pub(super) fn picture(field: &[bool], width: usize) -> Option<Vec<u8>> {
    let side = u32::try_from(width.checked_mul(SCALE)?).ok()?;
    let mut rows = Vec::new();
    for row in field.chunks(width) {
        // One byte is one square: eight points of one bit, white is 1.
        let line: Vec<u8> = row.iter().map(|dark| if *dark { 0 } else { 0xFF }).collect();
        for _ in 0..SCALE {
            rows.push(0);
            rows.extend_from_slice(&line);
        }
    }
    let mut head = Vec::new();
    head.extend_from_slice(&side.to_be_bytes());
    head.extend_from_slice(&side.to_be_bytes());
    head.extend_from_slice(&[1, 0, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, b"IHDR", &head)?;
    chunk(&mut png, b"IDAT", &stored(&rows)?)?;
    chunk(&mut png, b"IEND", &[])?;
    Some(png)
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) -> Option<()> {
    png.extend_from_slice(&u32::try_from(content.len()).ok()?.to_be_bytes());
    let named = [kind.as_slice(), content].concat();
    png.extend_from_slice(&named);
    png.extend_from_slice(&crc(&named).to_be_bytes());
    Some(())
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951).
fn stored(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = vec![0x78, 0x01];
    let blocks = bytes.chunks(BLOCK).count();
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        let length = u16::try_from(block.len()).ok()?;
        stream.push(u8::from(index + 1 == blocks));
        stream.extend_from_slice(&length.to_le_bytes());
        stream.extend_from_slice(&(!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend_from_slice(&((high << 16) | low).to_be_bytes());
    Some(stream)
}

/// CRC-32 as PNG wants it.
fn crc(bytes: &[u8]) -> u32 {
    let turned = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    });
    !turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standards() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        let stream = stored(b"Wikipedia").unwrap();
        assert_eq!(stream.get(stream.len() - 4..).unwrap(), [0x11, 0xE6, 0x03, 0x98]);
    }

    #[test]
    fn a_picture_has_its_size_and_its_end() {
        let png = picture(&[true, false, false, true], 2).unwrap();
        assert_eq!(png.get(..8).unwrap(), b"\x89PNG\r\n\x1a\n");
        assert_eq!(png.get(16..24).unwrap(), [0, 0, 0, 16, 0, 0, 0, 16]);
        assert!(png.ends_with(&[0xAE, 0x42, 0x60, 0x82]));
    }
}
