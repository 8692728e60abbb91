//! How the text of a map stands within a file of another kind: signs that could end its place there
//! are spelled as JSON spells them, and put back when it is read.

/// A sign, and how it stands within the map.
pub type Spelling = (char, &'static str);

/// Adds the canonical text of a map with those signs spelled.
pub fn push(out: &mut String, map: &str, spellings: &[Spelling]) {
    let mut rest = map;
    let find = |text: &str| text.find(|char| spellings.iter().any(|(sign, _)| *sign == char));
    while let Some(at) = find(rest) {
        out.push_str(&rest[..at]);
        let sign = rest[at..].chars().next().unwrap_or_default();
        let spelled = spellings.iter().find(|(it, _)| *it == sign);
        out.push_str(spelled.map_or("", |(_, spelled)| spelled));
        rest = &rest[at + sign.len_utf8()..];
    }
    out.push_str(rest);
}

/// Puts every sign back, but for those that the map itself had spelled with a backslash before.
pub fn restore(map: &[u8], spellings: &[Spelling]) -> Vec<u8> {
    let mut out = Vec::with_capacity(map.len());
    let mut rest = map;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let found = spellings
            .iter()
            .find(|(_, spelled)| rest.starts_with(spelled.as_bytes()));
        if let Some((sign, spelled)) = found {
            out.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[spelled.len()..];
        } else {
            // What follows a backslash is no beginning of another sign.
            let pair = rest.len().min(2);
            out.extend_from_slice(&rest[..pair]);
            rest = &rest[pair..];
        }
    }
    out.extend_from_slice(rest);
    out
}
