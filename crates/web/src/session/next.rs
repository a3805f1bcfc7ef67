//! Where somebody was before signing in: a path of this site, and nothing else.

use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

/// The path, if it leads nowhere but into this site, and not back to the sign-in pages.
pub(super) fn safe(next: &str) -> Option<&str> {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = plain && next.starts_with('/') && !next.starts_with("//");
    let uri: Uri = next.parse().ok().filter(|_| path)?;
    let bare = uri.path().strip_prefix("/en").unwrap_or(uri.path());
    let own = uri.authority().is_none() && !bare.starts_with("/sign-");
    own.then_some(next)
}

/// Leads there; the path carries its language already.
pub(super) fn to(next: &str) -> Response {
    let location = HeaderValue::from_str(next).unwrap_or(HeaderValue::from_static("/"));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location), kept]).into_response()
}

/// The same as a value of a query.
pub(super) fn query(next: &str) -> String {
    match safe(next) {
        Some(next) => {
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("?next={next}")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in ["/", "/mine", "/en/desk/checks?q=a&b=%2F", "/mine/records#r1"] {
            assert_eq!(safe(good), Some(good));
        }
        let elsewhere = [
            "",
            "mine",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/ x",
            "javascript:alert(1)",
            "/\tevil",
            "/\u{7f}",
            "/a\r\nSet-Cookie: x=y",
            "///evil.example",
        ];
        for bad in elsewhere {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
        assert_eq!(safe("/sign-in"), None, "no circle");
        assert_eq!(safe("/en/sign-out"), None);
    }
}
