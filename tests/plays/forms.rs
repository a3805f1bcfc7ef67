//! Forms of pages, as a browser reads and sends them.

/// A paper: a file that begins as its kind does.
pub fn paper(document: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{document}\n%%EOF").into_bytes()
}

/// The form of a page that is sent to `action`: everything between its tags.
pub fn form_to<'p>(page: &'p str, action: &str) -> Option<&'p str> {
    page.split("<form").skip(1).find_map(|part| {
        let inside = part.split("</form>").next()?;
        let (head, _) = inside.split_once('>')?;
        (attribute(head, "action").as_deref() == Some(action)).then_some(inside)
    })
}

/// Names and values of the hidden fields of a form.
pub fn hidden(form: &str) -> Vec<(String, String)> {
    let tags = form.split("<input").skip(1).filter_map(|part| part.split('>').next());
    let hidden = tags.filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"));
    let pair =
        |tag: &str| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()));
    hidden.filter_map(pair).collect()
}

/// An attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = after.split_once('"')?;
    Some(plain(value))
}

/// Text without the escapes of HTML.
pub fn plain(text: &str) -> String {
    let escapes = [
        ("&#x2f;", "/"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    escapes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The first run of exactly twenty digits: the number of a case.
pub fn number_in(text: &str) -> Option<String> {
    let runs = text.split(|mark: char| !mark.is_ascii_digit());
    runs.into_iter().find(|run| run.len() == 20).map(str::to_owned)
}

/// The code of a receipt: ten letters and digits that nobody confuses, alone in an element.
pub fn code_in(page: &str) -> Option<String> {
    let texts = page.split('>').filter_map(|part| part.split('<').next()).map(str::trim);
    let is_code = |text: &&str| {
        text.len() == 10
            && text.bytes().all(|mark| b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ".contains(&mark))
    };
    texts.into_iter().find(is_code).map(str::to_owned)
}

/// A form with files, as it is sent.
pub fn multipart(fields: &[(String, String)], papers: &[&str]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    for document in papers {
        body.extend(format!("--edge\r\ncontent-disposition: form-data; name=\"paper.{document}\"; filename=\"{document}.pdf\"\r\ncontent-type: application/pdf\r\n\r\n").bytes());
        body.extend(paper(document));
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}
