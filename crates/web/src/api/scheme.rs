//! How a key is sent, and what must come with a key that is bound.

use utoipa::{
    Modify,
    openapi::{
        OpenApi,
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};

const KEY: &str = "API key of a department's system, issued by the credit centre. `X-Probity-Key` \
                   takes it too.";
const CERTIFICATE: &str = "For keys that are bound to one: the client certificate of the TLS \
                           connection; its SHA-256 is registered with the key.";
const SIGNATURE: &str = "For keys that are bound to an SM2 key: r ‖ s (64 bytes) in Base64, SM2 with \
    SM3 and the identifier 1234567812345678, over the lines `probity-request-v1`, method, path with \
    query, `X-Probity-Timestamp` (seconds since 1970), `X-Probity-Nonce` (16 to 64 letters and \
    digits, used once), SM3 of the body in hexadecimal digits; each line ends with a newline. The \
    clocks may differ by five minutes.";

/// Adds the schemes, and what each operation that takes a key takes with it.
pub(super) struct Keyed;

impl Modify for Keyed {
    fn modify(&self, openapi: &mut OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("pk_…")
            .description(Some(KEY))
            .build();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        let certificate = SecurityScheme::MutualTls {
            description: Some(CERTIFICATE.to_owned()),
            deprecated: None,
            extensions: None,
        };
        components.add_security_scheme("certificate", certificate);
        let signature = ApiKeyValue::with_description("X-Probity-Signature", SIGNATURE);
        let signature = SecurityScheme::ApiKey(ApiKey::Header(signature));
        components.add_security_scheme("signature", signature);
        for path in openapi.paths.paths.values_mut() {
            let operations = [&mut path.get, &mut path.post];
            for operation in operations.into_iter().filter_map(Option::as_mut) {
                if operation.security.is_some() {
                    operation.security = Some(alternatives());
                }
            }
        }
    }
}

fn alternatives() -> Vec<SecurityRequirement> {
    let key = || SecurityRequirement::new::<_, [&str; 0], _>("key", []);
    let with = |name: &str| key().add::<_, [&str; 0], _>(name, []);
    vec![key(), with("certificate"), with("signature")]
}
