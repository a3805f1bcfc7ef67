//! The small markup of articles, made into HTML. Everything that is not markup is escaped.
//!
//! A block is ended by an empty line. `# ` and `## ` begin headings, `- ` and `1. ` entries of
//! lists, `> ` a quotation; all else is a paragraph, whose line ends stay. Inside of a line
//! `**…**` is strong, and `[words](address)` a link to an https, http or own address.

/// The HTML of a text. Its tags are h2, h3, p, br, ul, ol, li, blockquote, strong and a; its only
/// attributes are `href` and `rel`.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut block: Option<Block> = None;
    for line in text.lines() {
        let line = line.trim();
        let (kind, content) = kind_of(line);
        let goes_on = block.is_some() && block == kind;
        if !goes_on {
            close(&mut out, block);
            open(&mut out, kind);
        }
        block = kind;
        match kind {
            None => {}
            Some(Block::Heading(level)) => {
                out.push_str(&format!("<h{level}>"));
                inline(&mut out, content);
                out.push_str(&format!("</h{level}>\n"));
                block = None;
            }
            Some(Block::Bullets | Block::Numbers) => {
                out.push_str("<li>");
                inline(&mut out, content);
                out.push_str("</li>\n");
            }
            Some(Block::Paragraph | Block::Quotation) => {
                if goes_on {
                    out.push_str("<br>\n");
                }
                inline(&mut out, content);
            }
        }
    }
    close(&mut out, block);
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Heading(u8),
    Paragraph,
    Quotation,
    Bullets,
    Numbers,
}

/// What a line is, and what is left of it.
fn kind_of(line: &str) -> (Option<Block>, &str) {
    let marks = [
        ("# ", Block::Heading(2)),
        ("## ", Block::Heading(3)),
        ("- ", Block::Bullets),
        ("> ", Block::Quotation),
    ];
    if line.is_empty() {
        return (None, line);
    }
    for (mark, block) in marks {
        if let Some(content) = line.strip_prefix(mark) {
            return (Some(block), content);
        }
    }
    let content = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
    match content.strip_prefix(". ") {
        Some(rest) if content.len() < line.len() => (Some(Block::Numbers), rest),
        _ => (Some(Block::Paragraph), line),
    }
}

fn open(out: &mut String, block: Option<Block>) {
    out.push_str(match block {
        Some(Block::Paragraph) => "<p>",
        Some(Block::Quotation) => "<blockquote><p>",
        Some(Block::Bullets) => "<ul>\n",
        Some(Block::Numbers) => "<ol>\n",
        Some(Block::Heading(_)) | None => "",
    });
}

fn close(out: &mut String, block: Option<Block>) {
    out.push_str(match block {
        Some(Block::Paragraph) => "</p>\n",
        Some(Block::Quotation) => "</p></blockquote>\n",
        Some(Block::Bullets) => "</ul>\n",
        Some(Block::Numbers) => "</ol>\n",
        Some(Block::Heading(_)) | None => "",
    });
}

/// Strong words and links; what only looks like them is text.
fn inline(out: &mut String, mut text: &str) {
    while let Some(at) = text.find(['*', '[']) {
        let (before, rest) = text.split_at(at);
        escape(out, before);
        text = if let Some((words, after)) = strong(rest) {
            out.push_str("<strong>");
            escape(out, words);
            out.push_str("</strong>");
            after
        } else if let Some((words, address, after)) = link(rest) {
            out.push_str("<a href=\"");
            escape(out, address);
            out.push_str(if address.starts_with('/') { "\">" } else { "\" rel=\"noopener\">" });
            escape(out, words);
            out.push_str("</a>");
            after
        } else {
            let mut marks = rest.chars();
            escape(out, &marks.next().map(String::from).unwrap_or_default());
            marks.as_str()
        };
    }
    escape(out, text);
}

fn strong(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.strip_prefix("**")?.split_once("**")?;
    (!words.trim().is_empty()).then_some((words, after))
}

fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    let shown = !words.trim().is_empty() && !words.contains('[');
    (shown && is_safe(address)).then_some((words, address, after))
}

/// Whether an address leads to the web or to this site, and nowhere else.
fn is_safe(address: &str) -> bool {
    let web = ["https://", "http://"].iter().any(|scheme| {
        address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    });
    let own = address.starts_with('/') && !address.starts_with("//");
    let plain =
        |mark: char| !mark.is_whitespace() && !mark.is_control() && !"\"'<>\\`".contains(mark);
    (web || own) && address.chars().all(plain)
}

/// Writes text so that no browser takes it for anything else.
fn escape(out: &mut String, text: &str) {
    for mark in text.chars() {
        match mark {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            mark if mark.is_control() => {}
            mark => out.push(mark),
        }
    }
}
